/** Calendar dates as ISO strings (2018-02-28): they compare, sort and store as they stand. */

/** ISO, or day.month.year as Norwegians write it, also ddmmyyyy; null if there is no such day. */
export function parseDate(typed: string): string | null {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return calendarDate(iso[1], iso[2], iso[3]);
  const norwegian =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  return norwegian ? calendarDate(norwegian[3], norwegian[2], norwegian[1]) : null;
}

/** How many days after `from` the day `to` is; negative before it. */
export function daysFrom(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

function calendarDate(year = '', month = '', day = ''): string | null {
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
