/** An entry of the event log as one line of a participant's history: what happened, from what to what. */

import { inLanguage } from '../../surveys/text.ts';
import { dayInWords } from '../day.ts';
import type { EventTable } from '../db/event-tables.ts';
import type { ChangeKind } from '../db/study-tables.ts';
import { texts } from '../texts.ts';
import { followerLabel, labelOf, type PersonPage } from './participant-model.ts';

type Detail = Readonly<Record<string, string | number>>;
type Entry = Pick<EventTable, 'action' | 'detail'>;

/** The same moment tells of these in another entry. */
const unshown = ['person registered', 'invitation written', 'receipt written'];

export function isShown({ action }: Entry): boolean {
  return !unshown.includes(action);
}

const actions = [
  'participant registered',
  'person changed',
  'note written',
  'invitation sent',
  'invitation failed',
  'new-link sent',
  'new-link failed',
  'links revoked',
  'visit opened',
  'page saved',
  'response submitted',
  'paper-form submitted',
  'receipt sent',
  'receipt failed',
  'participant withdrawn',
] as const;

export function eventWords(page: PersonPage, entry: Entry): string {
  const { study, language } = page;
  const say = texts(language);
  const detail = JSON.parse(entry.detail) as Detail;
  const changed = changeKinds.find((kind) => entry.action === `${kind} changed`);
  if (changed) return changeWords(page, changed, detail);
  const known = actions.find((action) => action === actionOf(entry.action, detail));
  if (!known) return say('person.event.other', { action: entry.action });
  const label = study.waves[Number(detail.wave) - 1]?.label;
  return say(`person.event.${known.replaceAll(' ', '-')}`, {
    wave: label ? inLanguage(label, language) : String(detail.wave ?? ''),
    fields: fieldWords(detail, language),
  });
}

/** Some entries tell two things apart by their details. */
function actionOf(action: string, { kind, channel }: Detail): string {
  if (action.startsWith('invitation ') && kind === 'new-link')
    return action.replace('invitation', 'new-link');
  return action === 'response submitted' && channel === 'paper' ? 'paper-form submitted' : action;
}

function fieldWords({ fields = '' }: Detail, language: string): string {
  return String(fields)
    .split(' ')
    .filter((field) => ['name', 'email', 'phone', 'address'].includes(field))
    .map((field) => texts(language)(`person.event.field.${field}`))
    .join(', ');
}

const changeKinds = [
  'state',
  'arm',
  'site',
  'followed-by',
  'inclusion-date',
  'channel',
  'language',
] as const satisfies readonly ChangeKind[];

function changeWords(page: PersonPage, kind: ChangeKind, detail: Detail): string {
  const say = texts(page.language);
  return say(`person.event.changed.${kind}`, {
    role: followerLabel(page.study, page.participant.role, page.language),
    from: valueWords(page, kind, String(detail.from ?? '')),
    to: valueWords(page, kind, String(detail.to ?? '')),
    day: detail.on ? dayInWords(String(detail.on), page.language) : '',
  });
}

function valueWords({ study, language }: PersonPage, kind: ChangeKind, value: string): string {
  const say = texts(language);
  if (value === '') return say('person.event.nothing');
  switch (kind) {
    case 'state':
      return say(`person.state.${value}`);
    case 'arm':
      return labelOf(study.arms, value, language);
    case 'site':
      return labelOf(study.sites, value, language);
    case 'inclusion-date':
      return dayInWords(value, language);
    case 'channel':
      return say(`staff.channel.${value}`);
    case 'language':
      return texts(value)('language.name');
    default:
      return value;
  }
}
