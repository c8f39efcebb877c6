// A trip's pages on a telephone: what is written goes into a queue in this browser first and is sent from there, at once or when the
// connection is back. Without JavaScript the same forms post as any others do.
import './visits-signature.js';
import { keepPages } from './visits-keeping.js';
import { prepared } from './visits-forms.js';
import { add, every, forget, open, update } from './visits-store.js';
import { button, toast } from './page.js';

const box = document.getElementById('queue');
const say = box.dataset;
const person = Number(say.person);
let sending = false;
let wanted = false; // asked for while it was being sent
let timer;

const mine = async () => (await every()).filter((entry) => entry.person === person);

async function show(remark = '') {
  const all = await every();
  const own = all.filter((entry) => entry.person === person);
  const others = all.length - own.length;
  const waiting = own.filter((entry) => entry.state === 'waiting').length;
  const head = document.createElement('p');
  const bad = own.length > waiting;
  head.className = `note ${bad ? 'bad' : waiting ? 'warn' : 'good'}`;
  head.setAttribute('role', 'status');
  head.textContent = waiting ? say.waiting.replace('@n', waiting) : bad ? say.refusedSome : say.sent;
  if (remark) head.append(` ${remark}`);
  if (waiting) head.append(' ', button(say.send, () => send()));
  const list = document.createElement('ul');
  list.className = 'queue-list';
  list.append(...own.map(line));
  const more = document.createElement('p');
  more.className = 'quiet';
  more.textContent = others ? say.others.replace('@n', others) : '';
  box.replaceChildren(...(own.length || say.shown ? [head] : []), list, more);
  if (own.length) say.shown = 'yes';
}

function line(entry) {
  const item = document.createElement('li');
  const time = new Date(entry.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const what = document.createElement('div');
  what.textContent = [time, entry.what, entry.text].filter(Boolean).join(' · ');
  item.append(what);
  if (entry.state !== 'refused') return item;
  const why = document.createElement('div');
  why.className = 'queue-why';
  why.textContent = entry.sentence;
  item.append(why, changing(entry), ' ', button(say.discard, async () => { await forget(entry.n); show(); }));
  return item;
}

function changing(entry) {
  if (entry.page === location.pathname) return button(say.change, () => putBack(entry));
  const link = document.createElement('a');
  link.href = entry.page;
  link.textContent = say.change;
  return link;
}

async function putBack(entry) {
  const form = document.querySelector(`form[data-queue="${entry.verb}"]`);
  if (!form) return;
  for (const [name, value] of entry.fields) {
    const field = form.elements[name];
    if (!field || ['key', 'when', 'person'].includes(name)) continue;
    if (value instanceof Blob) refill(field, entry.fields.filter(([each]) => each === name));
    else if (field.tomselect) field.tomselect.setValue(value);
    else field.value = value;
    (field.length ? field[0] : field).dispatchEvent?.(new Event('change', { bubbles: true }));
  }
  form.closest('details')?.setAttribute('open', '');
  await forget(entry.n);
  await show();
  form.scrollIntoView({ block: 'center' });
}

function refill(field, files) {
  const carried = new DataTransfer();
  for (const [, blob, name] of files) carried.items.add(new File([blob], name, { type: blob.type }));
  field.files = carried.files;
}

async function signedIn() {
  const answer = await fetch(say.url, { headers: { Accept: 'application/json' }, redirect: 'manual', cache: 'no-store' });
  return answer.ok ? answer.json() : { person: null };
}

// In order; whatever cannot be answered now ends the turn and stays.
async function send() {
  if (sending) { wanted = true; return; }
  sending = true;
  wanted = false;
  clearTimeout(timer);
  let stored = 0;
  let remark = '';
  try {
    const waiting = (await mine()).filter((entry) => entry.state === 'waiting');
    const who = waiting.length ? await signedIn() : null;
    if (who && who.person !== person) remark = say.signedOut;
    else for (const entry of waiting) {
      const state = await post(entry, who.token);
      if (state === 'kept') { remark = say.later; break; }
      if (state === 'stored') stored += 1;
    }
  } catch {
    remark = say.offline;
  } finally {
    sending = false;
  }
  await show(remark);
  if (stored) await refresh();
  if (wanted) await send();
  else if (remark) timer = setTimeout(send, navigator.onLine ? 10000 : 60000);
}

async function post(entry, token) {
  const body = new FormData();
  for (const [name, value, file] of entry.fields) { if (file) body.append(name, value, file); else body.append(name, value); }
  const headers = { Accept: 'application/json', 'X-CSRFToken': token };
  const answer = await fetch(entry.url, { method: 'POST', body, headers, redirect: 'manual' });
  const said = await answer.json().catch(() => ({}));
  if (answer.ok && said.state === 'stored') { await forget(entry.n); return 'stored'; }
  if (said.state === 'kept' || ![404, 409, 413, 422].includes(answer.status)) return 'kept';
  await update({ ...entry, state: 'refused', sentence: said.sentence || say.gone });
  toast(`${entry.what}：${said.sentence || say.gone}`);
  return 'refused';
}

// What the page shows as written down; what somebody is typing stays.
async function refresh() {
  const answer = await fetch(location.pathname, { cache: 'no-store', redirect: 'manual' }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-recorded]')) {
    const newer = fresh.getElementById(part.id);
    if (newer) part.replaceChildren(...newer.childNodes);
  }
  keepPages(person);
}

async function taken(event) {
  const form = event.target;
  if (!form.dataset.queue) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = 'yes';
  try {
    const entry = await prepared(form, person, say);
    if (!entry) return;
    await add(entry);
    form.dispatchEvent(new CustomEvent('queued'));
  } finally {
    delete form.dataset.busy;
  }
  await show();
  await send();
}

open().then(async () => {
  document.addEventListener('submit', taken, true);
  addEventListener('online', () => send());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && send());
  document.documentElement.classList.add('queueing');
  await show();
  await send();
}, () => { /* no store in this browser: the forms post plainly */ });
keepPages(person);
