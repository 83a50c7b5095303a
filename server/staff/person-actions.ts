/** What can be done for a participant during a phone call, the most asked-for first. */

import { nextStates, type ParticipantState } from '../../surveys/participant-state.ts';
import { roleOf } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { texts } from '../texts.ts';
import { followerLabel, type PersonPage } from './participant-model.ts';
import type { WaveStatus } from './wave-status.ts';

interface ActionLink {
  readonly href: string;
  readonly text: string;
  readonly danger: boolean;
}

/** The button that sends the link to the open wave; null when none can be sent. */
export function linkButton(page: PersonPage, waves: readonly WaveStatus[]) {
  const { study, path, language } = page;
  const say = texts(language);
  const open = waves.find(({ canInvite, canSendAgain }) => canInvite || canSendAgain);
  if (!open) return null;
  return {
    action: open.canInvite ? `${path}/invitations` : `${path}/new-links`,
    wave: open.wave,
    text: say(open.canInvite ? 'staff.invite' : 'person.action.newLink'),
    label: inLanguage(study.waves[open.wave - 1]?.label ?? {}, language),
  };
}

const first = ['enrolled', 'paused', 'withdrawn', 'dead'] as const;
const rare = ['lost', 'ineligible', 'declined'] as const;

/** None for somebody who has died; whoever withdrew keeps their details and the receipt. */
export function actionLinks(page: PersonPage): {
  main: ActionLink[];
  more: ActionLink[];
} {
  const { participant, language, path } = page;
  const say = texts(language);
  const { state } = participant;
  const next = nextStates(state);
  const link = (to: string, name: string, danger = false): ActionLink => ({
    href: `${path}/${to}`,
    text: say(`person.action.${name}`),
    danger,
  });
  const states = (some: readonly ParticipantState[]) =>
    some
      .filter((to) => next.includes(to))
      .map((to) =>
        link(
          to === 'withdrawn' ? 'withdrawal' : `states/${to}`,
          to,
          ['withdrawn', 'dead'].includes(to),
        ),
      );
  const details = state === 'dead' ? [] : [link('details', 'details')];
  const call =
    next.length === 0
      ? []
      : [{ href: `${path}/tasks/new`, text: say('day.task.new'), danger: false }];
  const receipt = state === 'withdrawn' ? [link('withdrawal/receipt', 'receipt')] : [];
  return {
    main: [...details, ...call, ...states(first), ...receipt],
    more: next.length === 0 ? [] : [...factLinks(page), ...states(rare), ...otherPages(page)],
  };
}

/** The registration of somebody twice, and all that is held about them. */
function otherPages({ language, path }: PersonPage): ActionLink[] {
  const say = texts(language);
  return [
    { href: `${path}/merge`, text: say('merging.link'), danger: false },
    { href: `${path}/data-copies`, text: say('rights.dataCopy.title'), danger: false },
    { href: `${path}/events`, text: say('log.title'), danger: false },
  ];
}

function factLinks({ study, participant, language, path }: PersonPage): ActionLink[] {
  const say = texts(language);
  const { belongs_to, followed_by } = roleOf(study, participant.role);
  const moves = belongs_to.includes('arm') || belongs_to.includes('site');
  const pages = [
    ...(moves ? ['moves'] : []),
    ...(followed_by ? ['follower'] : []),
    'answering',
    'inclusion-date',
  ];
  const follower = followerLabel(study, participant.role, language).toLocaleLowerCase(language);
  return pages.map((page) => ({
    href: `${path}/${page}`,
    text: say(`person.action.${page}`, { role: follower }),
    danger: false,
  }));
}
