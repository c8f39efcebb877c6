// The chosen files by name and size before they travel, and a place to drop them on.
import { each } from './page.js';

const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

each('[data-files]', (field) => {
  const input = field.querySelector('input[type=file]');
  const drop = field.querySelector('.drop');
  if (!input) return;
  const list = field.querySelector('.drop-list');
  const show = () => list.replaceChildren(...[...input.files].map((file) => {
    const item = document.createElement('li');
    item.textContent = `${file.name} · ${size(file.size)}`;
    return item;
  }));
  input.addEventListener('change', show);
  for (const [kind, over] of [['dragover', true], ['dragleave', false], ['drop', false]]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle('is-over', over);
      if (kind !== 'drop' || !event.dataTransfer.files.length) return;
      const chosen = new DataTransfer();
      const files = [...(input.multiple ? input.files : []), ...event.dataTransfer.files];
      for (const file of input.multiple ? files : files.slice(-1)) chosen.items.add(file);
      input.files = chosen.files;
      show();
    });
  }
});
