/** Everything that was sent, answered and changed about a participant, by whom, newest first: never an answer. */

import { dayInWords, dayOf, timeOf } from '../day.ts';
import { eventsAbout } from '../db/code-events.ts';
import type { EventTable } from '../db/event-tables.ts';
import { eventInWords } from '../event-log/words.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import type { PersonPage } from './participant-model.ts';

/** As many lines as are read at a glance. */
const glance = 15;
/** More than a participant gathers in a study of four waves; a page is not to grow without end. */
const atMost = 2000;

export interface TimelineEntry {
  readonly day: string;
  readonly time: string;
  readonly text: string;
  readonly who: string;
}

export async function timelineOf(
  services: Services,
  page: PersonPage,
  isWhole: boolean,
): Promise<{ entries: TimelineEntry[]; all: string | null }> {
  const { db } = services;
  const { code } = page.participant;
  const events = [
    ...(await eventsAbout(db.study, code, atMost)),
    ...(await eventsAbout(db.registry, code, atMost)),
  ]
    .filter(({ action }) => !toldByOthers.includes(action))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const runs = collapsed(events);
  const shown = isWhole ? runs : runs.slice(0, glance);
  return {
    entries: shown.map((run) => entry(services, page, run)),
    all: shown.length < runs.length ? `${page.path}?timeline=all#timeline` : null,
  };
}

/** The same moment tells of these in another entry. */
const toldByOthers = [
  'person registered',
  'invitation written',
  'receipt written',
  'person merged',
];

interface Run {
  readonly event: EventTable;
  readonly times: number;
}

/** Page after page of one form is one line. */
function collapsed(events: readonly EventTable[]): Run[] {
  const runs: Run[] = [];
  for (const event of events) {
    const last = runs.at(-1);
    const isSame = last?.event.action === 'page saved' && event.action === 'page saved';
    if (last && isSame && waveOf(last.event) === waveOf(event))
      runs[runs.length - 1] = { event: last.event, times: last.times + 1 };
    else runs.push({ event, times: 1 });
  }
  return runs;
}

function waveOf({ detail }: EventTable): unknown {
  return (JSON.parse(detail) as { wave?: unknown }).wave;
}

function entry(services: Services, page: PersonPage, { event, times }: Run): TimelineEntry {
  const { study, language, staff } = page;
  const timeZone = study.time_zone;
  const { who, what } = eventInWords(services, event, { language, timeZone, addresses: staff });
  return {
    day: dayInWords(dayOf(event.at, timeZone), language),
    time: timeOf(event.at, timeZone),
    text: times > 1 ? texts(language)('person.timeline.times', { text: what, times }) : what,
    who,
  };
}
