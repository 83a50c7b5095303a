/** Responses dated before their wave opened or after it closed, as the exports have it in `outside_window`. */

import { daysFrom } from '../../../surveys/dates.ts';
import { isOutsideWindow } from '../dating.ts';
import { judgingEach } from './check.ts';

export const outOfWindow = judgingEach(({ response, dates, day, timeZone }) => {
  if (!isOutsideWindow(response, dates, timeZone)) return 'fine';
  const isEarly = day < dates.opens;
  return {
    side: isEarly ? 'before' : 'after',
    days: isEarly ? daysFrom(day, dates.opens) : daysFrom(dates.closes, day),
  };
});
