// htmx sends Django's token, evaluates nothing (the Content-Security-Policy forbids it) and says so when a request fails.
import htmx from 'htmx.org';
import { toast, words } from './page.js';

Object.assign(htmx.config, { allowEval: false, includeIndicatorStyles: false, historyCacheSize: 0, selfRequestsOnly: true });

document.addEventListener('htmx:configRequest', (event) => {
  event.detail.headers['X-CSRFToken'] = document.querySelector('input[name=csrfmiddlewaretoken]')?.value ?? document.body.dataset.csrf;
});

function failed({ detail }) {
  const slot = detail.elt.closest('[data-slot]');
  if (slot) slot.textContent = slot.dataset.failed;
  else if (!detail.elt.matches('.job')) toast(words.failed); // a poll tries again by itself
}
document.addEventListener('htmx:responseError', failed);
document.addEventListener('htmx:sendError', failed);
