// The words of the page, and what it says aloud: a note on top of whatever is shown, until the next step.
import { byId, el } from "./dom.js";

/** @type {Record<string, string>} */
export const SAID = JSON.parse(byId("loi").textContent);

/** Say something; `undo` offers to take it back. @param {string} text @param {(() => void) | null} undo */
export function announce(text, undo = null) {
  const again = undo && el("button", { type: "button", class: "small-button", onclick: undo }, SAID.undo);
  const close = el("button", { type: "button", class: "small-button", "aria-label": SAID.close, onclick: () => announce("") }, "✕");
  byId("noi").textContent = text;
  byId("noi-nut").replaceChildren(...[again, close].filter((button) => button));
  byId("noi-ngoai").hidden = !text;
}
