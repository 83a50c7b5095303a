/** Calendar dates for people: in words, as they are typed, and the day on which an instant fell. */

const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;

const shown = {
  day: date,
  soon: { day: 'numeric', month: 'long' },
  longDay: { dateStyle: 'long' },
  moment: { ...date, hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** For example 1. mars 2018. */
export function dayInWords(day: string, language: string): string {
  return format('day', language).format(Temporal.PlainDate.from(day));
}

/** For example 12. april: a day that is soon. */
export function dayAndMonth(day: string, language: string): string {
  return format('soon', language).format(Temporal.PlainDate.from(day));
}

/** For example 12. april 2018, where there is room. */
export function longDayInWords(day: string, language: string): string {
  return format('longDay', language).format(Temporal.PlainDate.from(day));
}

/** For example 1. mars 2018, 10:05: an instant as the clock on the wall showed it. */
export function momentInWords(instant: string, timeZone: string, language: string): string {
  return format('moment', language, timeZone).format(Temporal.Instant.from(instant));
}

/** As a form shows a date that can be typed over: 01.03.2018. */
export function typedDay(day: string): string {
  return day.split('-').reverse().join('.');
}

/** The calendar date of a stored instant, where the study is. */
export function dayOf(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The instants at which a calendar date begins and is over, where the study is. */
export function dayBounds(day: string, timeZone: string): { begins: string; over: string } {
  const date = Temporal.PlainDate.from(day);
  const midnight = (of: Temporal.PlainDate) =>
    of.toZonedDateTime(timeZone).toInstant().toString({ smallestUnit: 'millisecond' });
  return { begins: midnight(date), over: midnight(date.add({ days: 1 })) };
}

/** The time of day of a stored instant, where the study is: 09:05. */
export function timeOf(instant: string, timeZone: string): string {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept, as to make one takes longer than a whole row of a table. */
function format(
  style: keyof typeof shown,
  language: string,
  timeZone?: string,
): Intl.DateTimeFormat {
  const key = [style, language, timeZone].join(' ');
  const kept = formats.get(key);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat(localeOf(language), { ...shown[style], timeZone });
  formats.set(key, made);
  return made;
}

/** English as it is written in Europe, the day before the month. */
function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
