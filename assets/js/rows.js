// A list is worked through with j, k, Enter and x; "/" goes to the page's search. Nothing needs a mouse.
import { typing } from './page.js';

const rows = () => [...document.querySelectorAll('table[data-rows] > tbody > tr, :not(table)[data-rows] > *')].filter((row) => row.offsetParent);
const here = () => document.querySelector('.is-here');

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(here());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
  here()?.classList.remove('is-here');
  next.classList.add('is-here');
  const link = opener(next);
  link?.focus({ preventScroll: true }); // so that a screen reader follows
  next.scrollIntoView({ block: 'nearest' });
}
const opener = (row) => row?.querySelector('[data-open], a[href]');

// Enter on a tick box would send the form, and with it its first bulk action: nobody means that.
function open(event) {
  const tick = event.target.closest('[data-tick], [data-tick-all]');
  if (event.target !== document.body && !tick) return false;
  opener(tick?.closest('tr, li') ?? here())?.click();
  return true;
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  x: () => here()?.querySelector('[data-tick]')?.click(),
  Enter: open,
  '/': () => document.querySelector('[data-page-search], input[type=search]')?.focus(),
  '?': () => document.getElementById('keys')?.showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  const act = keys[event.key];
  if (act && act(event) !== false) event.preventDefault();
});
