/** Saves a form while it is being keyed: soon after a change, one at a time, and again when the network is back. */
// @ts-check

/**
 * @typedef {object} Saving
 * @property {() => void} changed
 * @property {() => void} leaving the page is about to go
 * @property {() => void} sent the form itself was sent: nothing more is to be saved
 * @property {() => void} online the network is back
 */

/**
 * @param {object} given
 * @param {string} given.url
 * @param {() => URLSearchParams} given.fields as they stand now
 * @param {(status: { saved: string } | { problem: string } | 'waiting') => void} given.tell
 * @param {typeof globalThis.fetch} [given.send]
 * @returns {Saving}
 */
export function savingTo({ url, fields, tell, send = globalThis.fetch.bind(globalThis) }) {
  let unsaved = false;
  let isOver = false;
  let underWay = false;
  let failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const later = (/** @type {number} */ milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  };

  async function save() {
    if (!unsaved || underWay || isOver) return;
    underWay = true;
    unsaved = false;
    const status = await post(send, url, fields());
    underWay = false;
    if (isOver) return;
    tell(status);
    failures = status === 'waiting' ? failures + 1 : 0;
    if (failures > 0) unsaved = true;
    if (unsaved) later(failures > 0 ? waitAfter(failures) : 0);
  }

  return {
    changed() {
      unsaved = true;
      if (failures === 0) later(400);
    },
    leaving() {
      if (isOver || !(unsaved || underWay)) return;
      void post(send, url, fields(), { keepalive: true });
    },
    sent() {
      isOver = true;
      clearTimeout(timer);
    },
    online() {
      if (unsaved) later(0);
    },
  };
}

/** @param {number} failures */
const waitAfter = (failures) => Math.min(1000 * 2 ** (failures - 1), 30_000);

/**
 * @param {typeof globalThis.fetch} send
 * @param {string} url
 * @param {URLSearchParams} body
 * @param {RequestInit} [more]
 * @returns {Promise<{ saved: string } | { problem: string } | 'waiting'>}
 */
async function post(send, url, body, more) {
  try {
    const response = await send(url, { method: 'POST', body, redirect: 'error', ...more });
    const answer = await response.json();
    if (response.ok && typeof answer.saved === 'string') return { saved: answer.saved };
    if (typeof answer.problem === 'string') return { problem: answer.problem };
  } catch {
    // No network, or something that is not the server answered: it is tried again.
  }
  return 'waiting';
}
