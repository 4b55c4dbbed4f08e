// One step of questions at a time, and what is said beside its fields.
import { photosOf } from "./answers.js";
import { judged } from "./checks.js";
import { completed } from "./answers.js";
import { byId, el } from "./dom.js";
import { endView } from "./ending.js";
import { fieldId, OPEN, questionView } from "./fields.js";
import { advised } from "./judging.js";
import { labelOf, questionAt } from "./labels.js";
import { takeMissing } from "./photo-field.js";
import { today } from "./preview.js";
import { announce, SAID } from "./said.js";
import { showChoices } from "./showing.js";
import { fill } from "./text.js";
import { KEEPING, undoChange, WORK } from "./work.js";

/** @returns {any[]} the steps of the chosen look */
export function steps() {
  const { data } = WORK.kind;
  const look = data.looks[WORK.values.look?.name] || Object.values(data.looks)[0];
  return look.steps.map((/** @type {string} */ id) => data.steps[id]).filter((/** @type {any} */ step) => step);
}

/** @typedef {{problems: any[], advice: any[]}} Judged */
/** @returns {Judged} what is wrong, and what is unwise */
export function judgedWork() {
  const { data } = WORK.kind;
  const { values, problems } = judged(data, WORK.values, SAID);
  const names = /** @type {any} */ (globalThis).PHOCAP_NAMES || null;
  return { problems, advice: advised(data, completed(data, data.form, values), today(), names) };
}

export function undo() {
  if (!undoChange()) return;
  announce(SAID.undone);
  showChoices();
  showStep();
}

/** Show the step again; `focus` is the id of what gets the focus. @param {string} [focus] */
export function showStep(focus) {
  const all = steps(), isEnd = WORK.step >= all.length;
  const step = all[WORK.step], number = Math.min(WORK.step, all.length) + 1, count = all.length + 1;
  byId("thu-tu").textContent = fill(SAID.step_of, { number, count });
  byId("da-qua").style.width = `${(number / count) * 100}%`;
  byId("ten-buoc").textContent = isEnd ? SAID.finish_heading : step.title;
  const screen = { again: showStep, announce, undo };
  const questions = isEnd ? endView(judgedWork(), goToPath) : step.questions.map((/** @type {any} */ question) => questionView(question, [], screen));
  const hint = WORK.step === 0 && el("p", { class: "help" }, SAID.skip_hint);
  const missing = WORK.step === 0 || isEnd ? missingPhotos() : null;
  byId("cau-hoi").replaceChildren(...[missing, hint, ...questions].filter((part) => part));
  byId("lui").hidden = WORK.step === 0;
  byId("tiep").hidden = isEnd;
  byId("tiep").textContent = WORK.step === all.length - 1 ? SAID.finish : SAID.next;
  const goals = [...all.map((one) => one.title), SAID.finish_step];
  byId("cac-buoc").replaceChildren(...goals.map((title, at) =>
    el("li", {}, el("button", { type: "button", class: "goal", "aria-current": at === WORK.step ? "step" : null, onclick: () => goTo(at) }, `${at + 1}. ${title}`))));
  showJudged();
  if (focus) byId(focus)?.focus();
}

/** Go to a step, so that the way back of the telephone leads here again. @param {number} step */
export function goTo(step) {
  const goal = Math.max(0, Math.min(step, steps().length));
  if (goal !== WORK.step) history.pushState({ step: goal }, "", `#buoc-${goal + 1}`);
  stepInto(goal);
}

/** @param {number} step */
export function stepInto(step) {
  WORK.step = Math.max(0, Math.min(step, steps().length));
  WORK.burst = "";
  byId("buoc").open = false;
  announce("");
  showStep();
  scrollTo(0, byId("lam").offsetTop - 16);
  byId("ten-buoc").focus({ preventScroll: true });
}

/** Photos that answers name and this device does not have. @returns {HTMLElement | null} */
function missingPhotos() {
  const { data } = WORK.kind;
  const named = photosOf(data, data.form, WORK.values).map((photo) => photo?.file);
  const missing = [...new Set(named)].filter((name) => name && !WORK.photos.has(name));
  if (missing.length < 2) return null;
  const input = el("input", { type: "file", id: "thieu-anh", class: "file", multiple: true, accept: "image/*", onchange: async () => {
    const found = await takeMissing(input.files, missing);
    showStep("thieu-anh");
    announce(fill(SAID.photos_found, { count: found }));
  } });
  return el("div", { class: "note" }, el("p", {}, fill(SAID.photos_missing, { count: missing.length })), input, el("label", { class: "plain", for: "thieu-anh" }, SAID.photos_choose));
}

/** What is wrong stands beside its field once something was written there; so does what is unwise. */
export function showJudged() {
  if (!WORK.kind) return; // deleted meanwhile
  const { problems, advice } = judgedWork();
  const wrong = new Map(), unwise = new Map();
  for (const problem of problems) if (problem.text !== SAID.wrong_empty) wrong.set(fieldId(problem.path.split(".")), problem);
  for (const one of advice) if (!unwise.has(fieldId(one.path.split(".")))) unwise.set(fieldId(one.path.split(".")), one);
  for (const place of document.querySelectorAll(".wrong")) {
    const id = place.id.slice(0, -2), field = byId(id), found = wrong.get(id);
    tellAt(place, found);
    if (found) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
  for (const place of document.querySelectorAll(".unwise[id]")) {
    const id = place.id.slice(0, -2);
    tellAt(place, NOT_BESIDE.has(id) || wrong.has(id) ? null : unwise.get(id));
  }
  byId("hoan-tac").disabled = !WORK.past.length;
  byId("da-luu").textContent = KEEPING.isKept ? SAID.saved : SAID.not_saved;
}

/** Groups whose lack is told at the end only: nobody is scolded for what was not asked yet. */
const NOT_BESIDE = new Set(["o-owner", "o-contact"]);

/** @param {Element} place @param {any} found */
function tellAt(place, found) {
  const text = found ? [found.text, found.hint].filter((part) => part).join(" ") : "";
  if (place.textContent !== text) place.textContent = text;
  /** @type {HTMLElement} */ (place).hidden = !text;
}

/** Go to the field of a path. @param {string} path @param {boolean} isProblem */
function goToPath(path, isProblem) {
  const parts = path.split(".");
  const at = steps().findIndex((step) => questionAt(step.questions, parts) || step.questions.some((/** @type {any} */ one) => one.field.startsWith(`${path}.`)));
  if (at < 0) return;
  for (let end = 1; end <= parts.length; end++) OPEN.add(fieldId(parts.slice(0, end)));
  goTo(at);
  let end = parts.length;
  while (end > 0 && !byId(fieldId(parts.slice(0, end)))) end--;
  const id = end ? fieldId(parts.slice(0, end)) : "ten-buoc";
  byId(id)?.focus();
  const place = byId(`${id}-l`);
  if (isProblem && place && !place.textContent) tellAt(place, { text: SAID.wrong_empty });
}

/** @param {string} path @returns {string} */
export function nameOfPath(path) {
  return labelOf(WORK.kind.data, path);
}
