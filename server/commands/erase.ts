/** `malepunkt erase CODE`: the answers and the identity of somebody who withdrew from a study that erases. */

import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { type ErasureOutcome, eraseAnswers } from '../enrolment/erasure.ts';
import { ExpectedError } from '../expected-error.ts';
import { closeServices, openServices } from '../open-services.ts';
import { print } from './print.ts';

const refusals: Readonly<Record<Exclude<ErasureOutcome, 'erased'>, string>> = {
  'no-such-code': 'There is nobody with this code.',
  'not-withdrawn': 'This participant has not withdrawn: register that first.',
  'study-keeps': 'The study does not erase answers when somebody withdraws (see `withdrawal`).',
  'undecided-form':
    'A form under this code is said to be somebody else’s: decide that first, or it would be lost.',
};

export async function erase(env: NodeJS.ProcessEnv, code: string): Promise<void> {
  const services = await openServices(readConfig(env), systemClock);
  try {
    const outcome = await eraseAnswers(services, code.toUpperCase(), 'system');
    if (outcome !== 'erased') throw new ExpectedError(refusals[outcome]);
    print(
      'Erased: answers, scores, forms and identity. Data cuts keep their digest and say that somebody is gone.\n' +
        'Backups from before still hold everything: delete them too.',
    );
  } finally {
    await closeServices(services);
  }
}
