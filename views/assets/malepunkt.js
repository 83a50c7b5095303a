/** Small help where JavaScript runs; every page works without it. */

// Ticking "none of these" unticks the rest, and the other way round.
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox' || !target.checked)
    return;
  const exclusive = 'exclusive' in target.dataset;
  const all = target.form?.querySelectorAll(`input[type=checkbox][name="${target.name}"]`) ?? [];
  for (const other of all)
    if (other !== target && (exclusive || 'exclusive' in other.dataset)) other.checked = false;
});

// What went wrong is read first.
document.querySelector('[data-focus]')?.focus();

// A double press sends a form once; the page's nonce guards those without JavaScript. The button
// works again after a while: a phone that lost its signal stays on the page.
document.addEventListener('submit', (event) => {
  const { dataset } = event.target;
  if ('sent' in dataset) event.preventDefault();
  dataset.sent = '';
  setTimeout(() => delete dataset.sent, 3000);
});

// A page that the browser kept for Back can be sent again.
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// A button that copies a text is there only where it can do so: on an address that is safe.
for (const button of document.querySelectorAll('[data-copies]')) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const { copies, copied } = button.dataset;
    await navigator.clipboard.writeText(document.getElementById(copies)?.textContent ?? '');
    button.textContent = copied;
  });
}

// A button that prints the page is there only where it can do so.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

// A file that takes its time is on its way while the page shows how far it is.
for (const link of document.querySelectorAll('a[data-made-slowly]'))
  link.addEventListener('click', () => {
    setTimeout(() => {
      link.blur();
      location.reload();
    }, 700);
  });

// What changes while somebody looks on is loaded anew, unless they are about to do something.
for (const { dataset } of document.querySelectorAll('[data-refresh]'))
  setInterval(() => {
    if (document.activeElement === document.body) location.reload();
  }, Number(dataset.refresh));
