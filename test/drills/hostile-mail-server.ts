/** A real SMTP server with the bad habits of all mail servers, drawn from a seed, that keeps an honest account of what it stored. */

import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { between, mulberry32, pick, type Random } from '../../server/demo/random.ts';

/** How often each comes, in a thousand messages. A hang-up is a closed socket or, as often, a reset one. */
const habits = {
  'takes it': 715,
  'takes it, and is slow to say so': 10,
  'defers it at RCPT': 60,
  'defers it after DATA': 60,
  // Of the whole server and not of a mailbox, as when it has had enough of the sender.
  'refuses it at MAIL': 20,
  'hangs up at MAIL': 25,
  'hangs up at RCPT': 25,
  'hangs up in the middle of DATA': 35,
  'hangs up once it is stored': 45,
  'listens no more for a while': 5,
} as const;

export type Habit = keyof typeof habits;

export interface StoredMail {
  readonly messageId: string;
  readonly to: string;
  readonly source: Buffer;
  /** Which run of the dispatcher handed it over. */
  readonly run: number;
  /** The server hung up before it said that the message was stored. */
  readonly cutOff: boolean;
}

export interface HostileMailServer {
  readonly url: string;
  /** In the order in which they came. */
  readonly stored: readonly StoredMail[];
  readonly shown: Readonly<Record<Habit, number>>;
  /** Connections from here on are those of another run of the dispatcher; calls as each of its messages begins. */
  beginRun(run: number, onMessage?: () => void): void;
  close(): Promise<void>;
}

interface Connection {
  readonly socket: Socket;
  readonly run: number;
  habit: Habit;
}

/** Whether it is there, or when mail to it is refused for good, unless something else happens before. */
export type Mailbox = 'there' | 'gone at RCPT' | 'gone after DATA';

export async function startHostileMailServer(
  seed: number,
  mailboxOf: (address: string) => Mailbox,
): Promise<HostileMailServer> {
  // Apart from all else that is drawn: which message gets which does not depend on what happened before.
  const habitsDrawn = mulberry32(seed);
  const random = mulberry32(seed + 1);
  const stored: StoredMail[] = [];
  const shown = Object.fromEntries(
    Object.keys(habits).map((habit): [string, number] => [habit, 0]),
  ) as Record<Habit, number>;
  /** By the port at the other end; what was read of a closed one may still be on its way to its handler. */
  const connections = new Map<number, Connection>();
  let run = 0;
  let onMessage = () => {};

  const of = ({ remotePort }: SMTPServerSession): Connection => {
    const connection = connections.get(remotePort);
    if (!connection) throw new Error('there is no such connection');
    return connection;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom(_address, session, callback) {
      onMessage();
      const connection = of(session);
      connection.habit = draw(habitsDrawn);
      shown[connection.habit] += 1;
      if (connection.habit === 'refuses it at MAIL') return callback(reply(554));
      if (connection.habit === 'listens no more for a while') standBack();
      else if (connection.habit !== 'hangs up at MAIL') return callback();
      hangUp(random, connection);
    },
    onRcptTo({ address }, session, callback) {
      const connection = of(session);
      if (connection.habit === 'hangs up at RCPT') return hangUp(random, connection);
      if (connection.habit === 'defers it at RCPT')
        return callback(reply(pick(random, [421, 450, 451, 452])));
      if (mailboxOf(address) === 'gone at RCPT') return callback(reply(550));
      callback();
    },
    onData(stream, session, callback) {
      const connection = of(session);
      const { habit } = connection;
      const to = session.envelope.rcptTo[0]?.address ?? '';
      if (habit === 'hangs up in the middle of DATA') {
        stream.on('error', () => {}).once('data', () => hangUp(random, connection));
        return;
      }
      buffer(stream).then(
        async (source) => {
          if (habit === 'defers it after DATA') return callback(reply(pick(random, [451, 452])));
          if (mailboxOf(to) !== 'there') return callback(reply(550));
          const cutOff = habit === 'hangs up once it is stored';
          const messageId = /^Message-ID: (\S+)/im.exec(source.toString('latin1'))?.[1] ?? '';
          stored.push({ messageId, to, source, run: connection.run, cutOff });
          if (cutOff) return hangUp(random, connection);
          if (habit === 'takes it, and is slow to say so') await pause(between(random, 20, 200));
          callback();
        },
        // The dispatcher was killed in the middle of it: it was not received, and is not stored.
        () => {},
      );
    },
  });
  // Those that are cut off in the middle are what this is about.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    connections.set(socket.remotePort ?? 0, { socket, run, habit: 'takes it' });
  });

  const listen = async (port: number) => {
    server.server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    return (server.server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  let away: Promise<unknown> = Promise.resolve();
  /** Connections are refused meanwhile. */
  const standBack = () => {
    // What was read before it stood back can ask for the same once more.
    if (!server.server.listening) return;
    server.server.close();
    away = pause(between(random, 50, 400)).then(() => listen(port));
  };

  return {
    url: `smtp://127.0.0.1:${port}`,
    stored,
    shown,
    beginRun: (next, callback = () => {}) => {
      run = next;
      onMessage = callback;
    },
    async close() {
      await away;
      for (const { socket } of connections.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function draw(random: Random): Habit {
  let left = random() * 1000;
  for (const [habit, often] of Object.entries(habits) as [Habit, number][]) {
    left -= often;
    if (left < 0) return habit;
  }
  return 'takes it';
}

function hangUp(random: Random, { socket }: Connection): void {
  if (random() < 0.5) socket.destroy();
  else socket.resetAndDestroy();
}

function reply(responseCode: number): Error {
  return Object.assign(new Error('not this one'), { responseCode });
}
