// The page being made, kept in this device only (IndexedDB); nothing is lost when the tab is closed.

const DATABASE = "phocap-tao-trang";

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept");
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** @param {"readonly" | "readwrite"} mode @param {(kept: IDBObjectStore) => IDBRequest} act @returns {Promise<any>} */
async function withStore(mode, act) {
  const database = await opened();
  return new Promise((done, failed) => {
    const transaction = database.transaction("kept", mode);
    const request = act(transaction.objectStore("kept"));
    transaction.oncomplete = () => {
      database.close();
      done(request.result);
    };
    transaction.onerror = transaction.onabort = () => {
      database.close();
      failed(transaction.error);
    };
  });
}

/** @returns {Promise<any>} what was kept, or undefined */
export async function keptWork() {
  return withStore("readonly", (kept) => kept.get("work")).catch(() => undefined);
}

/** @param {any} work @returns {Promise<boolean>} whether it could be kept */
export async function keepWork(work) {
  return withStore("readwrite", (kept) => kept.put(work, "work")).then(() => true, () => false);
}

/** @returns {Promise<void>} */
export async function forgetWork() {
  await withStore("readwrite", (kept) => kept.delete("work")).catch(() => {});
}
