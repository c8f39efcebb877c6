// Many rows at once: all, a range with shift, and always how many are chosen.
import { each } from './page.js';

each('form[data-bulk]', (form) => {
  const ticks = () => [...form.querySelectorAll('[data-tick]')];
  const all = form.querySelector('[data-tick-all]');
  const bar = form.querySelector('[data-bulk-bar]');
  let last = null;

  function count() {
    const boxes = ticks();
    const chosen = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.closest('tr, li')?.classList.toggle('is-chosen', box.checked);
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    if (!bar) return;
    bar.classList.toggle('is-open', chosen > 0);
    bar.querySelector('[data-bulk-count]').textContent = chosen;
  }
  const set = (value) => { for (const box of ticks()) box.checked = value; count(); };

  form.addEventListener('click', (event) => {
    const box = event.target.closest('[data-tick]');
    if (!box) return;
    const boxes = ticks();
    if (event.shiftKey && last && boxes.includes(last)) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    count();
  });
  all?.addEventListener('change', () => set(all.checked));
  form.querySelector('[data-bulk-clear]')?.addEventListener('click', () => set(false));
  addEventListener('pageshow', count); // a browser keeps ticks over Back
});
