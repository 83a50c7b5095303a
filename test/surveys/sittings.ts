/** People at the web form, made up by fast-check: what they answer, and the pages that they go back to. */

import fc from 'fast-check';
import { hasValue, type Sheet } from '../../surveys/answer.ts';
import { encodeAnswer, type Fields, parseForm } from '../../surveys/answers.ts';
import { type Group, type Instrument, items } from '../../surveys/instrument.ts';
import { askedGroups, type Occasion, route } from '../../surveys/routing.ts';
import { fieldsFor, sentFor } from './arbitraries.ts';

export interface Sitting {
  readonly answers: Fields;
  /** Pages that are opened again once the last one is reached, and what is answered there then. */
  readonly back: readonly { readonly page: string; readonly answers: Fields }[];
}

/** Going back to a page can open one branch and close another; both may have been answered. */
export function sittingFor(instrument: Instrument): fc.Arbitrary<Sitting> {
  const groups = instrument.sections.flatMap((section) => section.groups);
  const again = groups.map((group) =>
    fc.record({
      page: fc.constant(group.name),
      answers: fc.record(Object.fromEntries(group.items.map((item) => [item.name, sentFor(item)]))),
    }),
  );
  return fc.record({
    answers: fieldsFor(instrument),
    back: fc.array(fc.oneof(...again), { maxLength: 3 }),
  });
}

/** What is saved when they have been through the pages they were asked, and sends what each page asks. */
export function savedOnWeb(
  instrument: Instrument,
  { answers, back }: Sitting,
  occasion: Occasion,
): Sheet {
  let saved: Sheet = {};
  const left = new Set<string>();
  const pages = () => askedGroups(instrument, saved, occasion);

  function leave(page: Group, sent: Fields): void {
    const routes = route(instrument, saved, occasion);
    const asked = page.items.filter(({ name }) => routes.get(name) === 'asked');
    const fields = Object.fromEntries(asked.map(({ name }) => [name, sent[name]]));
    const read = parseForm(fields, asked, 'web');
    const refused = Object.keys(read.problems);
    if (refused.length > 0) throw new Error(`not an answer on the web: ${refused}`);
    saved = { ...saved, ...read.answers };
    left.add(page.name);
  }

  function goOn(): void {
    for (;;) {
      const next = pages().find(({ name }) => !left.has(name));
      if (!next) return;
      leave(next, answers);
    }
  }

  goOn();
  for (const again of back) {
    const page = pages().find(({ name }) => name === again.page);
    if (page) leave(page, again.answers);
    goOn();
  }
  return saved;
}

/**
 * What a keyer sends for the form of somebody who answers the same on paper: all that is asked, as it was
 * answered last. Worked out from what was saved, so that what the web makes of it is tested too.
 */
export function asKeyed(instrument: Instrument, saved: Sheet, occasion: Occasion): Fields {
  const routes = route(instrument, saved, occasion);
  return Object.fromEntries(
    items(instrument)
      .filter(({ name }) => routes.get(name) === 'asked' && hasValue(saved[name]))
      .map((item) => [item.name, encodeAnswer(saved[item.name], item)]),
  );
}
