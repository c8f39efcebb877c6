// Single-line manners.
import { each, toast, words } from './page.js';

each('[data-submit]', (field) => field.addEventListener('change', () => field.form?.requestSubmit()));
each('[data-print]', (button) => button.addEventListener('click', () => print()));
each('[data-back]', (link) => link.addEventListener('click', (event) => {
  if (history.length < 2) return;
  event.preventDefault();
  history.back();
}));
each('[data-copy]', (button) => button.addEventListener('click', () => navigator.clipboard?.writeText(button.dataset.copy).then(() => toast(words.copied))));
each('[data-focus]', (element) => element.focus());
// Folded filters that are in use must not hide.
each('details[data-keep-open]', (details) => {
  if ([...details.querySelectorAll('input, select')].some((field) => field.value && field.type !== 'checkbox' || field.checked)) details.open = true;
});

// On paper nothing stays folded.
const folded = new Set();
addEventListener('beforeprint', () => document.querySelectorAll('.chart-table:not([open])').forEach((details) => { folded.add(details); details.open = true; }));
addEventListener('afterprint', () => { for (const details of folded) details.open = false; folded.clear(); });
