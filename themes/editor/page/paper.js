// A résumé as it will be printed: pages of A4 side by side with what the printer puts on each.
//
// The page is laid out once in columns as wide and as high as the printed area of a sheet; a browser breaks columns by the
// rules by which it breaks pages. Each sheet is a frame that shows one column. Nothing in a frame may run; this page may
// measure it.
import { el } from "./dom.js";
import { singlePage } from "./preview.js";
import { SAID } from "./said.js";
import { fill } from "./text.js";

const MOST_SHEETS = 8;
const MM = 96 / 25.4;
const SHEET = { width: 210 * MM, height: 297 * MM };
const PLAIN_MARGIN = [10, 10]; // what browsers leave where a look says nothing
const PAGE_RULE = /@page[^{}]*\{((?:[^{}]|\{[^{}]*\})*)\}/g; // with the boxes in its margins

/** Return the style of a page as printers see it, and the margins of its sheets in millimetres. @param {string} page */
function printed(page) {
  const [rule] = page.matchAll(PAGE_RULE);
  const given = rule && /margin:\s*([\d.]+)mm(?:\s+([\d.]+)mm)?/.exec(rule[1]);
  const [above, beside] = given ? [Number(given[1]), Number(given[2] ?? given[1])] : PLAIN_MARGIN;
  const width = SHEET.width - 2 * beside * MM, height = SHEET.height - 2 * above * MM;
  const columns = `html{width:${width}px;height:${height}px;columns:1;column-width:${width}px;column-gap:0;column-fill:auto;overflow:hidden}`
    + `html,body{background:#fff!important;color-scheme:light}*{-webkit-print-color-adjust:exact}`;
  const html = page
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace(PAGE_RULE, "")
    .replace(/@media print\s*\{/g, "@media all{")
    .replace(/\(prefers-color-scheme:\s*dark\)/g, "not all")
    .replace("</style>", `${columns}</style>`)
    .replace(/(<a [^>]*?href=")[^"]*/g, "$1#")
    .replace(/ tabindex="[^"]*"/g, "");
  return { html, width, height, left: beside * MM, top: above * MM };
}

/** The drawing at hand, for which a later one takes the place, and what it shows. */
const PAPER = { turn: 0, shown: "" };

/** Show the sheets in a place. @param {HTMLElement} place @returns {Promise<void>} */
export async function drawPaper(place) {
  const sheet = printed(await singlePage(SAID)), wanted = `${place.clientWidth} ${sheet.html}`;
  if (wanted === PAPER.shown) return;
  PAPER.shown = wanted;
  const turn = ++PAPER.turn, sheets = el("div", { class: "sheets" }), scale = Math.min(1, place.clientWidth / SHEET.width);
  const add = async (/** @type {number} */ at) => {
    const frame = paperFrame(sheet, at);
    const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
    sheets.append(sheetOf(frame, scale));
    await loaded;
    const root = /** @type {Document} */ (frame.contentDocument).documentElement;
    root.scrollLeft = at * sheet.width;
    return root;
  };
  const told = el("p", { class: "help", role: "status" });
  place.removeAttribute("data-sheets");
  place.replaceChildren(told, sheets);
  const { scrollWidth } = await add(0);
  const count = Math.max(1, Math.min(MOST_SHEETS, Math.round(scrollWidth / sheet.width)));
  for (let at = 1; at < count && turn === PAPER.turn; at++) await add(at);
  if (turn !== PAPER.turn) return;
  told.textContent = fill(SAID.sheets, { count });
  place.dataset.sheets = String(count);
}

/** @param {any} sheet @param {number} at @returns {HTMLIFrameElement} */
function paperFrame(sheet, at) {
  const frame = el("iframe", { title: fill(SAID.sheet, { number: at + 1 }), sandbox: "allow-same-origin", tabindex: "-1", srcdoc: sheet.html });
  Object.assign(frame.style, { width: `${sheet.width}px`, height: `${sheet.height}px`, left: `${sheet.left}px`, top: `${sheet.top}px` });
  return frame;
}

/** @param {HTMLElement} frame @param {number} scale */
function sheetOf(frame, scale) {
  const inner = el("div", { class: "sheet" }, frame);
  inner.style.transform = `scale(${scale})`;
  const outer = el("div", { class: "sheet-room" }, inner);
  Object.assign(outer.style, { width: `${SHEET.width * scale}px`, height: `${SHEET.height * scale}px` });
  return outer;
}
