/** One wave of one participant as a cell: the state in words, its day, and what can be done now. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { dayInWords, dayOf } from '../day.ts';
import { texts } from '../texts.ts';
import { leftAs, type WaveStatus, type WaveStatusName } from './wave-status.ts';

export interface WaveCell {
  readonly wave: number;
  readonly label: string;
  readonly state: string;
  readonly color: 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent';
  readonly late: boolean;
  readonly detail: string;
  readonly canInvite: boolean;
  readonly canSendAgain: boolean;
  readonly canRevoke: boolean;
  /** Where the paper form is keyed; empty when it cannot be. */
  readonly keyHref: string;
}

const colors: Readonly<Record<WaveStatusName, WaveCell['color']>> = {
  received: 'accent',
  due: 'accent',
  failed: 'danger',
  paper: 'accent',
  held: 'neutral',
  sent: 'info',
  started: 'info',
  submitted: 'success',
  'not-yet-due': 'neutral',
  missed: 'neutral',
  withdrawn: 'neutral',
  dead: 'neutral',
  ineligible: 'neutral',
  declined: 'neutral',
  merged: 'neutral',
};

export function waveCell(
  study: Study,
  code: string,
  status: WaveStatus,
  language: string,
): WaveCell {
  const label = study.waves[status.wave - 1]?.label;
  return {
    wave: status.wave,
    label: label ? inLanguage(label, language) : String(status.wave),
    state: texts(language)(`staff.state.${status.name}`),
    color: colors[status.name],
    late: status.late,
    detail: detail(study, status, language),
    canInvite: status.canInvite,
    canSendAgain: status.canSendAgain,
    canRevoke: status.canRevoke,
    keyHref: status.canKey ? `/staff/paper-entries?code=${code}&wave=${status.wave}` : '',
  };
}

function detail(study: Study, status: WaveStatus, language: string): string {
  const say = texts(language);
  const { name, at, channel, dates, failure } = status;
  const on = at ? dayInWords(dayOf(at, study.time_zone), language) : '';
  const opens = dayInWords(dates.opens, language);
  const closes = dayInWords(dates.closes, language);
  if (leftAs.some((word) => word === name)) return '';
  if (name === 'submitted') return say(`staff.detail.${channel ?? 'web'}`, { on });
  if (name === 'received') return say('staff.detail.received', { on });
  if (name === 'sent' || name === 'started') return say('staff.detail.since', { on, closes });
  if (name === 'failed') return say('staff.detail.failed', { reply: failure ?? '', closes });
  if (name === 'not-yet-due') return say('staff.detail.opens', { opens });
  return say(name === 'missed' ? 'staff.detail.closed' : 'staff.detail.until', { closes });
}
