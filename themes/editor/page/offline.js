// After one visit the page works without a network: the worker of the site keeps what was asked for, so all is asked for.
import { HOME } from "./dom.js";

/** Keep everything that making a site may need. @param {string[]} files @returns {Promise<boolean>} whether it is all there */
export async function keepOffline(files) {
  const saves = /** @type {any} */ (navigator).connection?.saveData;
  if (!("serviceWorker" in navigator) || saves) return false;
  try {
    await navigator.serviceWorker.register(`${HOME}../sw.js`);
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    }
    for (const file of files) await (await fetch(HOME + file)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
