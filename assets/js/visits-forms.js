// A form made into an entry of the queue: its fields with a key of their own, pictures made smaller, a position if it was agreed to.
import { inkOf } from './visits-signature.js';

const LARGEST = 1600;

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export async function prepared(form, person, say) {
  const now = new Date();
  complain(form, '');
  if (form.dataset.queue === 'check-in') await locate(form);
  const fields = [];
  for (const [name, value] of new FormData(form)) {
    if (name === 'csrfmiddlewaretoken' || name === 'signature') continue;
    if (!(value instanceof File)) fields.push([name, { key: newKey(), when: now.toISOString() }[name] ?? value]);
    else if (value.size) fields.push([name, ...await smaller(value)]);
  }
  if (form.dataset.queue === 'sign') {
    const ink = await inkOf(form);
    if (!ink) return complain(form, say.empty);
    fields.push(['signature', ink, 'signature.png']);
  }
  const text = form.elements.text?.value || form.elements.name?.value || '';
  return {
    person, url: form.action, page: location.pathname, verb: form.dataset.queue, what: form.dataset.what,
    text: text.slice(0, 60), fields, at: now.getTime(), state: 'waiting', sentence: '',
  };
}

function complain(form, sentence) {
  const place = form.querySelector('[data-complaint]');
  if (place) { place.textContent = sentence; place.hidden = !sentence; }
  return null;
}

// Rounded before it leaves the telephone: two decimals are about a kilometre.
function locate(form) {
  if (!form.elements.agreed?.checked || !navigator.geolocation) return undefined;
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.elements.latitude.value = coords.latitude.toFixed(2);
      form.elements.longitude.value = coords.longitude.toFixed(2);
      resolve();
    }, resolve, { timeout: 5000, maximumAge: 300000 });
  });
}

// A photograph of eight megabytes never gets through a bad connection; drawn anew it also says nothing of where it was taken.
async function smaller(file) {
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LARGEST / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', 0.85); });
    return [blob, `${file.name.replace(/\.[^.]*$/, '')}.jpg`];
  } catch {
    return [file, file.name]; // a kind that this browser cannot draw: the server judges it
  }
}

// Once it is in the queue the form is empty again, and its draft with it.
document.addEventListener('queued', ({ target: form }) => {
  const draft = form.dataset.draft;
  form.reset();
  for (const field of form.elements) field.tomselect?.clear();
  form.dispatchEvent(new Event('change', { bubbles: true }));
  if (draft) setTimeout(() => { try { localStorage.removeItem(`qifu-draft:${draft}`); } catch { /* none was kept */ } }, 500);
}, true);

// How something was settled, and in which category, is asked only where it was.
function fold(form) {
  const chosen = form.elements.outcome?.value;
  for (const part of form.querySelectorAll('[data-for]')) part.hidden = !part.dataset.for.split(' ').includes(chosen);
}
for (const form of document.querySelectorAll('form[data-queue=finding]')) {
  form.addEventListener('change', () => fold(form));
  fold(form);
}
