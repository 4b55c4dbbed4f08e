// The work at hand: kind, answers, photos. Every change is kept in the device and can be undone.
import { keepLastMoment, keepWork, TAB } from "./store.js";

const MOST_UNDONE = 60;

/** What one step of undo brings back. @typedef {{kind: any, values: string, photos: Map<string, any>}} Past */

/**
 * `kind` is {data, render} of the kind; `photos` are by name as answered.
 * @type {{kind: any, values: any, photos: Map<string, any>, step: number, past: Past[], burst: string}}
 */
export const WORK = { kind: null, values: {}, photos: new Map(), step: 0, past: [], burst: "" };

/** Called after every change. @type {(() => void)[]} */
export const LISTENERS = [];

/**
 * `photos` says whether photos have changed since they were last kept, `isUnkept` whether anything has; `isTaking` that
 * this tab takes the work from any other, `isTaken` that another has taken it: then nothing is written here.
 * @type {{last: any, isKept: boolean, photos: boolean, isUnkept: boolean, isTaking: boolean, isTaken: boolean, onTaken: () => void}}
 */
export const KEEPING = { last: null, isKept: true, photos: true, isUnkept: false, isTaking: true, isTaken: false, onTaken: () => {} };

/** @param {any} kind @param {any} values @param {Map<string, any>} photos @param {number} step */
export function beginWork(kind, values, photos, step) {
  Object.assign(WORK, { kind, values, photos, step, past: [], burst: "" });
  Object.assign(KEEPING, { photos: true, isTaking: true, isTaken: false });
  changed();
  void keepNow();
}

/** @returns {Past} the work as it is now */
export function rememberHere() {
  return { kind: WORK.kind, values: JSON.stringify(WORK.values), photos: new Map(WORK.photos) };
}

/** Change answers or photos. Changes with the same name in a row are undone together. @param {string} burst @param {(values: any) => void} act */
export function change(burst, act) {
  if (burst === "" || WORK.burst !== burst) {
    WORK.past.push(rememberHere());
    if (WORK.past.length > MOST_UNDONE) WORK.past.shift();
  }
  WORK.burst = burst;
  act(WORK.values);
  changed();
}

/** Take back the last change. @returns {boolean} whether there was one */
export function undoChange() {
  const past = WORK.past.pop();
  if (past === undefined) return false;
  const { photos } = WORK;
  if (photos.size !== past.photos.size || [...photos].some(([name, photo]) => past.photos.get(name) !== photo)) {
    KEEPING.photos = true;
    photos.clear(); // the same map: photos that are still being made find their place in it
    for (const [name, photo] of past.photos) photos.set(name, photo);
  }
  Object.assign(WORK, { kind: past.kind, values: JSON.parse(past.values) });
  WORK.burst = "";
  changed();
  return true;
}

export function changed() {
  KEEPING.isUnkept = true;
  for (const listener of LISTENERS) listener();
  clearTimeout(KEEPING.last);
  if (KEEPING.isTaken) KEEPING.onTaken(); // a photo that was still being made
  else KEEPING.last = setTimeout(keepNow, 300);
}

/** @returns {any} */
function asKept() {
  return { kind: WORK.kind.data.kind, values: WORK.values, step: WORK.step, at: Date.now(), by: TAB, isTaking: KEEPING.isTaking };
}

/** Keep the work although the page is about to go away. */
export function keepAtLast() {
  if (!WORK.kind || KEEPING.isTaken) return;
  keepLastMoment(asKept());
  void keepNow();
}

/** @returns {Promise<void>} */
export async function keepNow() {
  clearTimeout(KEEPING.last);
  if (!WORK.kind || KEEPING.isTaken) return;
  const work = asKept(), all = WORK.photos;
  const photos = KEEPING.photos ? [...all] : null;
  KEEPING.photos = KEEPING.isUnkept = false;
  const end = await keepWork(work, photos);
  if (WORK.photos !== all) return; // other work has begun meanwhile
  KEEPING.isKept = end !== "failed";
  if (end === "kept") KEEPING.isTaking = false;
  else {
    KEEPING.isUnkept = true;
    if (photos) KEEPING.photos = true;
  }
  if (end === "taken") giveAway();
}

/** Another tab has taken the work: write nothing more, and say so. */
export function giveAway() {
  clearTimeout(KEEPING.last);
  KEEPING.isTaken = true;
  KEEPING.onTaken();
}

/** @type {{last: Promise<void>, waiting: number}} */
const PHOTO_WORK = { last: Promise.resolve(), waiting: 0 };

/**
 * Make photos one after another, so that each change begins with what the one before it left. `make` returns what puts
 * the photo in its place; work that the owner has left meanwhile gets nothing. `show` follows the last change, and only
 * while its step is still the one at hand.
 * @param {(photos: Map<string, any>) => Promise<() => void>} make @param {() => void} show @returns {Promise<void>} fails as `make` does
 */
export async function onPhotos(make, show) {
  const { photos, step } = WORK;
  const isOurs = () => WORK.kind && WORK.photos === photos;
  const done = PHOTO_WORK.last.then(async () => {
    const put = isOurs() && await make(photos);
    if (!put || !isOurs()) return;
    KEEPING.photos = true;
    put();
  }).finally(() => PHOTO_WORK.waiting--);
  PHOTO_WORK.waiting++;
  PHOTO_WORK.last = done.catch(() => {});
  await done;
  if (!PHOTO_WORK.waiting && isOurs() && WORK.step === step) show();
}

/** Wait until no photo is being made. @returns {Promise<void>} */
export async function photosReady() {
  while (PHOTO_WORK.waiting) await PHOTO_WORK.last;
}

/** @param {any} values @param {(string | number)[]} path @returns {any} */
export function valueAt(values, path) {
  return path.reduce((value, key) => (value === null || value === undefined ? undefined : value[key]), values);
}

/** @param {any} values @param {(string | number)[]} path @param {any} value */
export function setAt(values, path, value) {
  let inner = values;
  path.slice(0, -1).forEach((key, at) => {
    if (inner[key] === null || inner[key] === undefined) inner[key] = typeof path[at + 1] === "number" ? [] : {};
    inner = inner[key];
  });
  inner[path[path.length - 1]] = value;
}
