// The worker that keeps opened pages is asked to keep this one, what it is made of, and the stops that it leads to.
export async function keepPages(person) {
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register('/visits/worker.js', { scope: '/visits/' });
    const { active } = await navigator.serviceWorker.ready;
    const parts = performance.getEntriesByType('resource').map((part) => part.name).filter((name) => new URL(name).pathname.startsWith('/static/'));
    const pages = [...document.querySelectorAll('a[data-keep]')].map((link) => link.href);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { document.documentElement.dataset.kept = 'yes'; };
    active.postMessage({ keep: [...new Set([location.origin + location.pathname, ...pages, ...parts])], person }, [channel.port2]);
  } catch {
    // Not over plain HTTP, not in a private window: then pages are not kept, and the queue alone helps.
  }
}
