// The site as it grows, beside the questions or instead of them: on a telephone, on a computer, on paper.
import { byId, el } from "./dom.js";
import { drawPaper } from "./paper.js";
import { previewPage } from "./preview.js";
import { SAID } from "./said.js";
import { change, setAt, WORK } from "./work.js";

/** @type {{isOn: boolean, way: string, drawing: any}} */
const VIEW = { isOn: false, way: "hep", drawing: 0 };
const WAYS = ["hep", "rong", "giay"];
const WIDE = 1200;

export function drawSoon() {
  clearTimeout(VIEW.drawing);
  VIEW.drawing = setTimeout(draw, 400);
}

async function draw() {
  if (!WORK.kind || !byId("khung-ngoai").offsetParent) return;
  try {
    if (VIEW.way === "giay") await drawPaper(byId("giay-ra"));
    else {
      const frame = byId("khung"), page = await previewPage(SAID);
      if (frame.srcdoc !== page) frame.srcdoc = page;
    }
  } catch (error) {
    console.error(error);
  }
}

/** Show looks and colours to choose from, and paper where the kind has one. */
export function showChoices() {
  const { data } = WORK.kind, look = data.looks[WORK.values.look?.name] || Object.values(data.looks)[0];
  const options = (/** @type {[string, string][]} */ rows, /** @type {string} */ chosen) => rows.map(([value, text]) => el("option", { value, selected: value === chosen }, text));
  const looks = Object.entries(/** @type {Record<string, any>} */ (data.looks)).map(([name, one]) => /** @type {[string, string]} */ ([name, one.title]));
  const palettes = look.palettes.map((/** @type {string} */ name) => [name, SAID[`palette_${name}`] || name]);
  byId("kieu-nhanh").replaceChildren(...options(looks, WORK.values.look?.name || looks[0][0]));
  byId("mau-nhanh").replaceChildren(...options(palettes, WORK.values.look?.palette || look.palettes[0]));
  byId("giay").hidden = data.kind !== "profile";
  if (data.kind !== "profile" && VIEW.way === "giay") setWay("hep");
}

/** @param {boolean} isOn */
export function setPreviewing(isOn) {
  VIEW.isOn = isOn;
  byId("lam").classList.toggle("previewing", isOn);
  byId("xem").setAttribute("aria-pressed", String(isOn));
  scrollTo(0, byId("lam").offsetTop - 16);
  if (isOn) draw();
  byId(isOn ? "sua" : "xem").focus({ preventScroll: true });
}

/** @returns {boolean} */
export function isPreviewing() {
  return VIEW.isOn;
}

/** @param {string} way */
function setWay(way) {
  VIEW.way = way;
  for (const one of WAYS) byId(one).setAttribute("aria-pressed", String(one === way));
  byId("khung-ngoai").className = way;
  byId("khung").hidden = way === "giay";
  byId("giay-ra").hidden = way !== "giay";
  fitFrame();
  draw();
}

/** A page of 1200 pixels is shown smaller where there is less room. */
function fitFrame() {
  const outer = byId("khung-ngoai"), frame = byId("khung");
  const isWide = outer.className === "rong", scale = isWide ? Math.min(1, outer.clientWidth / WIDE) : 1;
  frame.style.width = isWide ? `${WIDE}px` : "";
  frame.style.transform = isWide ? `scale(${scale})` : "";
  frame.style.height = isWide ? `${outer.clientHeight / scale}px` : "";
}

/** Wire the buttons of the preview. @param {() => void} back */
export function startShowing(back) {
  for (const way of WAYS) byId(way).addEventListener("click", () => setWay(way));
  const choose = (/** @type {string} */ id, /** @type {string} */ field) =>
    byId(id).addEventListener("change", (/** @type {any} */ event) => {
      change("", (values) => setAt(values, ["look", field], event.target.value));
      showChoices();
    });
  choose("kieu-nhanh", "name");
  choose("mau-nhanh", "palette");
  byId("sua").addEventListener("click", back);
  addEventListener("resize", () => {
    fitFrame();
    if (VIEW.way === "giay") drawSoon();
  });
}
