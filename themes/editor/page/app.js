// The page: which kind, the steps, the preview, the end.
import { judged } from "./checks.js";
import { byId, el, offerFile } from "./dom.js";
import { fieldId, OPEN, questionView, SAID } from "./fields.js";
import { packageName, packedFiles } from "./finish.js";
import { kilobytes } from "./hosting.js";
import { loadedKind, openedFile } from "./opening.js";
import { previewPage, singlePage, today } from "./preview.js";
import { forgetWork, keptWork } from "./store.js";
import { fill, utf8 } from "./text.js";
import { beginWork, KEEPING, keepNow, LISTENERS, photosReady, undoChange, WORK } from "./work.js";
import { zipOf } from "./zip.js";

/** @type {Record<string, string>} */
const words = JSON.parse(byId("loi").textContent);
Object.assign(SAID, words);

const PAGE = { isPreviewing: false, isWide: false, drawing: 0 };
const IN_APP = /Zalo|FBAN|FBAV|FB_IAB|Instagram|musical_ly|TikTok/i;

/** @param {string} text */
function announce(text) {
  byId("noi").textContent = text;
}

const screen = { words, again: showStep, announce };

/** @returns {any[]} the steps of the chosen look */
function steps() {
  const { data } = WORK.kind;
  const look = data.looks[WORK.values.look?.name] || Object.values(data.looks)[0];
  return look.steps.map((/** @type {string} */ id) => data.steps[id]).filter((/** @type {any} */ step) => step);
}

// The start.

async function showStart() {
  const kept = await keptWork();
  const box = byId("bat-dau");
  const name = kept && ((kept.kind === "profile" ? kept.values.basics?.name : kept.values.name) || "");
  const again = kept && el("div", { class: "kept" },
    el("button", { type: "button", class: "main-button", onclick: () => continueWork(kept) }, name ? fill(words.continue, { name }) : words.continue_unnamed),
    el("button", { type: "button", class: "small-button", onclick: forget }, words.delete));
  const kinds = ["shop", "coop", "profile"].map((kind) =>
    el("button", { type: "button", class: "kind", onclick: () => startKind(kind, Boolean(kept)) }, el("b", {}, words[`kind_${kind}`]), el("span", {}, words[`kind_${kind}_text`])));
  const input = el("input", { type: "file", id: "mo-tep", class: "file", accept: ".zip,.yml,.yaml,.json,application/zip", onchange: openChosen });
  box.replaceChildren(
    ...[again, el("h2", {}, words.start_heading), el("div", { class: "kinds" }, kinds), el("h2", {}, words.open_heading),
      el("p", {}, words.open_text), input, el("label", { class: "plain", for: "mo-tep" }, words.open_label)].filter(Boolean),
  );
  box.hidden = byId("gioi-thieu").hidden = false;
  byId("lam").hidden = true;
}

/** @param {any} kept */
async function continueWork(kept) {
  await guarded(async () => begin(await loadedKind(kept.kind), kept.values, new Map(kept.photos), kept.step));
}

/** @param {string} kind @param {boolean} replaces */
async function startKind(kind, replaces) {
  if (replaces && !confirm(words.replace_ask)) return;
  await guarded(async () => begin(await loadedKind(kind), {}, new Map(), 0));
}

/** @param {Event} event */
async function openChosen(event) {
  const input = /** @type {HTMLInputElement} */ (event.target), file = input.files?.[0];
  if (!file) return;
  if ((await keptWork()) && !confirm(words.replace_ask)) {
    input.value = "";
    return;
  }
  await guarded(async () => {
    const { kind, values, photos, missing } = await openedFile(file);
    begin(kind, values, photos, 0);
    announce(missing ? fill(words.opened_photos, { count: missing }) : fill(words.opened, { name: file.name }));
  });
  input.value = "";
}

/** Do something that may fail, and say how. @param {() => Promise<void>} act */
async function guarded(act) {
  announce(words.loading);
  try {
    await act();
    if (byId("noi").textContent === words.loading) announce("");
  } catch (error) {
    announce(words[`open_${/** @type {Error} */ (error).message}`] || words.failed);
  }
}

async function forget() {
  if (!confirm(words.delete_ask)) return;
  clearTimeout(KEEPING.last);
  WORK.kind = null;
  await forgetWork();
  await showStart();
  announce(words.deleted);
}

/** @param {any} kind @param {any} values @param {Map<string, any>} photos @param {number} step */
function begin(kind, values, photos, step) {
  OPEN.clear();
  beginWork(kind, values, photos, step);
  byId("bat-dau").hidden = byId("gioi-thieu").hidden = true;
  byId("lam").hidden = false;
  showStep();
  byId("ten-buoc").focus();
}

