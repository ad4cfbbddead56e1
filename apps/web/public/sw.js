/* global self, caches, Request, Response */
// @ts-check
/*
 * The shell of the installed application. It shows a calm page where a page cannot be fetched, and keeps the files that
 * never change. Pages always come from the network first, so a new release is there with the next page; nothing that says
 * anything about anybody is kept: no page, no answer of the API.
 */

/** Of what is kept from the start; `service-worker.spec.ts` says what it must be. Another one makes browsers take these files anew. */
const VERSION = 'd2b2e5ba';
const PAGE = '/offline.html';
const KEPT = [PAGE, '/offline.js', '/favicon.svg'];
const OFFLINE = `eb-offline-${VERSION}`;
/** Outlives releases: a file with a hash in its name is right for ever. */
const FILES = 'eb-files';
/** About three releases of the portal; the oldest go first. */
const MOST_FILES = 500;

const HASHED = /-[\w-]{8}\.(?:js|css|woff2)$/;
/** Downloads have an ending, pages have none. */
const ENDING = /\.[a-z0-9]{2,12}$/i;

const worker = /** @type {any} */ (self);

worker.addEventListener('install', (/** @type {any} */ event) => {
  // There is no shell of an older release that the new one could not live with.
  worker.skipWaiting();
  event.waitUntil(keep());
});

worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(takeOver()));

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (KEPT.includes(pathname)) event.respondWith(kept(request, pathname));
  else if (HASHED.test(pathname)) event.respondWith(file(event));
  // Not in the frames of other sites: what they show is theirs to decide.
  else if (request.mode === 'navigate' && request.destination === 'document' && isPage(pathname)) {
    event.respondWith(page(event));
  }
});

async function keep() {
  const cache = await caches.open(OFFLINE);
  await cache.addAll(KEPT.map((path) => new Request(path, { cache: 'reload' })));
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('eb-') && name !== OFFLINE && name !== FILES);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The page is asked for while this script starts.
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

/** @param {string} pathname */
function isPage(pathname) {
  return pathname !== '/api' && !pathname.startsWith('/api/') && !ENDING.test(pathname);
}

/** @param {Request} request @param {string} path @returns {Promise<Response>} */
async function kept(request, path) {
  return (await caches.match(path, { cacheName: OFFLINE })) ?? fetch(request);
}

/** @param {any} event @returns {Promise<Response>} */
async function page(event) {
  event.waitUntil(tidy());
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const calm = await caches.match(PAGE, { cacheName: OFFLINE });
    if (!calm) return Response.error();
    // The address is right, it is the connection that is not.
    return new Response(calm.body, { status: 503, headers: calm.headers });
  }
}

/** @param {any} event @returns {Promise<Response>} */
async function file(event) {
  const { request } = event;
  const cache = await caches.open(FILES);
  const known = await cache.match(request, { ignoreVary: true });
  if (known) return known;
  const answer = await fetch(request);
  // Without room for it, it is fetched again the next time.
  if (answer.status === 200 && answer.type === 'basic')
    event.waitUntil(cache.put(request, answer.clone()).catch(() => {}));
  return answer;
}

async function tidy() {
  const cache = await caches.open(FILES);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_FILES)).map((one) => cache.delete(one)));
}
