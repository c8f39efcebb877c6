// The visited person signs with a finger: lines on a canvas, which becomes a PNG when it is stored.
const pads = new WeakMap();

for (const pad of document.querySelectorAll('canvas[data-signature]')) {
  const drawing = pad.getContext('2d');
  Object.assign(drawing, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#111' });
  const form = pad.closest('form');
  const state = { drawn: false, last: null };
  pads.set(form, { pad, state });
  const at = (event) => {
    const box = pad.getBoundingClientRect();
    return [(event.clientX - box.left) * pad.width / box.width, (event.clientY - box.top) * pad.height / box.height];
  };
  pad.addEventListener('pointerdown', (event) => { pad.setPointerCapture(event.pointerId); state.last = at(event); event.preventDefault(); });
  pad.addEventListener('pointermove', (event) => {
    if (!state.last) return;
    const here = at(event);
    drawing.beginPath();
    drawing.moveTo(...state.last);
    drawing.lineTo(...here);
    drawing.stroke();
    state.last = here;
    state.drawn = true;
  });
  for (const end of ['pointerup', 'pointercancel']) pad.addEventListener(end, () => { state.last = null; });
  const clear = () => { drawing.clearRect(0, 0, pad.width, pad.height); state.drawn = false; };
  form.addEventListener('reset', clear);
  form.querySelector('[data-clear]')?.addEventListener('click', clear);
}

export function inkOf(form) {
  const found = pads.get(form);
  if (!found?.state.drawn) return null;
  return new Promise((resolve) => { found.pad.toBlob(resolve, 'image/png'); });
}
