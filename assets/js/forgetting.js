// Whoever signs out, or comes to sign in, leaves no page of a trip behind on this telephone. What is not sent yet stays in its queue.
async function forget() {
  try {
    for (const name of await caches.keys()) if (name.startsWith('qifu-visits-pages-')) await caches.delete(name);
  } catch {
    // Nothing is kept where caches are not allowed.
  }
}
if (location.pathname.startsWith('/sign-in/')) forget();
document.addEventListener('submit', (event) => { if (event.target.getAttribute("action")?.endsWith('/sign-out/')) forget(); });
