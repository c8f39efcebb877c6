// Keeps the trip's pages that were opened, and what they are made of, on this telephone. It never sees a post: what is written without a
// connection is kept by the page itself (assets/js/visits.js). Pages are of one person; another one's are thrown away.
const PAGES = 'qifu-visits-pages-';
const STATIC = 'qifu-visits-static';
const KEPT = /^\/visits\/(mine\/|\d+\/|stops\/\d+\/)$/;
const HASHED = /\.[0-9a-f]{12}\./;
const PATIENCE = 5000; // after which a page that is kept is shown instead of waited for

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data).then(() => event.ports[0]?.postMessage('kept')));
});

async function keep({ keep: urls, person }) {
  const own = PAGES + person;
  for (const name of await caches.keys()) if (name.startsWith(PAGES) && name !== own) await caches.delete(name);
  await Promise.all(urls.map((url) => keepOne(new URL(url, self.location), own).catch(() => {})));
  const files = await caches.open(STATIC);
  const old = (await files.keys()).slice(0, -80); // what earlier versions were made of
  await Promise.all(old.map((request) => files.delete(request)));
}

async function keepOne(url, own) {
  const isStatic = url.pathname.startsWith('/static/');
  if (!isStatic && !KEPT.test(url.pathname)) return;
  const cache = await caches.open(isStatic ? STATIC : own);
  if (isStatic && HASHED.test(url.pathname) && await cache.match(url)) return;
  const answer = await fetch(url, { credentials: 'same-origin' });
  if (answer.ok && !answer.redirected) await cache.put(url, answer);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/static/')) event.respondWith(file(request, url));
  else if (request.mode === 'navigate' && KEPT.test(url.pathname)) event.respondWith(page(request, url));
});

async function file(request, url) {
  const kept = await (await caches.open(STATIC)).match(url);
  if (kept && HASHED.test(url.pathname)) return kept;
  return fetch(request).catch((error) => { if (kept) return kept; throw error; });
}

async function page(request, url) {
  const kept = await keptPage(url);
  const fetched = fetch(request);
  if (!kept) return fetched;
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, kept); });
  return Promise.race([fetched.catch(() => kept), late]);
}

async function keptPage(url) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES)) continue;
    const found = await (await caches.open(name)).match(url.pathname);
    if (found) return found;
  }
  return undefined;
}
