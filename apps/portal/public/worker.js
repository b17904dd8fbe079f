// Lets the portal open without a network after a first visit: its page and the parts that were fetched, never an answer
// of the API. What it opens then says that there is no connection, and shows the numbers that this device keeps.
const CACHE = 'trustward';
const PAGE = '/';
/** Parts are named by their content: one that is kept is never stale. */
const PART = /-[A-Za-z0-9_-]{8}\.(js|css)$|^\/fonts\/|^\/favicon/;
const MOST_KEPT = 200;
/** A network that neither answers nor fails is none: nobody waits longer than this for 999 and the numbers. */
const PATIENCE_MS = 3_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => event.waitUntil(keep(event.data)));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(answerOr(request, () => kept(PAGE)));
  else if (PART.test(new URL(request.url).pathname)) event.respondWith(kept(request));
});

/** The network's answer, or what stands in for it where none comes. */
const answerOr = (request, otherwise) =>
  Promise.race([fetch(request), new Promise((_done, giveUp) => setTimeout(giveUp, PATIENCE_MS))]).catch(
    otherwise,
  );

/** What was kept; what was not is fetched, and fails as it would have failed. */
const kept = async (request) => (await caches.match(request)) ?? fetch(request);

/** A page tells which parts it was made of. */
async function keep(parts) {
  const cache = await caches.open(CACHE);
  if ((await cache.keys()).length > MOST_KEPT)
    await Promise.all((await cache.keys()).map((old) => cache.delete(old)));
  const wanted = parts.filter((part) => PART.test(part));
  await Promise.all(wanted.map(async (part) => (await cache.match(part)) ?? cache.add(part)));
  await cache.add(PAGE);
}
