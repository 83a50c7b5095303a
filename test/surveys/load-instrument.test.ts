/** A questionnaire author gets every fault in a file by its line and column, in words that say what to do. */

import { describe, expect, it } from 'vitest';
import { loadInstrument } from '../../surveys/load-instrument.ts';
import { faultLines, instrumentText, variant } from './helpers.ts';

/** The faults of a fixture in which one passage was changed. */
function faults(name: string, passage: string, replacement: string): string[] {
  const file = `${name}.yaml`;
  return faultLines(loadInstrument(variant(instrumentText(name), passage, replacement), file));
}

describe('a file that is no instrument at all', () => {
  const load = (text: string) => faultLines(loadInstrument(text, 'tiny.yaml'));

  it('may be empty, or hold comments only', () => {
    expect(load('')).toEqual(['tiny.yaml:1:1 the file is empty']);
    expect(load('# to be written\n')).toEqual(['tiny.yaml:1:1 the file is empty']);
  });

  it('may be a list, a text or nothing', () => {
    expect(load('- single\n- number\n')).toEqual(['tiny.yaml:1:1 must be keys with values']);
    expect(load('hello\n')).toEqual(['tiny.yaml:1:1 must be keys with values']);
    expect(load('~\n')).toEqual(['tiny.yaml:1:1 a value is missing here']);
  });

  it('is told all that is missing, not only the first eight faults', () => {
    expect(load('instrument: tiny\n')).toEqual(
      'version languages title sources rights assumptions sections scales'
        .split(' ')
        .map((key) => `tiny.yaml:1:1 "${key}" is missing`),
    );
    const items = Array.from({ length: 20 }, () => '          - 5\n').join('');
    const text = variant(
      instrumentText('text'),
      '          - name: comment\n            type',
      `${items}          - name: comment\n            type`,
    );
    expect(load(text)).toEqual(
      Array.from({ length: 20 }, (_, i) => `tiny.yaml:${14 + i}:13 must be keys with values`),
    );
  });
});

describe('YAML that cannot be read', () => {
  it.each([
    [
      'a key twice',
      'rights: Ours',
      'rights: Ours\nrights: Theirs',
      '8:1 the key "rights" stands twice',
    ],
    [
      'a key twice on one line',
      'nb: Søvn,',
      'nb: Søvn, nb: Natt,',
      '5:20 the key "nb" stands twice',
    ],
    [
      'a colon in a text',
      'nb: Søvn,',
      'nb: Søvn: om natta,',
      '5:14 a text that holds ": " must stand in quotes, and a new key on a line of its own',
    ],
    ['a tab', '    groups:', '\tgroups:', '11:1 lines are indented with spaces, not with tabs'],
    [
      'an open bracket',
      'en: Sleep }',
      'en: Sleep',
      '6:1 a bracket that was opened further up is not closed, or a line is not indented enough',
    ],
    [
      'an open quotation mark',
      'rights: Ours',
      'rights: "Ours',
      '7:14 a quotation mark or bracket that was opened further up is never closed',
    ],
    [
      'a text that begins with *',
      'rights: Ours',
      'rights: *ours',
      '7:9 a text that begins with & or * must stand in quotes',
    ],
    [
      'a text that begins with &',
      'rights: Ours',
      'rights: &c Ours',
      '7:12 a text that begins with & or * must stand in quotes',
    ],
    [
      'a text that begins with !',
      'rights: Ours',
      'rights: !ours',
      '7:9 a text that begins with ! must stand in quotes',
    ],
    [
      'a text that begins with @',
      'rights: Ours',
      'rights: @us',
      '7:9 a text that begins with this character must stand in quotes',
    ],
    [
      'a second document',
      'scales: []',
      'scales: []\n---\n',
      '24:1 the file must end before a line with ---',
    ],
  ])('%s', (_, passage, replacement, fault) => {
    expect(faults('single', passage, replacement)).toEqual([`single.yaml:${fault}`]);
  });
});

describe('a key or value that does not belong', () => {
  it.each([
    [
      'an unknown key',
      'single',
      'rights: Ours',
      'rights: Ours\ncolour: red',
      '8:1 unknown key "colour"',
    ],
    [
      'an unknown key in an item',
      'single',
      'number: "1"',
      'colour: red',
      '16:13 unknown key "colour"',
    ],
    [
      'an unknown type',
      'single',
      'type: single',
      'type: slider',
      '15:19 type must be one of single, multiple, number, scale, pair, text, date',
    ],
    [
      'a type that every JavaScript object has',
      'single',
      'type: single',
      'type: constructor',
      '15:19 type must be one of single, multiple, number, scale, pair, text, date',
    ],
    [
      'a number where a text belongs',
      'single',
      '"1"',
      '1',
      '16:21 must be a text: write "1" in quotes (the number printed on the form)',
    ],
    ['a half number', 'text', 'version: 1', 'version: 1.5', '3:10 must be a whole number'],
    ['version 0', 'text', 'version: 1', 'version: 0', '3:10 must be 1 or more'],
    ['no value', 'text', 'rights: Ours', 'rights:', '7:8 a value is missing here'],
    [
      'a language spelt out',
      'text',
      'languages: [nb, en]',
      'languages: [norsk]',
      '4:13 must be a language in two letters, e.g. nb or en',
    ],
    [
      'one text without languages',
      'text',
      '{ nb: Kommentar, en: Comment }',
      'Comment',
      '5:8 must be keys with values (one text per language, e.g. { nb: Ja, en: Yes })',
    ],
    [
      'a text of spaces',
      'text',
      'nb: Kommentar',
      'nb: "  "',
      '5:14 must be a text that is not empty',
    ],
    [
      'a text in one language only',
      'text',
      ', en: Comment }',
      ' }',
      '5:8 title is missing in "en"',
    ],
    [
      'a text in a foreign language',
      'text',
      'en: Comment',
      'en: Comment, de: Wort',
      `5:8 "de" is not one of the file's languages`,
    ],
    [
      'a date that does not exist',
      'date',
      '2020-02-29',
      '2019-02-29',
      '18:21 there is no date 2019-02-29',
    ],
    [
      'a date in another order',
      'date',
      '2020-02-29',
      '29.02.2020',
      '18:21 must be a date written as 2018-02-28',
    ],
    [
      'dates that leave no day',
      'date',
      '2020-02-29',
      '2017-06-01',
      '18:21 the latest date is not after the earliest',
    ],
  ])('%s', (_, name, passage, replacement, fault) => {
    expect(faults(name, passage, replacement)).toEqual([`${name}.yaml:${fault}`]);
  });
});
