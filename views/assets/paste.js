/** Copies a table or a sentence as Word takes it, with the plain text beside it; the links work without. */
// @ts-check

for (const button of document.querySelectorAll('button[data-paste]')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  // On an address that is not safe there is no clipboard to write to.
  if (!navigator.clipboard?.write) break;
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const box = button.parentElement;
  const status = box?.querySelector('[role=status]');
  if (!box || !(status instanceof HTMLElement)) return;
  const isDone = await written(button.dataset.paste === 'table' ? table(box) : sentence(box));
  const { copied = '', notCopied = '' } = status.dataset;
  // The same words again would not be read out.
  status.textContent = '';
  setTimeout(() => {
    status.textContent = isDone ? copied : notCopied;
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
  return { html: `<p>${words?.innerHTML ?? ''}</p>`, text: words?.textContent ?? '' };
}

/**
 * @param {Element} box
 * @param {string} what
 */
function held(box, what) {
  const template = box.querySelector(what);
  return template instanceof HTMLTemplateElement ? (template.content.textContent ?? '') : '';
}

/** @param {{ html: string, text: string }} parts */
async function written({ html, text }) {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': new Blob([html], { type: 'text/html' }),
        'text/plain': new Blob([text], { type: 'text/plain' }),
      }),
    ]);
    return true;
  } catch {
    // The browser or its owner does not allow it.
    return false;
  }
}
