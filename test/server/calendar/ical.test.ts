/** The calendar file is iCalendar as RFC 5545 has it: read back by a parser that knows nothing of what wrote it. */

import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../server/calendar/entries.ts';
import { icalendar } from '../../../server/calendar/ical.ts';

const entry: Entry = {
  id: 'jobbspesialist.candidate.w2.opens.2018-06-01@studien.example',
  day: '2018-06-01',
  title: '3 måneder åpner for 4 personer (Kandidat)',
  text: 'Talt 1. mars 2018, uten dem som har svart.',
  link: 'https://studien.example/staff/participants?study=jobbspesialist&role=candidate',
};

const written = (entries: readonly Entry[] = [entry], name = 'Jobbspesialister') =>
  icalendar({
    ...{ name, language: 'nb', entries },
    at: Temporal.Instant.from('2018-03-01T09:00:00Z'),
  });

const parsed = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);
const eventsOf = (text: string) =>
  parsed(text)
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event));

/** With all that calendars have to take care with: separators, line breaks, Norwegian letters, an emoji. */
const awkward =
  'Åtte, ni; «ærlig» \\ øy: "Følg opp"\nnedenfor 🌲 – og så en setning som er så lang at den må deles på flere linjer i fila, både én og to ganger, før den er ferdig';

describe('a calendar file', () => {
  test('says what it is, who made it, and how often to read it again', async () => {
    const calendar = parsed(await written());
    const value = (name: string) => String(calendar.getFirstPropertyValue(name));
    expect(calendar.name).toBe('vcalendar');
    expect(value('version')).toBe('2.0');
    expect(value('prodid')).toBe('-//Målepunkt//malepunkt//NB');
    expect(value('method')).toBe('PUBLISH');
    expect(value('x-wr-calname')).toBe('Jobbspesialister');
    expect(value('refresh-interval')).toBe('PT6H');
    expect(value('x-published-ttl')).toBe('PT6H');
  });

  test('gives each day as a whole day without a time zone, that keeps nobody busy', async () => {
    const text = await written();
    const [event] = eventsOf(text);
    expect(event?.startDate).toMatchObject({ isDate: true, year: 2018, month: 6, day: 1 });
    expect(event?.endDate).toMatchObject({ isDate: true, year: 2018, month: 6, day: 2 });
    expect(event?.duration.toString()).toBe('P1D');
    expect(event?.summary).toBe(entry.title);
    expect(event?.description).toBe(`${entry.text}\n${entry.link}`);
    expect(event?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    expect(String(event?.component.getFirstPropertyValue('dtstamp'))).toBe('2018-03-01T09:00:00Z');
    expect(text).toContain('\r\nDTSTART;VALUE=DATE:20180601\r\n');
    expect(text).not.toMatch(/TZID|VTIMEZONE|X-WR-TIMEZONE/);
  });

  test('ends a day at the turn of a year, and a leap day, where the next one begins', async () => {
    const events = eventsOf(
      await written([
        { ...entry, day: '2018-12-31' },
        { ...entry, day: '2020-02-29' },
      ]),
    );
    expect(events.map(({ endDate }) => endDate.toString())).toEqual(['2019-01-01', '2020-03-01']);
  });

  test('keeps every character of a title, a text and a name', async () => {
    const text = await written([{ ...entry, title: awkward, text: awkward }], awkward);
    const [event] = eventsOf(text);
    expect(event?.summary).toBe(awkward);
    expect(event?.description).toBe(`${awkward}\n${entry.link}`);
    // NAME comes with a later RFC than the parser knows; X-WR-CALNAME is what programs read.
    const name = String(parsed(text).getFirstPropertyValue('x-wr-calname'));
    expect(unescaped(name)).toBe(awkward);
  });

  test.each([
    ['short', [entry], 'Kort'],
    ['long and awkward', [{ ...entry, title: awkward, text: awkward.repeat(9) }], awkward],
    ['empty', [], 'Tom'],
  ])(
    'has lines of at most 75 octets that end as they should, when it is %s',
    async (_what, entries, name) => {
      const text = await written(entries, name);
      expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const line of text.split('\r\n')) {
        const octets = Buffer.from(line);
        expect(octets.length).toBeLessThanOrEqual(75);
        // No character is cut in two.
        expect(new TextDecoder('utf-8', { fatal: true }).decode(octets)).toBe(line);
      }
      expect(eventsOf(text)).toHaveLength(entries.length);
    },
  );

  test('holds thousands of days, each once and in order', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => ({ ...entry, id: `${at}@x.example` }));
    expect(eventsOf(await written(many)).map(({ uid }) => uid)).toEqual(many.map(({ id }) => id));
  });
});

/** As RFC 5545 has texts; a parser leaves properties of unknown type as they stand. */
function unescaped(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_, char: string) => (/n/i.test(char) ? '\n' : char));
}
