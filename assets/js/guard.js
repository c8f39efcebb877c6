// Forms marked data-guard ask before what was typed is left behind. The browser words the question itself.
import { each } from './page.js';

const changed = new Set();

each('form[data-guard]', (form) => {
  form.addEventListener('input', () => changed.add(form));
  form.addEventListener('submit', () => changed.delete(form));
});

addEventListener('beforeunload', (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});