// The steps.

/** Show the step again; `focus` is the id of what had the focus. @param {string} [focus] */
function showStep(focus) {
  const all = steps(), isEnd = WORK.step >= all.length;
  const step = all[WORK.step];
  const number = Math.min(WORK.step, all.length) + 1;
  byId("thu-tu").textContent = fill(words.step_of, { number, count: all.length + 1 });
  byId("ten-buoc").textContent = isEnd ? words.finish_heading : step.title;
  byId("cau-hoi").replaceChildren(...(isEnd ? endView() : step.questions.map((/** @type {any} */ question) => questionView(question, [], screen))));
  byId("lui").hidden = WORK.step === 0;
  byId("tiep").hidden = isEnd;
  byId("tiep").textContent = WORK.step === all.length - 1 ? words.finish : words.next;
  const goals = [...all.map((one) => one.title), words.finish_step];
  byId("cac-buoc").replaceChildren(...goals.map((title, at) =>
    el("li", {}, el("button", { type: "button", class: "goal", "aria-current": at === WORK.step ? "step" : null, onclick: () => goTo(at) }, `${at + 1}. ${title}`))));
  showProblems();
  if (focus) byId(focus)?.focus();
}

/** @param {number} step */
function goTo(step) {
  WORK.step = Math.max(0, Math.min(step, steps().length));
  WORK.burst = "";
  byId("buoc").open = false;
  showStep();
  scrollTo(0, byId("lam").offsetTop);
  byId("ten-buoc").focus({ preventScroll: true });
  keepNow();
}

/** Problems stand beside their fields once something was written there. */
function showProblems() {
  const { problems } = judged(WORK.kind.data, WORK.values, words);
  for (const place of document.querySelectorAll(".wrong")) {
    const id = place.id.slice(0, -2), field = byId(id);
    const found = problems.find((problem) => fieldId(problem.path.split(".")) === id);
    const isShown = Boolean(found) && found?.text !== words.wrong_empty;
    place.textContent = isShown ? found?.text ?? "" : "";
    /** @type {HTMLElement} */ (place).hidden = !isShown;
    if (isShown) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
  byId("hoan-tac").disabled = !WORK.past.length;
  byId("da-luu").textContent = KEEPING.isKept ? words.saved : words.not_saved;
}

// The end.

/** @returns {any[]} */
function endView() {
  const { problems } = judged(WORK.kind.data, WORK.values, words);
  const status = el("p", { role: "status", id: "dong-goi" });
  const act = (/** @type {() => Promise<void>} */ work) => async () => {
    status.textContent = words.making;
    try {
      await work();
    } catch {
      status.textContent = words.old_browser;
    }
  };
  const save = (/** @type {Uint8Array} */ bytes, /** @type {string} */ name, /** @type {string} */ type) => {
    offerFile(bytes, name, type);
    status.textContent = fill(words.done, { name, size: kilobytes(bytes.length) });
  };
  const pack = act(async () => {
    const { files, values } = await packedFiles(words);
    save(await zipOf(files, today()), packageName(values), "application/zip");
  });
  const one = (/** @type {string} */ path, /** @type {string} */ type) => act(async () => {
    const { files } = await packedFiles(words);
    const bytes = files.get(path);
    if (bytes) save(bytes, path, type);
    else status.textContent = words.wrong_empty;
  });
  const single = act(async () => {
    await photosReady();
    save(utf8(await singlePage(words)), "index.html", "text/html");
  });
  const isPerson = WORK.kind.data.kind === "profile";
  const rows = [
    ["file_single", single], ["file_answers", one("tra-loi.yml", "text/yaml")], ["file_card", one("lien-he.vcf", "text/vcard")],
    ["file_share", one("chia-se.png", "image/png")],
    isPerson ? ["file_resume", one("resume.json", "application/json")] : ["file_code", one("vietqr.png", "image/png")],
  ];
  const wrong = problems.length ? el("div", { class: "problems", role: "group", "aria-labelledby": "con-sai" },
    el("h3", { id: "con-sai" }, fill(words.wrong_heading, { count: problems.length })),
    el("ul", {}, problems.map((problem) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => goToProblem(problem.path) }, `${labelOf(problem.path)}: ${problem.text}`))))) : null;
  const next = byId("viec-tiep").content.cloneNode(true);
  return [
    wrong,
    el("button", { type: "button", class: "main-button", id: "tai-goi", disabled: problems.length > 0, onclick: pack }, words.download),
    el("p", { class: "help" }, words.download_text), status,
    el("details", { class: "more" }, el("summary", {}, words.more_files),
      el("ul", {}, rows.map(([word, work]) => el("li", {}, el("button", { type: "button", class: "plain", disabled: problems.length > 0, onclick: work }, words[/** @type {string} */ (word)]))))),
    next,
  ].filter(Boolean);
}

