/** The calendar of a study as its reader may see it now. */

import { inLanguage } from '../../surveys/text.ts';
import { today } from '../clock.ts';
import type { Services } from '../services.ts';
import type { FeedReader } from './address.ts';
import { daysAround } from './days.ts';
import { entriesOf } from './entries.ts';
import { icalendar } from './ical.ts';

export async function calendarFor(
  services: Services,
  { account, study, sites }: FeedReader,
  language: string,
): Promise<string> {
  const { clock, config } = services;
  const reading = {
    ...{ study, role: account.role, language },
    ...{ today: today(clock, study.time_zone), publicUrl: config.publicUrl },
  };
  const days = await daysAround(services, study, sites);
  return icalendar({
    name: inLanguage(study.title, language),
    language,
    at: clock.now(),
    entries: entriesOf(reading, days),
  });
}
