// Two minutes before idleness signs a person out they are asked, so that nothing half-typed is lost. Other windows of
// the same person count: the last request of any of them is kept in the browser.
import { button, toast, words } from './page.js';

const idle = Number(document.body.dataset.idleSeconds) * 1000;
const KEY = 'qifu-last-request';

if (idle > 180000) {
  let box = null;
  const now = () => { try { localStorage.setItem(KEY, Date.now()); } catch { /* this window alone, then */ } };
  const last = () => { try { return Number(localStorage.getItem(KEY)) || loaded; } catch { return loaded; } };
  let loaded = Date.now();
  now();
  document.addEventListener('htmx:afterRequest', now);
  const stay = () => fetch(location.href, { method: 'HEAD' }).then((answer) => { if (answer.ok) { loaded = Date.now(); now(); } else toast(words.failed); });
  setInterval(() => {
    const left = idle - (Date.now() - last());
    if (left > 120000 || left < -60000) { box?.remove(); box = null; return; }
    box ??= toast(words.idleSoon, button(words.idleStay, () => { box.remove(); box = null; stay(); }));
  }, 10000);
}
