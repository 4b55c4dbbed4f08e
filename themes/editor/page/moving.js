// Putting things of a list in another order by buttons.
import { el } from "./dom.js";
import { SAID } from "./said.js";
import { fill } from "./text.js";
import { change, valueAt, WORK } from "./work.js";

/**
 * Move one thing of a list, say where it is now, and give the focus to what stands for it there.
 * @param {(string | number)[]} path of the list @param {number} at @param {number} to @param {string} focus @param {any} screen
 */
export function moveItem(path, at, to, focus, screen) {
  const { length } = valueAt(WORK.values, path);
  if (to < 0 || to >= length || to === at) return;
  change("", (values) => {
    const list = valueAt(values, path);
    list.splice(to, 0, ...list.splice(at, 1));
  });
  screen.again(focus);
  screen.announce(fill(SAID.moved, { number: to + 1 }));
}

/**
 * Return the buttons up and down. The one that can go no further hands the focus to the other.
 * @param {(string | number)[]} path of the list @param {number} at @param {string} name @param {(at: number) => string} idOf @param {any} screen @returns {HTMLElement[]}
 */
export function moveButtons(path, at, name, idOf, screen) {
  const last = valueAt(WORK.values, path).length - 1;
  const button = (/** @type {"up" | "down"} */ word, /** @type {string} */ end, /** @type {string} */ shown, /** @type {number} */ to, /** @type {number} */ goal) =>
    el("button", { type: "button", class: "small-button", id: `${idOf(at)}-${end}`, disabled: at === goal, "aria-label": `${SAID[word]}: ${name}`,
      onclick: () => moveItem(path, at, to, `${idOf(to)}-${to !== goal ? end : end === "len" ? "xuong" : "len"}`, screen) }, shown);
  return [button("up", "len", "↑", at - 1, 0), button("down", "xuong", "↓", at + 1, last)];
}
