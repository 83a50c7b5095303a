/** `malepunkt serve`: production, configured from the environment. */

import { firstAdministratorLink } from '../accounts/accounts.ts';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { startDispatcher } from '../contact/dispatcher.ts';
import { closeServices, openServices } from '../open-services.ts';
import { listen, stopOnSignal } from '../start.ts';
import { print } from './print.ts';

export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  const services = await openServices(config, systemClock);
  const { app, address } = await listen(services);
  const token = await firstAdministratorLink(services);
  print(`Målepunkt listens on ${address}, for the world at ${config.publicUrl}`);
  if (token)
    print(
      `Make the first administrator within 72 hours, once: ${config.publicUrl}/account-links/${token}`,
    );
  const dispatcher = startDispatcher(services, app.log);
  stopOnSignal(async () => {
    await dispatcher.stop();
    await app.close();
    await closeServices(services);
  });
}
