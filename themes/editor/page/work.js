// The work at hand: kind, answers, photos. Every change is kept in the device and can be undone.
import { keepLastMoment, keepWork } from "./store.js";

const MOST_UNDONE = 60;

/**
 * `kind` is {data, render} of the kind; `photos` are by name as answered.
 * @type {{kind: any, values: any, photos: Map<string, any>, step: number, past: string[], burst: string}}
 */
export const WORK = { kind: null, values: {}, photos: new Map(), step: 0, past: [], burst: "" };

/** Called after every change. @type {(() => void)[]} */
export const LISTENERS = [];

/** `photos` says whether photos have changed since they were last kept. @type {{last: any, isKept: boolean, photos: boolean}} */
export const KEEPING = { last: null, isKept: true, photos: true };

/** @param {any} kind @param {any} values @param {Map<string, any>} photos @param {number} step */
export function beginWork(kind, values, photos, step) {
  Object.assign(WORK, { kind, values, photos, step, past: [], burst: "" });
  KEEPING.photos = true;
  changed();
}

/** Change the answers. Changes with the same name in a row are undone together. @param {string} burst @param {(values: any) => void} act */
export function change(burst, act) {
  if (burst === "" || WORK.burst !== burst) {
    WORK.past.push(JSON.stringify(WORK.values));
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
  WORK.values = JSON.parse(past);
  WORK.burst = "";
  changed();
  return true;
}

export function changed() {
  for (const listener of LISTENERS) listener();
  clearTimeout(KEEPING.last);
  KEEPING.last = setTimeout(keepNow, 300);
}

/** @returns {any} */
function asKept() {
  return { kind: WORK.kind.data.kind, values: WORK.values, step: WORK.step, at: Date.now() };
}

/** Keep the work although the page is about to go away. */
export function keepAtLast() {
  if (!WORK.kind) return;
  keepLastMoment(asKept());
  void keepNow();
}

/** @returns {Promise<void>} */
export async function keepNow() {
  clearTimeout(KEEPING.last);
  if (!WORK.kind) return;
  const work = asKept();
  const photos = KEEPING.photos ? [...WORK.photos] : null;
  KEEPING.photos = false;
  KEEPING.isKept = await keepWork(work, photos);
  if (!KEEPING.isKept && photos) KEEPING.photos = true;
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
