/** `malepunkt dispatch --once` by another clock, which begins at the instant that the parent process says and then runs. */

import { once } from 'node:events';
import { clockFrom } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { dispatch } from '../../server/contact/dispatch.ts';
import { closeServices, openServices } from '../../server/open-services.ts';

const [at] = await once(process, 'message');
process.disconnect?.();
const services = await openServices(readConfig(process.env), clockFrom(Temporal.Instant.from(at)));
await dispatch(services).finally(() => closeServices(services));
