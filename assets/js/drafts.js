// What a stranger typed survives a lost connection and a closed window. It stays in this browser, for seven days, and
// is thrown away only when the server's answer says that it was accepted: a submit may still fail on the way.
import { button, each, words } from './page.js';

const PREFIX = 'qifu-draft:';
const WEEK = 7 * 24 * 3600 * 1000;

function kept(form) {
  return [...form.elements].filter(
    (field) => field.name && !['hidden', 'file', 'password', 'submit', 'button'].includes(field.type)
      && !field.closest('[data-no-draft]') && field.name !== 'csrfmiddlewaretoken',
  );
}

const valueOf = (field) => (['checkbox', 'radio'].includes(field.type) ? field.checked
  : field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value);
const nameOf = (field) => (['checkbox', 'radio'].includes(field.type) ? `${field.name}=${field.value}` : field.name);
const wordsOf = (field) => field.tomselect && !field.options && field.value ? field.tomselect.options[field.value]?.text : undefined;

function put(field, value, text) {
  if (['checkbox', 'radio'].includes(field.type)) field.checked = value;
  else if (field.tomselect) {
    for (const one of [value].flat()) if (one && !field.options) field.tomselect.addOption({ value: one, text: text ?? one });
    field.tomselect.setValue(value);
  } else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
  else field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + key));
    return draft && Date.now() - draft.at < WEEK ? draft : null;
  } catch {
    return null;
  }
}

function write(key, form) {
  const fields = {};
  const texts = {};
  for (const field of kept(form)) {
    fields[nameOf(field)] = valueOf(field);
    if (wordsOf(field)) texts[nameOf(field)] = wordsOf(field);
  }
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), fields, texts }));
  } catch {
    // A full or forbidden store: the form still works, only without a draft.
  }
}

const forget = (key) => { try { localStorage.removeItem(PREFIX + key); } catch { /* nothing was kept */ } };

for (const meta of document.querySelectorAll('meta[name=draft-clear]')) forget(meta.content);

each('form[data-draft]', (form) => {
  const key = form.dataset.draft;
  const draft = read(key);
  const before = JSON.stringify(kept(form).map(valueOf));
  // After a refused submit the server has put everything back already, and knows better.
  if (draft && !form.querySelector('.error-summary')) {
    for (const field of kept(form)) {
      const name = nameOf(field);
      if (name in draft.fields) put(field, draft.fields[name], draft.texts?.[name]);
    }
    if (JSON.stringify(kept(form).map(valueOf)) !== before) announce(form, key);
  }
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => write(key, form), 400);
  };
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  form.addEventListener('submit', () => { clearTimeout(timer); write(key, form); });
});

function announce(form, key) {
  const notice = document.createElement('p');
  notice.className = 'note';
  notice.setAttribute('role', 'status');
  notice.append(words.draftFound, button(words.draftDiscard, () => { forget(key); form.dataset.guard = ''; delete form.dataset.changed; location.reload(); }));
  form.prepend(notice);
}
