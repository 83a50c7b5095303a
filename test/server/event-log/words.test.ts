/** Every entry of the event log has words, in every language, and its details are in them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventTable } from '../../../server/db/event-tables.ts';
import { actionKey, eventActions } from '../../../server/event-actions.ts';
import { eventInWords } from '../../../server/event-log/words.ts';
import { hasText, languages, texts } from '../../../server/texts.ts';
import { type TestApp, testApp } from '../../support/app.ts';

const actions: readonly string[] = Object.values(eventActions).flat();
const server = join(import.meta.dirname, '../../../server');

const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'event-actions.ts')
  .map((file) => readFileSync(join(server, file), 'utf8'));

/** What is told of facts is put together: `site changed`. */
const facts = ['arm', 'site', 'followed-by', 'inclusion-date', 'channel', 'language', 'state'];

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const kari = 'c1b9d3f4-0000-4000-8000-000000000001';

function said(event: Partial<EventTable>, language = 'nb') {
  const entry: EventTable = {
    ...{ seq: 1, at: '2018-03-01T09:05:00.000Z', actor: kari, action: 'signed in', code: null },
    ...{ detail: '{}', previous_hash: '', hash: '' },
    ...event,
  };
  const addresses = new Map([[kari, 'kari@jobbstudien.example']]);
  return eventInWords(t.services, entry, { language, timeZone: 'Europe/Oslo', addresses });
}

test('the list has no action that nothing appends; one that is not in it does not compile', () => {
  const together = facts.map((fact) => `${fact} changed`);
  const unused = actions.filter(
    (action) =>
      !together.includes(action) && !sources.some((source) => source.includes(`'${action}'`)),
  );
  expect(unused).toEqual([]);
});

test.each(languages)(
  'every action has a sentence in %s, also when all its details are missing',
  (language) => {
    for (const action of actions) {
      expect([action, hasText(actionKey(action))]).toEqual([action, true]);
      const { what } = said({ action }, language);
      expect([action, what]).not.toEqual([action, action]);
      expect(what).not.toMatch(/undefined|NaN|[{}]/);
    }
  },
);

describe('an entry in words', () => {
  test('tells who by their address, and when as the clock showed it where the study is', () => {
    expect(said({})).toMatchObject({
      who: 'kari@jobbstudien.example',
      at: '1. mars 2018, 10:05',
      what: 'Logget inn',
      code: '',
    });
    expect(said({ actor: 'participant' }).who).toBe('Deltaker');
    expect(said({ actor: 'system' }, 'en').who).toBe('The system');
  });

  test('tells studies, roles and the platform’s own words by their labels', () => {
    const detail = JSON.stringify({
      ...{ study: 'jobbspesialist', role: 'candidate', file: 'wide.csv', by: 'api token' },
    });
    expect(said({ action: 'export downloaded', detail }).what).toBe(
      'Lastet ned wide.csv for Kandidat med nøkkel, Jobbspesialister i utvidet oppfølging',
    );
    const state = JSON.stringify({ from: 'enrolled', to: 'withdrawn', on: '2018-04-02' });
    expect(said({ action: 'state changed', detail: state }).what).toBe(
      'Endret status: trukket seg fra 2. apr. 2018. Før: er med',
    );
    const account = JSON.stringify({ account: kari, role: 'keyer' });
    expect(said({ action: 'account created', detail: account }, 'en').what).toBe(
      'Made an account for kari@jobbstudien.example, keys paper forms',
    );
  });

  test('counts names that were opened in a list, and one for one code', () => {
    const detail = JSON.stringify({ study: 'jobbspesialist', count: 82 });
    expect(said({ action: 'identity read', detail }).what).toBe('Så 82 navn');
    expect(said({ action: 'identity read' }).what).toBe('Så navn og kontakt');
  });

  test('of an older version, which has no words, is shown as it stands', () => {
    const detail = JSON.stringify({ wave: 2, kind: 'invitation' });
    expect(said({ action: 'sang a song', actor: 'nobody', detail })).toMatchObject({
      what: 'sang a song · wave: 2 · kind: e-post',
      who: 'nobody',
    });
  });
});

test('what a filter calls a kind has a name in every language', () => {
  for (const language of languages)
    for (const kind of Object.keys(eventActions))
      expect(texts(language)(`log.kind.${kind}`)).not.toBe('');
});
