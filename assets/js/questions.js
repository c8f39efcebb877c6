// A questionnaire's question that hangs on the answer to an earlier one is shown once that answer is given. Without this
// script all of them stand there with their condition in words; what is hidden the server neither asks for nor keeps.
import { each } from './page.js';

function said(form, key) {
  const fields = [...form.elements].filter((field) => field.name === `q-${key}`);
  if (!fields.length || fields[0].closest('[data-question]')?.hidden) return [];
  return fields.filter((field) => !['radio', 'checkbox'].includes(field.type) || field.checked).map((field) => field.value).filter(Boolean);
}

function holds({ key, op, values }, form) {
  const answers = said(form, key);
  if (op === 'is') return answers.some((answer) => values.some((value) => answer === value || (answer.trim() && value.trim() && Number(answer) === Number(value))));
  return answers.some((answer) => (op === 'at_least' ? Number(answer) >= Number(values[0]) : Number(answer) <= Number(values[0])));
}

each('form[data-questions]', (form) => {
  const hanging = [...form.querySelectorAll('[data-when]')];
  const settle = () => hanging.forEach((part) => { part.hidden = !holds(JSON.parse(part.dataset.when), form); });
  form.addEventListener('input', settle);
  form.addEventListener('change', settle);
  settle();
});
