// A double click must file once. The button is disabled a moment after the press, because a disabled button's own
// name and value would not be sent; when the page comes back out of the back-forward cache it works again.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  const pressed = event.submitter;
  setTimeout(() => {
    for (const button of buttonsOf(form)) button.disabled = true;
    pressed?.classList.add('is-busy');
  });
});

const buttonsOf = (form) => [...form.elements].filter((element) => element.type === 'submit' && !element.dataset.locked);

function release(form) {
  delete form.dataset.sent;
  for (const button of buttonsOf(form)) {
    button.disabled = false;
    button.classList.remove('is-busy');
  }
}
const releaseAll = () => document.querySelectorAll('form[data-sent]').forEach(release);

addEventListener('pageshow', (event) => event.persisted && releaseAll());
document.addEventListener('htmx:afterRequest', (event) => event.detail.elt.closest('form[data-sent]') && releaseAll());
// A download answers without leaving the page; nothing tells us when it began.
document.addEventListener('submit', (event) => {
  if (event.target.hasAttribute('data-download')) setTimeout(() => release(event.target), 3000);
});
