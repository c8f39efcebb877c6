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

// The sum of what is typed, live.
each('[data-sum]', (form) => {
  const name = form.dataset.sum;
  const add = () => {
    const sum = [...form.querySelectorAll(`[data-adds-to="${name}"]`)].reduce((all, field) => all + (Number(field.value) || 0), 0);
    form.querySelectorAll(`[data-sum-of="${name}"]`).forEach((place) => { place.textContent = Math.round(sum * 100) / 100; });
  };
  form.addEventListener('input', add);
  add();
});

// On paper nothing stays folded.
const folded = new Set();
addEventListener('beforeprint', () => document.querySelectorAll('.chart-table:not([open])').forEach((details) => { folded.add(details); details.open = true; }));
addEventListener('afterprint', () => { for (const details of folded) details.open = false; folded.clear(); });
