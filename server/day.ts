/** Calendar dates for people: in words, as they are typed, and the day on which an instant fell. */

/** For example 1. mars 2018. */
export function dayInWords(day: string, language: string): string {
  return inWords(day, language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** For example 12. april: a day that is soon. */
export function dayAndMonth(day: string, language: string): string {
  return inWords(day, language, { day: 'numeric', month: 'long' });
}

/** For example 1. mars 2018, 10:05: an instant as the clock on the wall showed it. */
export function momentInWords(instant: string, timeZone: string, language: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toLocaleString(localeOf(language), {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
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

function inWords(day: string, language: string, parts: Intl.DateTimeFormatOptions): string {
  return Temporal.PlainDate.from(day).toLocaleString(localeOf(language), parts);
}

/** English as it is written in Europe, the day before the month. */
function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
