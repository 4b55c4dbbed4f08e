// Choosing, turning and cutting photos.
import { el } from "./dom.js";
import { kilobytes } from "./hosting.js";
import { moveButtons } from "./moving.js";
import { photoOf, remadePhoto, stemOf } from "./photos.js";
import { SAID } from "./said.js";
import { fill } from "./text.js";
import { change, onPhotos, setAt, valueAt, WORK } from "./work.js";

/** Return a name that no photo bears yet. @param {string} given @param {Map<string, any>} photos @returns {string} */
function freeName(given, photos) {
  const stem = stemOf(given).slice(0, 40).replace(/-+$/, "") || "anh";
  let name = stem;
  for (let number = 2; photos.has(`${name}.jpg`); number++) name = `${stem}-${number}`;
  return `${name}.jpg`;
}

/** Make a photo of a file, and let `put` write its name into the answers. @param {File} file @param {(values: any, name: string) => void} put @param {() => void} show */
function takenPhoto(file, put, show) {
  return onPhotos(async (photos) => {
    const name = freeName(file.name, photos);
    const made = await photoOf(file, stemOf(name));
    return () => change("", (values) => {
      photos.set(name, made);
      put(values, name);
    });
  }, show);
}

/** Say why photos could not be taken. @param {unknown} error @returns {string} */
function reasonOf(error) {
  return SAID[/** @type {Error} */ (error).message] || SAID.photo_damaged;
}

/** Take in the photos that answers name and that are chosen by their own names. @param {Iterable<File>} chosen @param {string[]} missing @returns {Promise<number>} how many were found */
export async function takeMissing(chosen, missing) {
  let found = 0;
  for (const file of chosen) {
    const name = missing.find((one) => one.toLowerCase() === file.name.toLowerCase());
    if (!name) continue;
    await onPhotos(async (photos) => {
      const made = await photoOf(file, stemOf(name));
      return () => change("thieu-anh", () => {
        photos.set(name, made);
        found++;
      });
    }, () => {}).catch(() => {});
  }
  return found;
}

/** @param {(string | number)[]} path @param {any} screen @param {string} id */
export function photoField(path, screen, id) {
  const value = valueAt(WORK.values, path), photo = value && WORK.photos.get(value.file);
  const box = el("div", { class: "photo" });
  const status = el("p", { class: "help", role: "status" });
  const chosen = async (/** @type {Event} */ event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (!file) return;
    status.textContent = SAID.working;
    try {
      const put = (/** @type {any} */ values, /** @type {string} */ name) => setAt(values, path, { file: name, alt: valueAt(values, path)?.alt || "" });
      await takenPhoto(file, put, () => screen.again(`${id}-chon`));
    } catch (error) {
      status.textContent = reasonOf(error);
    }
  };
  const { input, label } = chooser(`${id}-chon`, photo ? SAID.change_photo : SAID.choose_photo, false, chosen);
  if (photo) box.append(...photoTools(path, photo, screen, id, status));
  else if (value) box.append(el("p", { class: "unwise" }, fill(SAID.photo_missing, { name: value.file })));
  box.append(input, label);
  if (value && !photo) box.append(removeButton(path, screen, id));
  box.append(status);
  return box;
}

/** @param {string} id @param {string} word @param {boolean} several @param {(event: Event) => void} chosen */
function chooser(id, word, several, chosen) {
  const input = el("input", { type: "file", accept: "image/jpeg,image/png,image/webp,image/*", id, class: "file", multiple: several, onchange: chosen });
  return { input, label: el("label", { class: "plain", for: id }, word) };
}

/** @param {(string | number)[]} path @param {any} screen @param {string} id */
function removeButton(path, screen, id) {
  const remove = () => {
    change("", (values) => setAt(values, path, null));
    screen.again(`${id}-chon`);
    screen.announce(SAID.photo_removed, screen.undo);
  };
  return el("button", { type: "button", class: "small-button", onclick: remove }, SAID.remove_photo);
}

