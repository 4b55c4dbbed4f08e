// The words of the page, and what it says aloud: a note above the buttons, for a while or until it is closed.
import { byId, el } from "./dom.js";

/** @type {Record<string, string>} */
export const SAID = JSON.parse(byId("loi").textContent);

const WHILE = 8000;
/** @type {{last: any}} */
const SAYING = { last: null };

/** Say something; `undo` offers to take it back; what went wrong stays until it is closed.
 * @param {string} text @param {(() => void) | null} undo @param {boolean} isWrong */
export function announce(text, undo = null, isWrong = false) {
  const again = undo && el("button", { type: "button", class: "small-button", onclick: undo }, SAID.undo);
  const close = el("button", { type: "button", class: "small-button", "aria-label": SAID.close, onclick: () => announce("") }, "✕");
  byId("noi").textContent = text;
  byId("noi-nut").replaceChildren(...[again, close].filter((button) => button));
  byId("noi-ngoai").hidden = !text;
  clearTimeout(SAYING.last);
  if (text && !undo && !isWrong) SAYING.last = setTimeout(() => announce(""), WHILE);
}