/** @param {any[]} questions @param {string[]} path @returns {any} the question of a path */
function questionAt(questions, path) {
  for (const question of questions) {
    const own = question.field.split(".");
    if (own.some((/** @type {string} */ part, /** @type {number} */ at) => part !== path[at])) continue;
    const rest = path.slice(own.length).filter((part) => !/^\d+$/.test(part));
    return (rest.length && question.questions.length && questionAt(question.questions, rest)) || question;
  }
  return null;
}

/** @param {string} path @returns {string} */
function labelOf(path) {
  const questions = Object.values(/** @type {Record<string, any>} */ (WORK.kind.data.steps)).flatMap((step) => step.questions);
  return questionAt(questions, path.split("."))?.label ?? path;
}

/** @param {string} path */
function goToProblem(path) {
  const parts = path.split(".");
  const at = steps().findIndex((step) => questionAt(step.questions, parts));
  if (at < 0) return;
  for (let end = 1; end <= parts.length; end++) OPEN.add(fieldId(parts.slice(0, end)));
  goTo(at);
  let end = parts.length;
  while (end > 0 && !byId(fieldId(parts.slice(0, end)))) end--;
  byId(fieldId(parts.slice(0, end)))?.focus();
  const place = byId(`${fieldId(parts.slice(0, end))}-l`);
  if (place && !place.textContent) {
    place.textContent = words.wrong_empty;
    place.hidden = false;
  }
}

// The preview.

function drawSoon() {
  clearTimeout(PAGE.drawing);
  PAGE.drawing = setTimeout(draw, 400);
}

async function draw() {
  const frame = byId("khung");
  if (!WORK.kind || !frame.offsetParent) return;
  try {
    const page = await previewPage(words);
    if (frame.srcdoc !== page) frame.srcdoc = page;
  } catch (error) {
    console.error(error);
  }
}

/** @param {boolean} isOn */
function setPreviewing(isOn) {
  PAGE.isPreviewing = isOn;
  byId("lam").classList.toggle("previewing", isOn);
  byId("xem").textContent = isOn ? words.edit : words.preview;
  byId("xem").setAttribute("aria-pressed", String(isOn));
  scrollTo(0, byId("lam").offsetTop - 16);
  if (isOn) draw();
}

/** @param {boolean} isWide */
function setWide(isWide) {
  byId("khung-ngoai").classList.toggle("wide", isWide);
  byId("rong").setAttribute("aria-pressed", String(isWide));
  byId("hep").setAttribute("aria-pressed", String(!isWide));
  fitFrame();
}

/** A page of 1200 pixels is shown smaller where there is less room. */
function fitFrame() {
  const outer = byId("khung-ngoai"), frame = byId("khung");
  const isWide = outer.classList.contains("wide");
  const scale = isWide ? Math.min(1, outer.clientWidth / 1200) : 1;
  frame.style.width = isWide ? "1200px" : "";
  frame.style.transform = isWide ? `scale(${scale})` : "";
  frame.style.height = isWide ? `${outer.clientHeight / scale}px` : "";
}

LISTENERS.push(() => {
  showProblems();
  drawSoon();
});
byId("tiep").addEventListener("click", () => goTo(WORK.step + 1));
byId("lui").addEventListener("click", () => goTo(WORK.step - 1));
byId("xem").addEventListener("click", () => setPreviewing(!PAGE.isPreviewing));
byId("rong").addEventListener("click", () => setWide(true));
byId("hep").addEventListener("click", () => setWide(false));
byId("xoa").addEventListener("click", forget);
byId("hoan-tac").addEventListener("click", () => undoChange() && showStep());
byId("ve-dau").addEventListener("click", async () => {
  await keepNow();
  setPreviewing(false);
  await showStart();
});
byId("mau-don").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
addEventListener("resize", fitFrame);
addEventListener("pagehide", keepNow);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepNow());
if (IN_APP.test(navigator.userAgent)) byId("trong-app").hidden = false;
if (!("CompressionStream" in globalThis)) byId("trinh-duyet-cu").hidden = false;
showStart();
