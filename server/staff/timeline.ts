/** Everything that was sent, answered and changed about a participant, by whom, newest first: never an answer. */

import { dayInWords, dayOf, timeOf } from '../day.ts';
import { eventsAbout } from '../db/code-events.ts';
import type { EventTable } from '../db/event-tables.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { eventWords, isShown } from './event-words.ts';
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
  { db }: Services,
  page: PersonPage,
  isWhole: boolean,
): Promise<{ entries: TimelineEntry[]; all: string | null }> {
  const { code } = page.participant;
  const events = [
    ...(await eventsAbout(db.study, code, atMost)),
    ...(await eventsAbout(db.registry, code, atMost)),
  ]
    .filter(isShown)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const runs = collapsed(events);
  const shown = isWhole ? runs : runs.slice(0, glance);
  return {
    entries: shown.map((run) => entry(page, run)),
    all: shown.length < runs.length ? `${page.path}?timeline=all#timeline` : null,
  };
}

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

function entry(page: PersonPage, { event, times }: Run): TimelineEntry {
  const { study, language, staff } = page;
  const say = texts(language);
  const people: Readonly<Record<string, string>> = {
    participant: say('person.who.participant'),
    system: say('person.who.system'),
  };
  const words = eventWords(page, event);
  return {
    day: dayInWords(dayOf(event.at, study.time_zone), language),
    time: timeOf(event.at, study.time_zone),
    text: times > 1 ? say('person.timeline.times', { text: words, times }) : words,
    who: people[event.actor] ?? staff.get(event.actor) ?? say('person.who.unknown'),
  };
}
