// The page being made, kept in this device only (IndexedDB); nothing is lost when the tab is closed.
// Photos are heavy and change seldom: they are kept beside the answers and written only when they have changed.

const DATABASE = "phocap-tao-trang";
const LAST = `${DATABASE}-cuoi`; // what was typed in the last moment of a page, when there is no time for a database
const KEEPER = `${DATABASE}-tab`; // which tab keeps the work, so that others hear at once when another takes it

/** What is kept belongs to one tab: `by` says whose it is, and only that tab may write until another takes the work. */
export const TAB = `${Date.now()}-${Math.random()}`;

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
  const isNewest = last && (!work || (last.at >= work.at && (last.isTaking || last.by === work.by)));
  const newest = isNewest ? last : work;
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

/**
 * Keep the work, unless another tab has taken it meanwhile: whose it is, is read and written in one transaction.
 * @param {any} work @param {[string, any][] | null} photos null when they are as they were
 * @returns {Promise<"kept" | "taken" | "failed">}
 */
export async function keepWork(work, photos) {
  const { isTaking, ...record } = work;
  let isOurs = false;
  const write = (/** @type {IDBObjectStore} */ kept) => {
    const before = kept.get("work");
    before.onsuccess = () => {
      isOurs = isTaking || before.result?.by === TAB;
      if (!isOurs) return;
      kept.put(record, "work");
      if (photos) kept.put(photos, "photos");
    };
    return [before];
  };
  try {
    await withStore("readwrite", write);
  } catch {
    return "failed";
  }
  if (!isOurs) return "taken";
  if (isTaking) tellKeeper(TAB);
  if ((lastMoment()?.at ?? 0) <= work.at) keepLastMoment(null);
  return "kept";
}

/** @returns {Promise<boolean>} whether another tab has taken the work, or deleted it */
export async function isOfAnother() {
  return withStore("readonly", (kept) => [kept.get("work")]).then(([work]) => work?.by !== TAB, () => false);
}

/** @param {string | null} tab null when the work was deleted */
function tellKeeper(tab) {
  try {
    if (tab) localStorage.setItem(KEEPER, tab);
    else localStorage.removeItem(KEEPER);
  } catch {
    // Then the other tab learns it when it writes.
  }
}

/** Call `act` when another tab takes the work or deletes it. @param {() => void} act */
export function onOtherKeeper(act) {
  addEventListener("storage", (event) => event.key === KEEPER && event.newValue !== TAB && act());
}

/** @returns {Promise<void>} */
export async function forgetWork() {
  keepLastMoment(null);
  await withStore("readwrite", (kept) => [kept.clear()]).catch(() => {});
  tellKeeper(null);
}
