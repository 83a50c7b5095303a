/** The right message on the right day, once: walked day by day against tables written by hand, and against any calendar. */

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  dueMessage,
  type SentMessage,
  type Silence,
  type Standing,
} from '../../surveys/due-message.ts';
import { waveDates } from '../../surveys/schedule.ts';
import { roleOf, type Study, type StudyRole } from '../../surveys/study.ts';
import { daysBetween } from './arbitraries.ts';
import { tinyStudy } from './helpers.ts';

const message = { subject: { nb: 'x', en: 'x' }, body: { nb: '{link}', en: '{link}' } };
/** Opens on its day, closes 42 days after; reminders after 7, 14 and 28; 4 days of silence; resume after 3. */
const tiny = tinyStudy();
const bare = roleOf(tiny, 'candidate');
const candidate: StudyRole = {
  ...bare,
  texts: { ...bare.texts, reminder: message, resume: message, thanks: message },
};

const nothing: Standing = {
  state: 'enrolled',
  channel: 'web',
  email: 'works',
  link: 'stands',
  savedOn: null,
  submitted: null,
  formReceived: false,
  firstAnsweredOn: null,
  sent: [],
};

interface Walk {
  readonly study?: Study;
  readonly role?: StudyRole;
  readonly inclusion?: string;
  readonly wave?: number;
  /** What is so on a day; the rest is as when nothing has happened. */
  readonly facts?: (day: string) => Partial<Standing>;
  /** The days on which their e-mail address becomes another. */
  readonly moves?: readonly string[];
  /** False on a day on which nothing runs. */
  readonly runs?: (day: string) => boolean;
}

/** What leaves from a week before the wave opens to a week after it has closed; each day is run twice. */
function walk({
  study = tiny,
  role = candidate,
  inclusion = '2018-03-01',
  wave = 1,
  facts = () => ({}),
  moves = [],
  runs = () => true,
}: Walk): SentMessage[] {
  const dates = waveDates(study, role, inclusion)[wave - 1];
  if (!dates) throw new Error(`there is no wave ${wave}`);
  const sent: SentMessage[] = [];
  const last = Temporal.PlainDate.from(dates.closes).add({ days: 7 });
  let day = Temporal.PlainDate.from(dates.opens).subtract({ days: 7 });
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const on = day.toString();
    for (const _ of runs(on) ? ['morning', 'evening'] : []) {
      const moved = moves.findLast((move) => move <= on);
      const lastLink = sent.findLast(({ kind }) => kind !== 'letter')?.on ?? '';
      const link = moved && lastLink < moved ? 'moved' : 'stands';
      const standing = { ...nothing, link, ...facts(on), sent } as const;
      const due = dueMessage(study, role, dates, standing, on);
      if ('kind' in due) sent.push({ ...due, on });
    }
  }
  return sent;
}

const table = (of: Walk) => walk(of).map(({ on, kind, ordinal }) => `${on} ${kind} ${ordinal}`);
const from = (day: string, then: Partial<Standing>) => (today: string) =>
  today >= day ? then : {};

