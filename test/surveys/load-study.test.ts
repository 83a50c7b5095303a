/** The author of a study gets every fault in it by line and column, in words that say what does not fit. */

import { describe, expect, it } from 'vitest';
import { loadStudy } from '../../surveys/load-study.ts';
import { faultLines, findFixture, procedures, studyText, tinyStudy, variant } from './helpers.ts';

function faults(passage: string, replacement: string): string[] {
  const text = variant(studyText('tiny'), passage, replacement);
  return faultLines(loadStudy(text, 'tiny.yaml', findFixture, procedures));
}

describe('a study file', () => {
  it('loads when all in it fits', () => {
    expect(tinyStudy().waves.map(({ months }) => months)).toEqual([0, 3, 12]);
  });

  it('may be empty or no YAML at all', () => {
    const load = (text: string) =>
      faultLines(loadStudy(text, 'tiny.yaml', findFixture, procedures));
    expect(load('')).toEqual(['tiny.yaml:1:1 the file is empty']);
    expect(load('- tiny')).toEqual(['tiny.yaml:1:1 must be keys with values']);
    expect(load('study: tiny: small')).toEqual([
      'tiny.yaml:1:8 a text that holds ": " must stand in quotes, and a new key on a line of its own',
    ]);
  });

  it('may repeat a part of itself by name, and a fault in it is told where it is repeated', () => {
    const named = variant(studyText('tiny'), 'variables: [a1', 'variables: &both [a1');
    const repeated = variant(named, '[thriving, mastery_strict]', '*both');
    expect(faultLines(loadStudy(repeated, 'tiny.yaml', findFixture, procedures))).toEqual([
      'tiny.yaml:73:24 the comparison "change" has no variable "thriving"',
    ]);
    const unknown = variant(
      repeated,
      'role: candidate\n      procedures',
      'role: leader\n      procedures',
    );
    expect(faultLines(loadStudy(unknown, 'tiny.yaml', findFixture, procedures))).toContain(
      'tiny.yaml:93:18 there is no item or scale "a1"',
    );
  });
});

