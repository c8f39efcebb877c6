// A form with data-digits is answered by figures: 3 takes the third choice of the question at hand and goes on to the next.
import { typing } from './page.js';

const groups = (form) => [...form.querySelectorAll('fieldset')].filter((group) => group.querySelector('input[type=radio]') && group.offsetParent);
const answered = (group) => group.querySelector('input:checked');

function present(form) {
  const here = document.activeElement?.closest('fieldset');
  const all = groups(form);
  return all.includes(here) ? here : all.find((group) => !answered(group));
}

function goOn(form, group) {
  const all = groups(form);
  const next = all[all.indexOf(group) + 1];
  (next ? answered(next) ?? next.querySelector('input') : form.querySelector('button[type=submit]'))?.focus();
}

document.addEventListener('keydown', (event) => {
  const form = document.querySelector('form[data-digits]');
  if (!form || !/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const group = present(form);
  const choice = group?.querySelectorAll('input[type=radio]')[Number(event.key) - 1];
  if (!choice) return;
  event.preventDefault();
  choice.click();
  goOn(form, group);
});
