/** The form that says which envelope came: the code and the wave on it, typed or scanned, and the day. */

import { roleOf } from '../../surveys/study.ts';
import { findParticipant, studiesOf } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { type Participation, participationIn } from '../collection/participation.ts';
import { typedDay } from '../day.ts';
import { type FieldModel, inputField } from '../field-models.ts';
import { type FormFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { parseCode } from '../participant-code.ts';
import { readMark } from '../printing/form-mark.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

export const envelopeFields = ['code', 'wave', 'version', 'received-on'] as const;

export type EnvelopeField = (typeof envelopeFields)[number];

export interface ReadEnvelope {
  readonly participation: Participation;
  readonly version: number;
  readonly receivedOn: string;
}

/** What exists, and a day it can have come on; otherwise the problem stands in the fields. */
export async function readEnvelope(
  services: Services,
  signedIn: SignedIn,
  fields: FormFields<EnvelopeField>,
): Promise<ReadEnvelope | null> {
  const typed = fields.needed('code', fields.text('code', 40));
  const mark = typed === null ? null : readMark(typed);
  // A blank form has its code and its wave written on by hand.
  const wrong = mark ? 'code-by-hand' : 'bad-code';
  const code = mark?.of?.code ?? (typed && (parseCode(typed) ?? fields.refuse('code', wrong)));
  const found = code ? await findParticipant(services, signedIn, code) : null;
  if (code && !found) fields.refuse('code', 'unknown-code');
  const wave = waveOf(fields, mark?.of?.wave ?? null, found?.study.waves.length ?? 0);
  const version = found ? versionOf(services, found, fields, mark?.version ?? null) : null;
  const receivedOn = fields.needed('received-on', fields.date('received-on'));
  if (!found || wave === null || receivedOn === null || version === null) return null;
  const participation = participationIn(services, found.participant, wave);
  if (!participation)
    return fields.refuse('wave', 'no-such-wave', { of: found.study.waves.length });
  const { inclusion_date } = found.participant;
  if (receivedOn < inclusion_date)
    return fields.refuse('received-on', 'too-early', { from: typedDay(inclusion_date) });
  if (receivedOn > today(services.clock, found.study.time_zone))
    return fields.refuse('received-on', 'in-the-future');
  return { participation, version, receivedOn };
}

/** What a page of ours drew for the form that is written down with it; null for anything else. */
export function drawnId(nonce: string): string | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(nonce) ? nonce : null;
}

/** A scanned form says its version. Of a typed code it is asked where forms of more than one can come. */
function versionOf(
  { definitions }: Services,
  { study, participant }: NonNullable<Awaited<ReturnType<typeof findParticipant>>>,
  fields: FormFields<EnvelopeField>,
  scanned: number | null,
): number | null {
  const role = roleOf(study, participant.role);
  const versions = definitions.versions(role.instrument);
  const typed = fields.text('version', 10);
  if (scanned !== null && typed === null) return scanned;
  if (typed === null)
    return versions.length > 1 ? fields.needed<number>('version', null) : role.instrument_version;
  const version = versions.find((one) => String(one) === typed);
  if (version === undefined)
    return fields.refuse('version', 'no-such-version', { versions: versions.join(', ') });
  return scanned === null || version === scanned
    ? version
    : fields.refuse('version', 'other-version', { version: scanned });
}

/** A scanned form says its wave; one that is typed beside it has to be the same. */
function waveOf(
  fields: FormFields<EnvelopeField>,
  scanned: number | null,
  of: number,
): number | null {
  const typed = fields.text('wave', 10);
  if (scanned !== null && (typed === null || typed === String(scanned))) return scanned;
  if (scanned !== null) return fields.refuse('wave', 'not-on-form', { wave: scanned });
  const wave = fields.needed('wave', typed);
  if (wave === null || of === 0) return null;
  const number = /^\d{1,2}$/.test(wave) ? Number(wave) : 0;
  return number < 1 || number > of ? fields.refuse('wave', 'no-such-wave', { of }) : number;
}

/** The form that the next envelope is written down in. */
export function envelopeInputs(
  { services, request, signedIn }: Visitor,
  fields: FormFields<EnvelopeField> | null,
  opened: Readonly<Record<Exclude<EnvelopeField, 'version'>, string>> | null,
): FieldModel[] {
  const zone = studiesOf(services, signedIn)[0]?.time_zone ?? 'UTC';
  const day = /^\d{4}-\d{2}-\d{2}$/.test(opened?.['received-on'] ?? '')
    ? (opened?.['received-on'] ?? '')
    : today(services.clock, zone);
  const given = {
    code: opened?.code ?? '',
    wave: opened?.wave ?? '',
    version: '',
    'received-on': typedDay(day),
  };
  const say = texts(requestLanguage(request));
  const problems = problemTexts(fields, say);
  const asked = envelopeFields.filter(
    (name) => name !== 'version' || hasVersions(services, signedIn),
  );
  return asked.map((name) =>
    inputField(name, say(`staff.paper.${name}`), {
      value: fields?.typed[name] ?? given[name],
      problem: problems[name],
      hint: say(`staff.paper.${name}-hint`),
      short: true,
      focused: name === 'code' && fields === null,
      keyboard: name === 'wave' || name === 'version' ? 'numeric' : 'text',
    }),
  );
}

/** Forms of an earlier version can come, long after the study has another. */
function hasVersions(services: Services, signedIn: SignedIn): boolean {
  return studiesOf(services, signedIn).some(({ roles }) =>
    roles.some(({ instrument }) => services.definitions.versions(instrument).length > 1),
  );
}
