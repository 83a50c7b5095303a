/** Copies a table or a sentence as Word takes it, with the plain text beside it; the links work without. */
// @ts-check

for (const button of document.querySelectorAll('button[data-paste]')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}

/** @param {HTMLButtonElement} button */
function copy(button) {
  const box = button.parentElement;
  const status = box?.querySelector('[role=status]');
  if (!box || !(status instanceof HTMLElement)) return;
  const isDone = copied(box, button.dataset.paste === 'table' ? table(box) : sentence(box));
  const { copied: done = '', notCopied = '' } = status.dataset;
  // The same words again would not be read out.
  status.textContent = '';
  setTimeout(() => {
    status.textContent = isDone ? done : notCopied;
  }, 50);
}

/** @param {Element} box */
function table(box) {
  return {
    html: held(box, 'template[data-paste-html]'),
    text: held(box, 'template[data-paste-text]'),
  };
}

/** @param {Element} box */
function sentence(box) {
  const words = box.querySelector('[data-paste-sentence]');
  return {
    html: `<p>${words?.innerHTML ?? ''}</p>`,
    text: words?.getAttribute('data-paste-sentence') ?? '',
  };
}

/**
 * @param {Element} box
 * @param {string} what
 */
function held(box, what) {
  const template = box.querySelector(what);
  return template instanceof HTMLTemplateElement ? (template.content.textContent ?? '') : '';
}

/**
 * By the event: `navigator.clipboard.write` would read the markup as a part of this page, whose policy
 * refuses the style attributes, and is missing where the address is not safe.
 *
 * @param {Element} box
 * @param {{ html: string, text: string }} parts
 */
function copied(box, { html, text }) {
  let isFilled = false;
  /** @param {ClipboardEvent} event */
  function fill(event) {
    if (!event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData('text/html', html);
    event.clipboardData.setData('text/plain', text);
    isFilled = true;
  }
  document.addEventListener('copy', fill, { once: true });
  // Some browsers copy nothing where nothing is selected.
  getSelection()?.selectAllChildren(box);
  const isAllowed = document.execCommand('copy');
  getSelection()?.removeAllRanges();
  document.removeEventListener('copy', fill);
  return isAllowed && isFilled;
}