describe('what leaves, day by day, for somebody included on 1 March 2018', () => {
  it.each<[string, Walk, string[]]>([
    [
      'who never answers',
      {},
      [
        '2018-03-01 invitation 1',
        '2018-03-08 reminder 1',
        '2018-03-15 reminder 2',
        '2018-03-29 reminder 3',
      ],
    ],
    [
      'who answers on the web',
      { facts: from('2018-03-10', { submitted: { on: '2018-03-10', channel: 'web' } }) },
      ['2018-03-01 invitation 1', '2018-03-08 reminder 1', '2018-03-10 thanks 1'],
    ],
    [
      'whose paper form comes in: a mail of thanks would be odd',
      { facts: from('2018-03-10', { submitted: { on: '2018-03-10', channel: 'paper' } }) },
      ['2018-03-01 invitation 1', '2018-03-08 reminder 1'],
    ],
    [
      'whose paper form has come and waits to be keyed, and is not to be reminded of it',
      { facts: from('2018-03-10', { formReceived: true }) },
      ['2018-03-01 invitation 1', '2018-03-08 reminder 1'],
    ],
    [
      'who stops half-way: asked to go on once, and the next reminder keeps its distance',
      { facts: from('2018-03-09', { savedOn: '2018-03-09' }) },
      [
        '2018-03-01 invitation 1',
        '2018-03-08 reminder 1',
        '2018-03-12 resume 1',
        '2018-03-16 reminder 2',
        '2018-03-29 reminder 3',
      ],
    ],
    [
      'who was registered ten days late: reminders of days before are left out',
      { runs: (day) => day >= '2018-03-10' },
      ['2018-03-10 invitation 1', '2018-03-15 reminder 2', '2018-03-29 reminder 3'],
    ],
    [
      'while nothing ran for two weeks: one reminder, not two',
      { runs: (day) => day < '2018-03-07' || day > '2018-03-20' },
      ['2018-03-01 invitation 1', '2018-03-21 reminder 2', '2018-03-29 reminder 3'],
    ],
    [
      'whose address changes twice: each time the link at once, and the reminders as they were',
      { moves: ['2018-03-09', '2018-03-16'] },
      [
        '2018-03-01 invitation 1',
        '2018-03-08 reminder 1',
        '2018-03-09 new-link 1',
        '2018-03-15 reminder 2',
        '2018-03-16 new-link 2',
        '2018-03-29 reminder 3',
      ],
    ],
    [
      'whose address changes before anything was sent',
      { moves: ['2018-03-02'], runs: (day) => day >= '2018-03-03' },
      [
        '2018-03-03 invitation 1',
        '2018-03-08 reminder 1',
        '2018-03-15 reminder 2',
        '2018-03-29 reminder 3',
      ],
    ],
    [
      'whose address changes while they answer on paper, and who then changes over',
      {
        moves: ['2018-03-12'],
        facts: (day) => ({ channel: day >= '2018-03-10' && day < '2018-03-20' ? 'paper' : 'web' }),
      },
      [
        '2018-03-01 invitation 1',
        '2018-03-08 reminder 1',
        '2018-03-10 letter 1',
        '2018-03-20 new-link 1',
        // The one of 15 March, which a letter stood in for, once the link has had its days of rest.
        '2018-03-24 reminder 2',
        '2018-03-29 reminder 3',
      ],
    ],
    [
      'whose link staff have shut: nothing until they send another',
      { facts: (day) => ({ link: day >= '2018-03-05' && day < '2018-03-20' ? 'shut' : 'stands' }) },
      ['2018-03-01 invitation 1', '2018-03-20 reminder 2', '2018-03-29 reminder 3'],
    ],
    [
      'who answers on paper',
      { facts: () => ({ channel: 'paper', email: 'none' }) },
      ['2018-03-01 letter 1', '2018-03-08 letter 2'],
    ],
    [
      'who changes over to paper',
      { facts: from('2018-03-10', { channel: 'paper' }) },
      ['2018-03-01 invitation 1', '2018-03-08 reminder 1', '2018-03-10 letter 1'],
    ],
    [
      'who was paused for two weeks',
      { facts: (day) => (day >= '2018-03-05' && day < '2018-03-19' ? { state: 'paused' } : {}) },
      ['2018-03-01 invitation 1', '2018-03-19 reminder 2', '2018-03-29 reminder 3'],
    ],
    [
      'whose address bounces',
      { facts: from('2018-03-02', { email: 'bounced' }) },
      ['2018-03-01 invitation 1'],
    ],
    [
      'who wants no more mails',
      { facts: from('2018-03-02', { email: 'stopped' }) },
      ['2018-03-01 invitation 1'],
    ],
    ['who has died', { facts: from('2018-03-02', { state: 'dead' }) }, ['2018-03-01 invitation 1']],
    ['who withdraws before the first day', { facts: () => ({ state: 'withdrawn' }) }, []],
    [
      'who was registered on the last day',
      { runs: (day) => day >= '2018-04-12' },
      ['2018-04-12 invitation 1'],
    ],
    ['who was registered the day after', { runs: (day) => day >= '2018-04-13' }, []],
    ['of a role without words for reminders', { role: bare }, ['2018-03-01 invitation 1']],
  ])('%s', (_who, of, expected) => {
    expect(table(of)).toEqual(expected);
  });

  const gap = (days: number): Study => ({ ...tiny, sending: { ...tiny.sending, least_gap: days } });

  it.each<[string, Walk, string[]]>([
    [
      'whose first answer came long before',
      { facts: () => ({ firstAnsweredOn: '2018-03-02' }) },
      [
        '2018-06-01 invitation 1',
        '2018-06-08 reminder 1',
        '2018-06-15 reminder 2',
        '2018-06-29 reminder 3',
      ],
    ],
    [
      'whose first answer came so late that three months are to wait',
      { study: gap(60), facts: () => ({ firstAnsweredOn: '2018-04-12' }) },
      ['2018-06-11 invitation 1', '2018-06-15 reminder 2', '2018-06-29 reminder 3'],
    ],
    [
      'whose first answer came so late that nothing is left of the window',
      { study: gap(100), facts: () => ({ firstAnsweredOn: '2018-04-12' }) },
      [],
    ],
    [
      'who never gave a first answer, and is asked all the same',
      {},
      [
        '2018-06-01 invitation 1',
        '2018-06-08 reminder 1',
        '2018-06-15 reminder 2',
        '2018-06-29 reminder 3',
      ],
    ],
    [
      'who never gave a first answer, in a study that lets them be',
      { study: { ...tiny, sending: { ...tiny.sending, later_waves: 'answered-first-wave' } } },
      [],
    ],
  ])('three months on: %s', (_who, of, expected) => {
    expect(table({ ...of, wave: 2 })).toEqual(expected);
  });
});