/** @param {(string | number)[]} path @param {any} photo @param {any} screen @param {string} id @param {HTMLElement} status */
function photoTools(path, photo, screen, id, status) {
  const value = valueAt(WORK.values, path);
  const remake = (/** @type {(photo: any) => any} */ more, /** @type {string} */ focus, burst = "") => {
    status.textContent = SAID.working;
    return onPhotos(async (photos) => {
      const now = photos.get(value.file);
      const made = await remadePhoto({ ...now, ...more(now) }, stemOf(value.file));
      return () => change(burst, () => photos.set(value.file, made));
    }, () => screen.again(focus));
  };
  const smallest = [...photo.files].filter(([path]) => path.endsWith(".jpg"))[0][1];
  const address = URL.createObjectURL(new Blob([smallest], { type: "image/jpeg" }));
  const picture = el("img", { src: address, alt: value.alt || "", onload: () => URL.revokeObjectURL(address) });
  const turn = el("button", { type: "button", class: "small-button", id: `${id}-xoay`, onclick: () => remake((now) => ({ turn: (now.turn + 1) % 4 }), `${id}-xoay`) }, SAID.turn);
  const crop = el("select", { id: `${id}-cat`, onchange: (/** @type {any} */ event) => remake(() => ({ crop: event.target.value }), `${id}-cat`) },
    ["whole", "wide", "square"].map((shape) => el("option", { value: shape, selected: photo.crop === shape }, SAID[`crop_${shape}`])));
  const place = photo.crop === "whole" ? null : el("label", { class: "inline" }, SAID.crop_place,
    el("input", { type: "range", min: 0, max: 100, step: 10, id: `${id}-giu`, value: photo.place, onchange: (/** @type {any} */ event) => remake(() => ({ place: Number(event.target.value) }), `${id}-giu`, `${id}-giu`) }));
  const alt = el("label", { class: "inline wide" }, SAID.alt, el("input", { type: "text", id: `${id}-alt`, value: value.alt || "", oninput: (/** @type {any} */ event) =>
    change(`${id}-alt`, (values) => setAt(values, [...path, "alt"], event.target.value)) }));
  const weight = Math.min(...[...photo.files.values()].map((bytes) => bytes.length));
  return [picture, el("div", { class: "tools" }, turn, el("label", { class: "inline" }, `${SAID.crop} `, crop), place, removeButton(path, screen, id)),
    alt, el("p", { class: "help" }, fill(SAID.photo_weight, { size: kilobytes(weight) }))];
}

/** @param {(string | number)[]} path @param {any} screen @param {string} id @param {number} most */
export function photosField(path, screen, id, most) {
  const list = (valueAt(WORK.values, path) || []).filter((/** @type {any} */ item) => item);
  const orderOf = (/** @type {number} */ at) => {
    const name = fill(SAID.photo_number, { number: at + 1 });
    return list.length > 1 && el("div", { class: "order" }, el("b", {}, name), moveButtons(path, at, name, (to) => `${id}-${to}`, screen));
  };
  const fields = list.map((/** @type {any} */ _, /** @type {number} */ at) => el("li", {}, orderOf(at), photoField([...path, at], {
    ...screen,
    again: (/** @type {string} */ focus) => {
      if (valueAt(WORK.values, [...path, at]) === null) valueAt(WORK.values, path).splice(at, 1);
      screen.again(focus);
    },
  }, `${id}-${at}`)));
  const more = list.length < most ? el("li", {}, morePhotos(path, screen, `${id}-${list.length}`, list.length, most)) : null;
  return el("ol", { class: "photos" }, fields, more);
}

/** Several photos may be chosen at once. @param {(string | number)[]} path @param {any} screen @param {string} id @param {number} count @param {number} most */
function morePhotos(path, screen, id, count, most) {
  const status = el("p", { class: "help", role: "status" });
  const chosen = async (/** @type {Event} */ event) => {
    const files = [.../** @type {FileList} */ (/** @type {HTMLInputElement} */ (event.target).files)];
    const put = (/** @type {any} */ values, /** @type {string} */ name) => setAt(values, path, [...(valueAt(values, path) || []), { file: name, alt: "" }]);
    status.textContent = SAID.working;
    const taken = files.slice(0, most - count).map((file) => takenPhoto(file, put, () => screen.again(`${id}-chon`)));
    for (const result of await Promise.allSettled(taken)) {
      if (result.status === "rejected") screen.announce((status.textContent = reasonOf(result.reason)), null, true);
    }
  };
  const { input, label } = chooser(`${id}-chon`, SAID.choose_photos, true, chosen);
  return el("div", { class: "photo" }, input, label, status);
}
