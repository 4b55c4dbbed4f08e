// Choosing, turning and cutting photos.
import { el } from "./dom.js";
import { kilobytes } from "./hosting.js";
import { photoOf, remadePhoto, stemOf } from "./photos.js";
import { fill } from "./text.js";
import { change, changed, onPhotos, setAt, valueAt, WORK } from "./work.js";

/** Return a name that no photo bears yet. @param {string} given @param {Map<string, any>} photos @returns {string} */
function freeName(given, photos) {
  const stem = stemOf(given).slice(0, 40).replace(/-+$/, "") || "anh";
  let name = stem;
  for (let number = 2; photos.has(`${name}.jpg`); number++) name = `${stem}-${number}`;
  return `${name}.jpg`;
}

/** @param {(string | number)[]} path @param {any} screen @param {Record<string, string>} said @param {string} id */
export function photoField(path, screen, said, id) {
  const value = valueAt(WORK.values, path), photo = value && WORK.photos.get(value.file);
  const box = el("div", { class: "photo" });
  const status = el("p", { class: "help", role: "status" });
  const chosen = async (/** @type {Event} */ event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (!file) return;
    status.textContent = said.working;
    try {
      await onPhotos(async (photos) => {
        const name = freeName(file.name, photos);
        const made = await photoOf(file, stemOf(name));
        return () => {
          photos.set(name, made);
          change("", (values) => setAt(values, path, { file: name, alt: valueAt(values, path)?.alt || "" }));
        };
      }, () => screen.again(`${id}-chon`));
    } catch (error) {
      status.textContent = said[/** @type {Error} */ (error).message] || said.photo_damaged;
    }
  };
  const input = el("input", { type: "file", accept: "image/jpeg,image/png,image/webp,image/*", id: `${id}-chon`, class: "file", onchange: chosen });
  const choose = el("label", { class: "plain", for: `${id}-chon` }, photo ? said.change_photo : said.choose_photo);
  if (photo) box.append(...photoTools(path, photo, screen, said, id, status));
  box.append(input, choose, status);
  return box;
}

/** @param {(string | number)[]} path @param {any} photo @param {any} screen @param {Record<string, string>} said @param {string} id @param {HTMLElement} status */
function photoTools(path, photo, screen, said, id, status) {
  const value = valueAt(WORK.values, path);
  const remake = (/** @type {(photo: any) => any} */ more, /** @type {string} */ focus) => {
    status.textContent = said.working;
    return onPhotos(async (photos) => {
      const now = photos.get(value.file);
      const made = await remadePhoto({ ...now, ...more(now) }, stemOf(value.file));
      return () => {
        photos.set(value.file, made);
        changed();
      };
    }, () => screen.again(focus));
  };
  const smallest = [...photo.files].filter(([path]) => path.endsWith(".jpg"))[0][1];
  const address = URL.createObjectURL(new Blob([smallest], { type: "image/jpeg" }));
  const picture = el("img", { src: address, alt: value.alt || "", onload: () => URL.revokeObjectURL(address) });
  const turn = el("button", { type: "button", class: "small-button", id: `${id}-xoay`, onclick: () => remake((now) => ({ turn: (now.turn + 1) % 4 }), `${id}-xoay`) }, said.turn);
  const crop = el("select", { id: `${id}-cat`, onchange: (/** @type {any} */ event) => remake(() => ({ crop: event.target.value }), `${id}-cat`) },
    ["whole", "wide", "square"].map((shape) => el("option", { value: shape, selected: photo.crop === shape }, said[`crop_${shape}`])));
  const place = photo.crop === "whole" ? null : el("label", { class: "inline" }, said.crop_place,
    el("input", { type: "range", min: 0, max: 100, step: 10, id: `${id}-giu`, value: photo.place, onchange: (/** @type {any} */ event) => remake(() => ({ place: Number(event.target.value) }), `${id}-giu`) }));
  const remove = el("button", { type: "button", class: "small-button", onclick: () => {
    change("", (values) => setAt(values, path, null));
    screen.again(`${id}-chon`);
  } }, said.remove_photo);
  const alt = el("label", { class: "inline wide" }, said.alt, el("input", { type: "text", value: value.alt || "", oninput: (/** @type {any} */ event) =>
    change(`${id}-alt`, (values) => setAt(values, [...path, "alt"], event.target.value)) }));
  const weight = Math.min(...[...photo.files.values()].map((bytes) => bytes.length));
  return [picture, el("div", { class: "tools" }, turn, el("label", { class: "inline" }, `${said.crop} `, crop), place, remove),
    alt, el("p", { class: "help" }, fill(said.photo_weight, { size: kilobytes(weight) }))];
}

/** @param {(string | number)[]} path @param {any} screen @param {Record<string, string>} said @param {string} id @param {number} most */
export function photosField(path, screen, said, id, most) {
  const list = (valueAt(WORK.values, path) || []).filter((/** @type {any} */ item) => item);
  const fields = list.map((/** @type {any} */ _, /** @type {number} */ at) => el("li", {}, photoField([...path, at], {
    ...screen,
    again: (/** @type {string} */ focus) => {
      if (valueAt(WORK.values, [...path, at]) === null) valueAt(WORK.values, path).splice(at, 1);
      screen.again(focus);
    },
  }, said, `${id}-${at}`)));
  const more = list.length < most ? el("li", {}, photoField([...path, list.length], screen, said, `${id}-${list.length}`)) : null;
  return el("ol", { class: "photos" }, fields, more);
}
