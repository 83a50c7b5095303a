/** How far a download has come. The browser takes the file in by itself: nothing of it is held here. */
// @ts-check

const found = document.querySelector('[data-downloads]');
const section = found instanceof HTMLElement ? found : null;
section?.addEventListener('click', begun);

/** @param {MouseEvent} event */
function begun({ target }) {
  const link = target instanceof Element ? target.closest('.downloads a') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  const id = newId();
  const plain = link.href;
  const address = new URL(plain);
  address.searchParams.set('progress', id);
  link.href = address.href;
  // The click has been followed by then.
  setTimeout(() => {
    link.href = plain;
  });
  void follow(link, id);
}

/**
 * Asks twice a second. What is there at once, or was never begun, is not worth a word.
 * @param {HTMLAnchorElement} link
 * @param {string} id
 */
async function follow(link, id) {
  const { progress: address = '', going = '', finished = '' } = section?.dataset ?? {};
  let shown = null;
  for (let misses = 0; misses < 20; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const answer = await fetch(address + id).catch(() => null);
    const progress = answer?.ok ? await answer.json() : null;
    if (progress === null) misses += 1;
    else if (progress.state === 'going') shown = show(shown ?? boxAfter(link), progress, going);
    else {
      if (progress.state === 'finished' && shown) show(shown, progress, finished);
      else shown?.remove();
      return;
    }
  }
  shown?.remove();
}

/**
 * @param {HTMLElement} box
 * @param {{ bytes: number, done: number, of: number, state: string }} progress
 * @param {string} words
 */
function show(box, { bytes, done, of, state }, words) {
  const [bar, text] = box.children;
  if (bar instanceof HTMLProgressElement && of > 0) bar.value = done / of;
  if (text) {
    // Only that it is there is read out.
    if (state === 'finished') text.setAttribute('role', 'status');
    text.textContent = words.replace('{size}', megabytes(bytes));
  }
  if (state === 'finished') bar?.remove();
  return box;
}

/** @param {HTMLAnchorElement} link */
function boxAfter(link) {
  const item = link.closest('li');
  item?.querySelector('.download-progress')?.remove();
  const box = document.createElement('div');
  box.className = 'download-progress';
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', link.firstChild?.textContent ?? '');
  box.append(bar, document.createElement('p'));
  item?.append(box);
  return box;
}

/** @param {number} bytes */
function megabytes(bytes) {
  const options = /** @type {const} */ ({
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  });
  return new Intl.NumberFormat(document.documentElement.lang, options).format(bytes / 1e6);
}

/** `randomUUID` is there on safe addresses only. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
