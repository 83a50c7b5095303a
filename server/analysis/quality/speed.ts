/** Web forms that were filled in much faster than others of the same version at the same wave. */

import { quantile } from '../../../stats/index.ts';
import { type Finding, findingOf, type Tally } from './check.ts';

/** A rule of thumb: of the time that half of the others needed. */
const share = 1 / 3;

/** With fewer a median says too little of how long it takes. */
const fewest = 10;

interface Timed {
  readonly finding: Finding;
  readonly seconds: number;
}

/** From the button on the first page to the sending, breaks included. Where few have answered nobody is judged. */
export function speed(): Tally {
  const groups = new Map<string, Timed[]>();
  return {
    add(submitted) {
      const { channel, startedAt, submittedAt, wave, instrument, version } = submitted.response;
      if (channel !== 'web' || submittedAt === null) return;
      const took = Temporal.Instant.from(startedAt).until(submittedAt);
      const seconds = took.total('seconds');
      const key = `${wave} ${instrument} ${version}`;
      const timed = { seconds, finding: findingOf(submitted, {}) };
      const group = groups.get(key);
      if (group) group.push(timed);
      else groups.set(key, [timed]);
    },
    result() {
      const judged = [...groups.values()].filter(({ length }) => length >= fewest);
      const findings = judged.flatMap(fastOf).sort((a, b) => a.seconds - b.seconds);
      return {
        of: judged.reduce((all, { length }) => all + length, 0),
        findings: findings.map(({ finding }) => finding),
      };
    },
  };
}

function fastOf(group: readonly Timed[]): Timed[] {
  const median = quantile(
    group.map(({ seconds }) => seconds),
    0.5,
  );
  return group
    .filter(({ seconds }) => seconds < share * median)
    .map(({ finding, seconds }) => ({
      seconds,
      finding: {
        ...finding,
        facts: { minutes: seconds / 60, median: median / 60, n: group.length },
      },
    }));
}
