/** Services with a happening at a moment that no test could hit by waiting. */

import type { Services } from '../../server/services.ts';

/** The same services, but `happens` comes right after the first thing that is written to the study, once. */
export function afterFirstStudyWrite(
  services: Services,
  happens: () => Promise<unknown>,
): Services {
  let isOver = false;
  const study = wrapped(services.db.study, 'transaction', () => {
    const transaction = services.db.study.transaction();
    return wrapped(transaction, 'execute', async (work: never) => {
      const result: unknown = await transaction.execute(work);
      if (!isOver) {
        isOver = true;
        await happens();
      }
      return result;
    });
  });
  return { ...services, db: { ...services.db, study } };
}

/** The same services, but nothing can be written to one of the stores. */
export function withoutWriting(store: 'registry' | 'study', services: Services): Services {
  const cut = wrapped<object>(services.db[store], 'transaction', () => {
    throw new Error('the power is gone');
  });
  return { ...services, db: { ...services.db, [store]: cut } };
}

/** Each message is handed over, and the mail server's answer kept, between `before` and `after`. */
export function aroundEachMail(
  services: Services,
  {
    before = async () => {},
    after = async () => {},
  }: {
    readonly before?: () => Promise<unknown>;
    readonly after?: () => Promise<unknown>;
  },
): Services {
  const { mail } = services;
  return {
    ...services,
    mail: {
      async send(message) {
        await before();
        const delivery = await mail.send(message);
        await after();
        return delivery;
      },
      close: () => mail.close(),
    },
  };
}

/** The object with another method of that name; private fields want the methods called on the object itself. */
function wrapped<T extends object>(object: T, method: string, replacement: unknown): T {
  return new Proxy(object, {
    get(target, name) {
      if (name === method) return replacement;
      const value = Reflect.get(target, name, target) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
