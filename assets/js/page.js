// The two things most modules need: the frame's translated words, and elements that htmx puts in later.
export const words = document.getElementById('words')?.dataset ?? {};

export function each(selector, act) {
  const seen = new WeakSet();
  const run = (root) => {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    for (const element of found) {
      if (seen.has(element)) continue;
      seen.add(element);
      act(element);
    }
  };
  run(document);
  document.addEventListener('htmx:load', (event) => run(event.detail.elt));
}

export function toast(text, ...buttons) {
  const box = document.createElement('div');
  box.className = 'toast';
  box.setAttribute('role', 'status');
  box.append(text, ...(buttons.length ? [document.createElement('br')] : []), ...buttons);
  document.body.append(box);
  if (!buttons.length) setTimeout(() => box.remove(), 6000);
  return box;
}

export function button(text, press, classes = 'btn btn-sm') {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = classes;
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}

// A key typed into a field belongs to the field.
export const typing = (target) => target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog[open]');
