// The page being made, kept in this device only (IndexedDB); nothing is lost when the tab is closed.
// Photos are heavy and change seldom: they are kept beside the answers and written only when they have changed.

const DATABASE = "phocap-tao-trang";
const LAST = `${DATABASE}-cuoi`; // what was typed in the last moment of a page, when there is no time for a database

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept");
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** @param {"readonly" | "readwrite"} mode @param {(kept: IDBObjectStore) => IDBRequest[]} act @returns {Promise<any[]>} */
async function withStore(mode, act) {
  const database = await opened();
  return new Promise((done, failed) => {
    const transaction = database.transaction("kept", mode);
    const requests = act(transaction.objectStore("kept"));
    transaction.oncomplete = () => {
      database.close();
      done(requests.map((request) => request.result));
    };
    transaction.onerror = transaction.onabort = () => {
      database.close();
      failed(transaction.error);
    };
  });
}

/** @returns {Promise<any>} what was kept with its photos, or undefined */
export async function keptWork() {
  const [work, photos] = await withStore("readonly", (kept) => [kept.get("work"), kept.get("photos")]).catch(() => []);
  const last = lastMoment();
  const newest = last && (!work || last.at >= work.at) ? last : work;
  return newest && { photos: photos || [], ...newest };
}

/** @returns {any} */
function lastMoment() {
  try {
    return JSON.parse(localStorage.getItem(LAST) || "null");
  } catch {
    return null;
  }
}

/** Keep the answers before a page goes away; null forgets them. @param {any} work */
export function keepLastMoment(work) {
  try {
    if (work) localStorage.setItem(LAST, JSON.stringify(work));
    else localStorage.removeItem(LAST);
  } catch {
    // A device that keeps nothing has said so already.
  }
}

/** @param {any} work @param {[string, any][] | null} photos null when they are as they were @returns {Promise<boolean>} whether it could be kept */
export async function keepWork(work, photos) {
  const write = (/** @type {IDBObjectStore} */ kept) => [kept.put(work, "work"), ...(photos ? [kept.put(photos, "photos")] : [])];
  return withStore("readwrite", write).then(() => {
    if ((lastMoment()?.at ?? 0) <= work.at) keepLastMoment(null);
    return true;
  }, () => false);
}

/** @returns {Promise<void>} */
export async function forgetWork() {
  keepLastMoment(null);
  await withStore("readwrite", (kept) => [kept.clear()]).catch(() => {});
}
