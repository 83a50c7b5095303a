/** What the parts of the server are handed instead of reaching for it: stores, time, keys and mail. */

import type { DestinationStream } from 'pino';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Mail } from './contact/mail.ts';
import type { Databases } from './db/open.ts';
import type { Definitions } from './definitions.ts';
import type { Sealer } from './security/sealing.ts';

export interface Services {
  readonly config: Config;
  readonly db: Databases;
  readonly clock: Clock;
  readonly mail: Mail;
  readonly definitions: Definitions;
  readonly sealer: Sealer;
  /** Where log lines go. */
  readonly logTo: DestinationStream;
}
