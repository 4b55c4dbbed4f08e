// Keeps the pages that were read, so that they open again without a network. The network always comes first.
const CACHE = "phocap " + registration.scope + " " + $VERSION$;
const CORE = $CORE$, LAST_DAYS = $LAST_DAYS$, OUTDATED = $OUTDATED$, LOST = $LOST$, PATIENCE = 4000;
const inVietnam = (time) => new Date(time + 252e5).toISOString().slice(0, 10);
const name = (request) => request.url.split(/[?#]/)[0];

// A copy from before the end of an offer, read after it.
const outdated = (kept) => {
const stored = inVietnam(Date.parse(kept.headers.get("date")) || 0), today = inVietnam(Date.now());
return LAST_DAYS.some((day) => stored <= day && today > day);
};
const withNotice = async (kept) => {
const html = (await kept.text()).replace(/<body[^>]*>/, (tag) => tag + OUTDATED);
return new Response(html, {headers: {"content-type": "text/html; charset=utf-8"}});
};
const isPage = (response) => /text\/html/.test(response.headers.get("content-type"));

addEventListener("install", (event) => {
skipWaiting();
event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(CORE.map((path) => new URL(path, registration.scope)))));
});

// A new edition of the site: what was kept of the old one is fetched again.
addEventListener("activate", (event) => event.waitUntil((async () => {
const cache = await caches.open(CACHE);
for (const other of await caches.keys()) {
if (other === CACHE || !other.startsWith("phocap " + registration.scope + " ")) continue;
const old = await caches.open(other);
for (const request of await old.keys()) {
if (await cache.match(request)) continue;
const fresh = await fetch(request.url, {cache: "no-cache"}).catch(() => old.match(request));
if (fresh.ok && !fresh.redirected) await cache.put(request.url, fresh);
}
await caches.delete(other);
}
await clients.claim();
for (const page of await clients.matchAll()) {
if (!await cache.match(name(page))) await cache.add(name(page)).catch(() => {});
}
})()));

addEventListener("fetch", (event) => {
const request = event.request;
if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
if (/\.(png|jpe?g|webp|avif|pdf|zip)$/.test(name(request))) return;
event.respondWith((async () => {
const cache = await caches.open(CACHE), kept = await cache.match(name(request));
const fetched = fetch(request).then(async (response) => {
if (response.ok && !response.redirected) await cache.put(name(request), response.clone());
return response;
});
event.waitUntil(fetched.catch(() => {}));
try {
if (!kept || outdated(kept)) return await fetched;
return await Promise.race([fetched, new Promise((done) => setTimeout(done, PATIENCE, kept))]);
} catch (error) {
if (kept) return outdated(kept) && isPage(kept) ? withNotice(kept) : kept;
if (request.mode !== "navigate") return Response.error();
return new Response(LOST.replace("$", registration.scope), {status: 503, headers: {"content-type": "text/html; charset=utf-8"}});
}
})());
});
