// A desk that is worked without a mouse: the element with data-key="F8" (or "Alt+q") is entered, or pressed, by that key, also while one
// types. In a form with data-enter-next, Enter in a line goes to the next field. In [data-arrows], arrows move between its buttons.
const named = (event) => (event.altKey ? `Alt+${event.key.toLowerCase()}` : event.key);

function reach(element) {
  if (element.tomselect) element.tomselect.focus();
  else if (element.matches('a, button')) element.click();
  else if (element.matches('input, select, textarea')) { element.focus(); element.select?.(); }
  else element.querySelector('button, a')?.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.isComposing || document.querySelector('dialog[open]')) return;
  const element = document.querySelector(`[data-key="${CSS.escape(named(event))}"]`);
  if (!element) return;
  event.preventDefault();
  reach(element);
});

document.addEventListener('keydown', (event) => {
  const form = event.target.closest?.('form[data-enter-next]');
  if (!form || event.key !== 'Enter' || event.defaultPrevented || event.isComposing || !event.target.matches('input')) return;
  event.preventDefault();
  const all = [...form.elements].filter((field) => field.tabIndex >= 0 && field.offsetParent && !field.disabled && field.type !== 'hidden');
  all[all.indexOf(event.target) + 1]?.focus();
});

document.addEventListener('keydown', (event) => {
  const place = event.target.closest?.('[data-arrows]');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!place || !step) return;
  event.preventDefault();
  const all = [...place.querySelectorAll('button, a')];
  all[all.indexOf(event.target) + step]?.focus();
});

// When the call began: at the first key, unless the telephone system opened the page.
document.addEventListener('input', (event) => {
  const begun = event.target.form?.querySelector('input[data-begun]');
  if (!begun) return;
  begun.value = new Date().toISOString();
  delete begun.dataset.begun;
});
