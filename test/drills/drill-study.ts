/** What every drill starts from: an environment for the server, people who are invited, and their crowd. */

import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { closeServices, openServices } from '../../server/open-services.ts';
import { startMailServer } from '../support/mail-server.ts';
import { invite, register } from '../support/participants.ts';
import { answerOn, type DrillParticipant, drillParticipant } from './participant.ts';

/** How many answer at the same time. */
export const atOnce = 6;

export function environment(folder: string): Record<string, string> {
  const keyFile = join(folder, 'key');
  writeFileSync(keyFile, randomBytes(32).toString('base64'));
  return {
    MALEPUNKT_PUBLIC_URL: 'http://127.0.0.1',
    MALEPUNKT_PORT: '0',
    MALEPUNKT_DATA: join(folder, 'data'),
    MALEPUNKT_KEY_FILE: keyFile,
    MALEPUNKT_SMTP_URL: 'smtp://127.0.0.1:1',
    MALEPUNKT_MAIL_FROM: 'studie@jobbstudien.example',
    MALEPUNKT_LOG_LEVEL: 'error',
  };
}

/** Registers and invites before the server runs, through the functions that the server uses. */
export async function enrol(
  env: Record<string, string>,
  count: number,
): Promise<DrillParticipant[]> {
  const mail = await startMailServer();
  const services = await openServices(
    readConfig({ ...env, MALEPUNKT_SMTP_URL: mail.url }),
    systemClock,
  );
  const inclusionDate = systemClock.now().toZonedDateTimeISO('Europe/Oslo').toPlainDate();
  const people: DrillParticipant[] = [];
  for (let number = 1; number <= count; number += 1) {
    const name = `Prøve Person ${number}`;
    const code = await register({ services }, { name, inclusionDate: inclusionDate.toString() });
    people.push(drillParticipant(code, await invite({ services, mails: mail.caught }, code)));
  }
  await closeServices(services);
  await mail.close();
  return people;
}

/**
 * A few participants at a time, until all have sent, `isOver` says so, or the server is gone; gives what
 * went wrong.
 */
export async function crowd(
  people: readonly DrillParticipant[],
  server: string,
  isOver: () => boolean = () => false,
): Promise<string[]> {
  const waiting = people.filter(({ sending }) => sending !== 'sent');
  const faults: string[] = [];
  const seat = async () => {
    for (let person = waiting.shift(); person && !isOver(); person = waiting.shift())
      try {
        await answerOn(person, server);
      } catch (error) {
        if (!(error instanceof TypeError)) faults.push(String(error));
        return;
      }
  };
  await Promise.all(Array.from({ length: atOnce }, seat));
  return faults;
}
