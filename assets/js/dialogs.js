// A link with data-dialog leads to the question as a page; here the same question opens in place.
document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-dialog]');
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    // What the last opener fetched must not be sent while this one's is still on its way.
    if (opener.hasAttribute('hx-target')) dialog.querySelector(opener.getAttribute('hx-target'))?.replaceChildren();
    dialog.showModal();
    return;
  }
  if (event.target.closest('[data-close]')) event.target.closest('dialog')?.close();
});