describe('a fault in a study', () => {
  it.each([
    [
      'an unknown key',
      'withdrawal: erase',
      'withdrawal: erase\ncolour: red',
      '66:1 unknown key "colour"',
    ],
    [
      'an unknown way to withdraw',
      'erase',
      'forget',
      '65:13 must be one of keep, anonymise, erase',
    ],
    ['a text in one language only', ', en: A small study }', ' }', '4:8 title is missing in "en"'],
    [
      'a site twice',
      '  - { name: nord, label: { nb: Nord, en: North } }\n',
      '  - { name: nord, label: { nb: Nord, en: North } }\n  - { name: nord, label: { nb: Nord, en: North } }\n',
      '10:13 the name "nord" stands twice',
    ],
    [
      'an arm at no site',
      'en: Job }, sites: [nord]',
      'en: Job }, sites: [sor]',
      '11:57 there is no site "sor"',
    ],
    ['a role twice', 'name: leader', 'name: adviser', '42:11 the name "adviser" stands twice'],
    [
      'a team without teams',
      'teams:\n  - { name: lag-1, label: { nb: Lag 1, en: Team 1 } }',
      'teams: []',
      '33:17 the study has no teams',
    ],
    [
      'an archive that nobody was asked about',
      'withdrawal: ',
      'archive_consent: archive\nwithdrawal: ',
      '65:18 no consent text asks "archive"',
    ],
    [
      'an unknown time zone',
      'Europe/Oslo',
      'Europe/Tromsø',
      '6:12 there is no time zone "Europe/Tromsø"',
    ],
    [
      'an impossible retention end',
      '2029-12-31',
      '2029-11-31',
      '66:17 there is no date 2029-11-31',
    ],
    ['an impossible anchor', '2017-08-31', '2017-06-31', '33:21 there is no date 2017-06-31'],
    [
      'a date in another order',
      '2017-08-31',
      '31.08.2017',
      '33:21 must be a date written as 2018-02-28',
    ],
    [
      'an unknown anchor',
      'anchor: inclusion',
      'anchor: birth',
      '20:13 must be inclusion, { date: 2017-08-15 }, or { dates: [...] } with one date per wave',
    ],
    [
      'too few dates',
      '2018-01-15, 2018-11-05]',
      '2018-01-15]',
      '46:22 there must be as many dates as waves: 3, not 2',
    ],
    [
      'dates out of order',
      '2018-01-15, 2018-11-05]',
      '2018-11-05, 2018-01-15]',
      '46:22 the dates must follow each other',
    ],
    [
      'an impossible date among several',
      '2018-11-05]',
      '2018-11-31]',
      '46:47 there is no date 2018-11-31',
    ],
    [
      'waves out of order',
      'months: 3,',
      'months: 14,',
      '58:13 a wave must come later than the one before it',
    ],
    [
      'two waves at once',
      'months: 3,',
      'months: 0,',
      '57:15 a wave must come later than the one before it',
    ],
    [
      'two reminders on one day',
      'reminders: [7, 14, 28]',
      'reminders: [7, 7, 28]',
      '61:54 reminders follow each other, each on a day of its own',
    ],
    [
      'an invitation without the link',
      'en: "Open {link} or call {phone}" }\n  - name: adviser',
      'en: "Call {phone}" }\n  - name: adviser',
      '28:59 the message has no {link}',
    ],
    [
      'a message that does not say whom to call',
      'en: "Open {link} or call {phone}" }\n  - name: adviser',
      'en: "Open {link}" }\n  - name: adviser',
      '28:59 the message has no {phone}',
    ],
    [
      'a place that nothing is put into',
      'en: "Open {link} or call {phone}" }\n  - name: adviser',
      'en: "Open {link} or call {phone}, {first_name}" }\n  - name: adviser',
      '28:59 nothing can be put in the place of {first_name}',
    ],
    [
      'a link where there is nothing to open any more',
      'en: "Open {link} or call {phone}" }\n  - name: adviser',
      'en: "Open {link} or call {phone}" }\n      thanks:\n        subject: { nb: Takk, en: Thanks }\n        body: { nb: "Ring {phone}", en: "{phone} {link}" }\n  - name: adviser',
      '31:41 nothing can be put in the place of {link}',
    ],
    [
      'a window that is late before it opens',
      'opens: 0, late: 21',
      'opens: 30, late: 21',
      '61:9 a window opens, is late and closes in that order, with reminders in between',
    ],
    [
      'a window that closes before it is late',
      'late: 14, closes: 30',
      'late: 31, closes: 30',
      '60:13 a window opens, is late and closes in that order, with reminders in between',
    ],
    [
      'a reminder after the end',
      '[7, 14, 28]',
      '[7, 14, 42]',
      '61:9 a window opens, is late and closes in that order, with reminders in between',
    ],
    ['a reminder that is no number', '[7, 14, 28]', '[7, often]', '61:58 must be a whole number'],
    [
      'consent texts out of order',
      'from: 2018-01-01',
      'from: 2017-01-01',
      '64:27 consent texts stand in the order they came into force',
    ],
    [
      'a small cell of one',
      'small_cell_limit: 5',
      'small_cell_limit: 1',
      '67:19 must be 2 or more',
    ],
  ])('%s', (_, passage, replacement, fault) => {
    expect(faults(passage, replacement)).toEqual([`tiny.yaml:${fault}`]);
  });

  it('is a missing instrument, told once and not again for each of its variables', () => {
    expect(faults('instrument: scoring', 'instrument: skoring')).toEqual([
      'tiny.yaml:18:17 there is no instrument "skoring" version 1',
    ]);
    expect(
      faults(
        'instrument: scoring\n    instrument_version: 1',
        'instrument: scoring\n    instrument_version: 2',
      )[0],
    ).toBe('tiny.yaml:18:17 there is no instrument "scoring" version 2');
  });
});
