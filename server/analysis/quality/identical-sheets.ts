/** The same answers, word for word, from several people or from one at several waves. */

import { hasValue } from '../../../surveys/answer.ts';
import { items } from '../../../surveys/instrument.ts';
import { sha256 } from '../../digest.ts';
import { type Finding, findingOf, type Submitted, type Tally } from './check.ts';

/** With fewer, two people may well have answered alike. */
const fewest = 20;

/** Questions that are asked once count for nothing: a later form has none of them. */
export function identicalSheets(): Tally {
  const alike = new Map<string, Finding[]>();
  let of = 0;
  return {
    add(submitted) {
      const answers = answersOf(submitted);
      if (answers.length < fewest) return;
      of += 1;
      const { instrument, version } = submitted.instrument;
      const key = sha256(JSON.stringify([instrument, version, answers]));
      const finding = findingOf(submitted, { count: answers.length });
      const others = alike.get(key);
      if (others) others.push(finding);
      else alike.set(key, [finding]);
    },
    result: () => ({
      of,
      findings: [...alike.values()]
        .filter(({ length }) => length > 1)
        .flatMap((group) =>
          group.map((finding) => ({ ...finding, beside: nextTo(finding, group) })),
        ),
    }),
  };
}

function answersOf({ sheet, instrument }: Submitted) {
  return items(instrument).flatMap(({ name, once }) => {
    const answer = sheet[name];
    return hasValue(answer) && !once ? [[name, answer.value] as const] : [];
  });
}

/** Of many that are alike a few are enough to look at. */
const shown = 3;

function nextTo(finding: Finding, group: readonly Finding[]) {
  return group
    .filter((other) => other !== finding)
    .slice(0, shown)
    .map(({ code, wave }) => ({ code, wave }));
}
