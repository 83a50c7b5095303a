/** This morning's post in the demo: a form that two people read differently, one beside an answer from the web, and two to key. */

import type { Fields } from '../../surveys/answers.ts';
import type { Study } from '../../surveys/study.ts';
import { participationOf } from '../collection/participation.ts';
import type { PaperForm } from '../db/paper-forms.ts';
import { isKeyedTwice } from '../paper/double-keying.ts';
import { finishKeying } from '../paper/keying.ts';
import { logForm } from '../paper/received.ts';
import { newCode } from '../participant-code.ts';
import type { Services } from '../services.ts';
import type { Member } from './plan.ts';
import type { Planned } from './planned.ts';
import { chanceOf, filledIn } from './responding.ts';
import type { Participant } from './seed.ts';

interface Morning {
  readonly services: Services;
  readonly today: string;
  readonly staff: { readonly coordinator: string; readonly keyer: string };
  readonly offered: readonly string[];
}

/** Whose first form comes after all, months too late. */
function isLatecomer({ channel, role, fates, turn }: Planned): boolean {
  return channel === 'paper' && role === 'candidate' && turn === null && fates[0] === 'silent';
}

/** A latecomer's form is one of those that two people key. */
export function codeFor(study: Study, { planned }: Member): string {
  for (;;) {
    const code = newCode();
    if (!isLatecomer(planned) || isKeyedTwice(study, { code, wave: 1, nth: 1 })) return code;
  }
}

/** Gives the codes of those whose forms came. */
export async function paperMorning(
  morning: Morning,
  participants: readonly Participant[],
): Promise<string[]> {
  const { staff, offered } = morning;
  const free = participants.filter(({ code }) => !offered.includes(code));
  const latecomers = free.filter(({ member }) => isLatecomer(member.planned));
  const [first, ...others] = latecomers;
  const onWeb = free.find(({ member: { planned } }) => answeredOnWeb(planned));
  if (!first || !onWeb) throw new Error('the demo has too few people');
  await arrive(morning, first, [
    [staff.keyer, {}],
    [staff.coordinator, { jm08: '4', jm12: '5', jm40: '10' }],
  ]);
  await arrive(morning, onWeb, [
    [staff.keyer, { jm09: '3', jm28: '5' }],
    [staff.coordinator, { jm09: '3', jm28: '5' }],
  ]);
  const toKey = others.slice(0, 2);
  for (const latecomer of toKey) await arrive(morning, latecomer, []);
  return [first, onWeb, ...toKey].map(({ code }) => code);
}

function answeredOnWeb({ channel, role, fates, turn }: Planned): boolean {
  return channel === 'web' && role === 'candidate' && turn === null && fates[0] === 'answers';
}

/** `keyings`: who keys it, and what each of them reads differently from what the form says. */
async function arrive(
  { services, today, staff }: Morning,
  { member, code }: Participant,
  keyings: readonly (readonly [keyer: string, slips: Fields])[],
): Promise<void> {
  const participation = await participationOf(services, code, 1);
  if (!participation) throw new Error('the demo has lost somebody');
  const envelope = {
    participation,
    receivedOn: today,
    id: null,
    version: participation.role.instrument_version,
    isAnother: false,
  };
  const receipt = await logForm(services, { ...envelope, actor: staff.coordinator });
  if (receipt.outcome !== 'logged') throw new Error(`no form was logged: ${receipt.outcome}`);
  const form: PaperForm = receipt.form;
  const random = chanceOf(member, participation);
  const { fields } = filledIn(services, member, participation, 'paper', random);
  for (const [keyer, slips] of keyings.slice(0, form.keyings)) {
    const read = { ...fields, ...slips };
    await finishKeying(services, { form: form.id, keyer, fields: read, writtenOn: null });
  }
}