test.each<[Silence, Partial<Standing>, string]>([
  ['left-in-peace', { state: 'lost' }, '2018-03-01'],
  ['no-address', { email: 'none' }, '2018-03-01'],
  ['not-yet-open', { email: 'none' }, '2018-02-28'],
  ['closed', {}, '2018-04-13'],
  ['link-shut', { link: 'shut' }, '2018-03-01'],
  ['answered', { submitted: { on: '2018-03-05', channel: 'web' } }, '2018-03-09'],
  ['rest', { sent: [{ kind: 'invitation', ordinal: 1, on: '2018-03-05' }] }, '2018-03-08'],
  [
    'nothing-more-now',
    { sent: [{ kind: 'invitation', ordinal: 1, on: '2018-03-01' }] },
    '2018-03-07',
  ],
])('silence is told from silence: %s', (silence, facts, today) => {
  const [dates] = waveDates(tiny, candidate, '2018-03-01');
  if (!dates) throw new Error('there is no wave');
  expect(dueMessage(tiny, candidate, dates, { ...nothing, ...facts }, today)).toEqual({ silence });
});

test('on any calendar, with any outages: in the window, never twice, and never closely upon each other', () => {
  const flags = fc.infiniteStream(fc.boolean());
  fc.assert(
    fc.property(
      daysBetween('1970-01-01', '2100-12-31'),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('web', 'paper'),
      fc.integer({ min: 0, max: 60 }),
      flags,
      (inclusion, wave, channel, savedAfter, up) => {
        const dates = waveDates(tiny, candidate, inclusion)[wave - 1];
        if (!dates) throw new Error('there is no wave');
        const savedOn = Temporal.PlainDate.from(dates.opens).add({ days: savedAfter }).toString();
        const sent = walk({
          ...{ inclusion, wave, runs: () => Boolean(up.next().value) },
          facts: (day) => ({ channel, savedOn: day >= savedOn ? savedOn : null }),
        });
        const days = sent.map(({ on }) => Temporal.PlainDate.from(on));
        const names = sent.map(({ kind, ordinal }) => `${kind} ${ordinal}`);
        expect(new Set(names).size).toBe(names.length);
        for (const { on } of sent) expect(on >= dates.opens && on <= dates.closes).toBe(true);
        for (const [i, day] of days.entries()) {
          const before = days[i - 1];
          if (before) expect(before.until(day).days).toBeGreaterThanOrEqual(tiny.sending.rest);
        }
        const reminders = sent.filter(({ kind }) => kind === 'reminder');
        expect(reminders.length).toBeLessThanOrEqual(3);
        const numbers = reminders.map(({ ordinal }) => ordinal);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        if (sent.length > 0)
          expect(sent[0]?.kind).toBe(channel === 'web' ? 'invitation' : 'letter');
      },
    ),
    { numRuns: 500 },
  );
});
