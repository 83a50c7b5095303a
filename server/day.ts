/** Calendar dates for people: in words, as they are typed, and the day on which an instant fell. */

/** For example 1. mars 2018. */
export function dayInWords(day: string, language: string): string {
  return inWords(day, language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** For example 12. april: a day that is soon. */
export function dayAndMonth(day: string, language: string): string {
  return inWords(day, language, { day: 'numeric', month: 'long' });
}

/** As a form shows a date that can be typed over: 01.03.2018. */
export function typedDay(day: string): string {
  return day.split('-').reverse().join('.');
}

/** The calendar date of a stored instant, where the study is. */
export function dayOf(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The time of day of a stored instant, where the study is: 09:05. */
export function timeOf(instant: string, timeZone: string): string {
  const { hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

/** English as it is written in Europe, the day before the month. */
function inWords(day: string, language: string, parts: Intl.DateTimeFormatOptions): string {
  return Temporal.PlainDate.from(day).toLocaleString(language === 'en' ? 'en-GB' : language, parts);
}
