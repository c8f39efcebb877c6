// While a text is being typed, the server suggests (a category, a known company, an answer that exists already):
// data-suggest is its URL, data-into the id of the place for the HTML that comes back. It suggests and never decides.
import { each } from './page.js';

each('[data-suggest]', (field) => {
  const place = document.getElementById(field.dataset.into);
  let timer;
  let asked = 0;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const turn = ++asked;
      const url = new URL(field.dataset.suggest, location.href);
      url.searchParams.set('q', field.value.slice(0, 300)); // a URL has an end, and the beginning says enough
      const answer = await fetch(url, { headers: { 'HX-Request': 'true' } }).catch(() => null);
      if (answer?.ok && turn === asked && place) place.innerHTML = await answer.text();
    }, 450);
  });
});
// A button inside the suggestion with data-fill="FIELD-ID" and a value takes it over; data-also="FIELD-ID:VALUE" fills one more,
// and the first is entered.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-fill]');
  const field = button && document.getElementById(button.dataset.fill);
  if (!field) return;
  fill(field, button.value);
  const [id, value] = (button.dataset.also ?? '').split(':');
  const other = id && document.getElementById(id);
  if (!other) return;
  fill(other, value);
  field.focus();
});

function fill(field, value) {
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
