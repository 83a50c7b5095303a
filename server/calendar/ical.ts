/** Entries as a file that calendar programs read: iCalendar, RFC 5545. */

import { setImmediate as breath } from 'node:timers/promises';
import ical, {
  escape as escaped,
  foldLines,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEvent,
  ICalEventBusyStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { Entry } from './entries.ts';

export interface Calendar {
  readonly name: string;
  readonly language: string;
  /** When it was read. */
  readonly at: Temporal.Instant;
  readonly entries: Iterable<Entry>;
}

/** How long a program may keep what it has read; days and numbers seldom change within one. */
const refreshAfter = Temporal.Duration.from({ hours: 6 });

/** A study of thousands has an entry for every day of two years: others get their turn meanwhile. */
const batch = 200;

const end = 'END:VCALENDAR';

export async function icalendar({ name, language, at, entries }: Calendar): Promise<string> {
  const calendar = ical({
    // The library takes names as they are to stand in the file.
    name: escaped(name, false),
    prodId: { company: 'Målepunkt', product: 'malepunkt', language },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshAfter.total('seconds'),
  });
  const parts = [calendar.toString().slice(0, -end.length)];
  for (const entry of entries) {
    parts.push(foldLines(eventText(calendar, entry, at)));
    if (parts.length % batch === 0) await breath();
  }
  // The last line ends as all others do; the library leaves that out.
  return `${parts.join('')}${end}\r\n`;
}

/** Whole days have no time zone: they are the same day wherever the calendar is looked at. */
function eventText(
  calendar: ICalCalendar,
  { id, day, title, text, link }: Entry,
  at: Temporal.Instant,
): string {
  const start = Temporal.PlainDate.from(day);
  const event = {
    id,
    stamp: at,
    start,
    // The first day that it no longer is; without it some programs show nothing.
    end: start.add({ days: 1 }),
    allDay: true,
    summary: title,
    // Here, as not all programs show what stands in URL.
    description: `${text}\n${link}`,
    // Nobody is busy because of it.
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  };
  return new ICalEvent(event, calendar).toString();
}
