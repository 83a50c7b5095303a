/** Everything the event log can tell of, in the kinds that its pages are filtered by. */

/**
 * A new action is one entry here and one sentence in each locale file, under `log.action` with hyphens
 * for its spaces; the sentence gets the entry's details by their names. A detail that is one of a few
 * words is said by `log.value.<detail>.<word>` where there is such a text.
 */
export const eventActions = {
  'sign-in': [
    'sign-in tried',
    'password given',
    'proof tried',
    'signed in',
    'signed out',
    'identity confirmed',
    'password chosen',
    'second factor set up',
    'recovery codes made',
    'second factor reset',
  ],
  identities: ['identity read', 'identity exported', 'data copy made', 'data copy opened'],
  people: [
    'person registered',
    'participant registered',
    'people imported',
    'consent recorded',
    'consent scanned',
    'state changed',
    'arm changed',
    'site changed',
    'followed-by changed',
    'inclusion-date changed',
    'channel changed',
    'language changed',
    'mail changed',
    'person changed',
    'note written',
    'task opened',
    'task moved',
    'task closed',
    'participants merged',
    'person merged',
    'withdrawal followed up',
    'answers erased',
    'identity deleted',
  ],
  answers: [
    'visit opened',
    'page saved',
    'response submitted',
    'answers read',
    'response read',
    'paper form received',
    'paper form keyed',
    'keying corrected',
    'keying taken over',
    'differences decided',
    'paper form chosen',
    'paper form set aside',
    'paper form removed',
    'choice taken back',
    'code correction proposed',
    'code correction confirmed',
    'code correction rejected',
  ],
  messages: [
    'invitation written',
    'invitation sent',
    'invitation failed',
    'links revoked',
    'message bounced',
    'message marked as spam',
    'letter written',
    'letters printed',
    'letter posted',
    'letter cancelled',
    'sending paused',
    'sending resumed',
    'test message sent',
    'lost link asked for',
    'data copy sent',
    'data copy not sent',
    'receipt written',
    'receipt sent',
    'receipt failed',
  ],
  exports: ['research overview read', 'results read', 'export downloaded', 'event log exported'],
  analyses: ['plan frozen', 'data cut locked', 'cut downloaded'],
  operation: ['key rotated', 'retention ended'],
  accounts: [
    'account created',
    'account link made',
    'account access changed',
    'account disabled',
    'api token made',
    'api token revoked',
    'calendar feed made',
    'calendar feed revoked',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EventKind = keyof typeof eventActions;
export type EventAction = (typeof eventActions)[EventKind][number];

export const eventKinds = Object.keys(eventActions) as readonly EventKind[];

/** Where the sentence of an action stands in the locale files. */
export function actionKey(action: string): string {
  return `log.action.${action.replaceAll(' ', '-')}`;
}
