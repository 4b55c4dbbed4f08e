// One question as elements of a form; lists can be added to, reordered by touch, mouse and keyboard.
import { el } from "./dom.js";
import { moveButtons, moveItem } from "./moving.js";
import { photoField, photosField } from "./photo-field.js";
import { SAID } from "./said.js";
import { fill } from "./text.js";
import { change, setAt, valueAt, WORK } from "./work.js";

/**
 * What fields need of the page: ways to show the step again, to say something aloud, to take the last change back.
 * @typedef {{again: (focus?: string) => void, announce: (text: string, undo?: (() => void) | null, isWrong?: boolean) => void, undo: () => void}} Screen
 */

/** @param {(string | number)[]} path @returns {string} */
export function fieldId(path) {
  return `o-${path.join("-").replaceAll(".", "-")}`;
}

/** Return a question with everything below it. @param {any} question @param {(string | number)[]} above @param {Screen} screen @returns {HTMLElement} */
export function questionView(question, above, screen) {
  const path = [...above, ...question.field.split(".")];
  const draw = DRAWN[question.input] || textField;
  return draw(question, path, screen);
}

/** @param {any} question @param {(string | number)[]} path @returns {any} label, help, place of a problem and what describes the field */
function frameOfField(question, path, isGroup = false) {
  const id = fieldId(path);
  const help = [question.help, question.example && fill(SAID.example, { name: question.example })].filter((text) => text).join(" ");
  return {
    id,
    label: el(isGroup ? "legend" : "label", isGroup ? {} : { for: id }, question.label),
    help: help ? el("p", { class: "help", id: `${id}-g` }, help) : null,
    problem: [el("p", { class: "wrong", id: `${id}-l`, hidden: true }), el("p", { class: "unwise", id: `${id}-n`, hidden: true })],
    describes: [help && `${id}-g`, `${id}-l`, `${id}-n`].filter((text) => text).join(" "),
  };
}

const TYPES = { phone: "tel", url: "url", email: "email", date: "date", time: "time" };
const MODES = { money: "numeric", number: "numeric" };

/** @param {any} question @param {(string | number)[]} path @param {Screen} screen */
function textField(question, path, screen) {
  const frame = frameOfField(question, path);
  const isLong = ["long", "post", "words"].includes(question.input);
  const known = valueAt(WORK.values, path);
  const shown = question.input === "words" ? (known || []).join("\n") : known ?? "";
  const write = (/** @type {Event} */ event) => {
    const text = /** @type {HTMLInputElement} */ (event.target).value;
    const value = question.input === "words" ? text.split("\n") : text;
    change(frame.id, (values) => setAt(values, path, value));
    count.textContent = roomLeft(question, text);
  };
  const count = el("p", { class: "help", "aria-live": "polite" });
  const input = el(isLong ? "textarea" : "input", {
    id: frame.id,
    type: isLong ? null : TYPES[/** @type {keyof TYPES} */ (question.input)] || "text",
    inputmode: MODES[/** @type {keyof MODES} */ (question.input)] || null,
    rows: isLong ? (question.input === "post" ? 12 : 4) : null,
    autocomplete: "off",
    spellcheck: isLong ? "true" : "false",
    list: question.input === "bank" ? "ngan-hang" : null,
    "aria-describedby": frame.describes,
    value: String(shown),
    oninput: write,
  });
  const note = question.input === "words" ? el("p", { class: "help" }, SAID.one_a_line) : null;
  const more = { month: SAID.month_example, money: SAID.money_example }[/** @type {"month" | "money"} */ (question.input)];
  const banks = question.input === "bank" ? bankList() : null;
  void screen;
  return el("div", { class: "field" }, frame.label, frame.help, note, more && el("p", { class: "help" }, more), input, count, banks, frame.problem);
}

/** Return how many letters may still be written, once there are few. @param {any} question @param {string} text */
function roomLeft(question, text) {
  const most = question.input === "words" ? 0 : question.limits.max, left = most - [...text].length;
  return most && left >= 0 && left <= most / 5 ? fill(SAID.letters_left, { count: left }) : "";
}

function bankList() {
  return el("datalist", { id: "ngan-hang" }, WORK.kind.data.banks.map((/** @type {any} */ bank) => el("option", { value: bank.short_name }, bank.name)));
}

/** @param {any} question @param {(string | number)[]} path */
function yesField(question, path) {
  const frame = frameOfField(question, path);
  const write = (/** @type {Event} */ event) =>
    change("", (values) => setAt(values, path, /** @type {HTMLInputElement} */ (event.target).checked));
  const box = el("input", { type: "checkbox", id: frame.id, checked: valueAt(WORK.values, path) === true, "aria-describedby": frame.describes, onchange: write });
  return el("div", { class: "field yes" }, el("div", {}, box, frame.label), frame.help, frame.problem);
}

/** @param {any} question @param {(string | number)[]} path @param {Screen} screen */
function choiceField(question, path, screen) {
  return radios(question, path, question.choices, defaultOf(path), screen, false);
}

/** @param {(string | number)[]} path @returns {any} the default that the models give */
function defaultOf(path) {
  const { data } = WORK.kind;
  let form = data.forms[data.form], above = null;
  for (const key of path) {
    if (typeof key === "number") continue;
    const field = form?.[key];
    if (!field) return "";
    if (field.of) {
      above = field.default;
      form = data.forms[field.of];
    } else {
      return above?.[key] ?? field.default ?? "";
    }
  }
  return "";
}

/** @param {any} question @param {(string | number)[]} path @param {any[]} choices @param {any} otherwise @param {Screen} screen @param {boolean} redraws */
function radios(question, path, choices, otherwise, screen, redraws) {
  const frame = frameOfField(question, path, true);
  const chosen = valueAt(WORK.values, path) || otherwise;
  const rows = choices.map((choice, at) => {
    const id = at === 0 ? frame.id : `${frame.id}-${at}`;
    const pick = () => {
      change("", (values) => setAt(values, path, choice.value));
      if (redraws) screen.again(id);
    };
    const box = el("input", { type: "radio", name: frame.id, id, value: choice.value, checked: choice.value === chosen, onchange: pick });
    const swatch = choice.colours && el("span", { class: "swatch", "aria-hidden": "true" }, choice.colours.map((/** @type {string} */ colour) => {
      const part = el("span");
      part.style.background = colour;
      return part;
    }));
    const picture = choice.picture && el("img", { class: "look", src: choice.picture, alt: "", loading: "lazy", width: 90, height: 124, onerror: (/** @type {any} */ event) => event.target.remove() });
    return el("label", { class: "choice", for: id }, box, swatch, picture, el("span", {}, choice.label, choice.text && el("small", {}, choice.text)));
  });
  return el("fieldset", { class: "field", "aria-describedby": frame.describes }, frame.label, frame.help, rows, frame.problem);
}

/** @param {any} question @param {(string | number)[]} path @param {Screen} screen */
function lookField(question, path, screen) {
  const looks = Object.entries(/** @type {Record<string, any>} */ (WORK.kind.data.looks));
  const choices = looks.map(([value, look]) => ({ value, label: look.title, text: look.description, picture: look.picture }));
  return radios(question, path, choices, looks[0][0], screen, true);
}

/** @param {any} question @param {(string | number)[]} path @param {Screen} screen */
function paletteField(question, path, screen) {
  const { data } = WORK.kind;
  const look = data.looks[WORK.values.look?.name] || Object.values(data.looks)[0];
  const choices = look.palettes.map((/** @type {string} */ value) => {
    const { light } = data.colours[value];
    return { value, label: SAID[`palette_${value}`] || value, colours: [light.deep, light.main, light.tint, light.accent] };
  });
  return radios(question, path, choices, look.palettes[0], screen, false);
}

/** @param {any} question @param {(string | number)[]} path @param {Screen} screen */
function groupField(question, path, screen) {
  const frame = frameOfField(question, path, true);
  const inner = question.questions.map((/** @type {any} */ one) => questionView(one, path, screen));
  return el("fieldset", { class: "group", id: frame.id, tabindex: "-1", "aria-describedby": frame.describes }, frame.label, frame.help, frame.problem, inner);
}

/** @param {any} question @param {(string | number)[]} path @param {Screen} screen */
function listField(question, path, screen) {
  const frame = frameOfField(question, path, true);
  const items = valueAt(WORK.values, path) || [];
  const most = question.limits.max || 99;
  const add = () => {
    const place = [...path, items.length];
    OPEN.add(fieldId(place));
    change("", (values) => setAt(values, place, {}));
    screen.again(fieldId([...place, ...question.questions[0].field.split(".")]));
  };
  const list = el("ol", { class: "items" }, items.map((/** @type {any} */ _, /** @type {number} */ at) => itemView(question, path, items, at, screen)));
  const button = el("button", { type: "button", class: "plain", id: `${frame.id}-them`, onclick: add, disabled: items.length >= most }, `+ ${SAID.add}: ${question.label.toLowerCase()}`);
  const full = items.length >= most ? el("p", { class: "help" }, fill(SAID.full, { most })) : null;
  return el("fieldset", { class: "group", id: frame.id, tabindex: "-1", "aria-describedby": frame.describes }, frame.label, frame.help, frame.problem, list, button, full);
}

/** @param {any} question @param {(string | number)[]} path @param {any[]} items @param {number} at @param {Screen} screen */
function itemView(question, path, items, at, screen) {
  const here = [...path, at], id = fieldId(here);
  const first = question.questions[0].field;
  const nameOf = () => String(valueAt(WORK.values, [...here, first]) || "") || fill(SAID.item, { number: at + 1 });
  const name = nameOf();
  const remove = () => {
    const gone = nameOf();
    change("", (values) => valueAt(values, path).splice(at, 1));
    screen.again(items.length ? `${fieldId([...path, Math.max(0, at - 1)])}-ten` : `${fieldId(path)}-them`);
    screen.announce(fill(SAID.removed, { name: gone }), screen.undo);
  };
  const isOpen = OPEN.has(id) || items.length === 1;
  const title = el("button", { type: "button", class: "item-name", id: `${id}-ten`, "aria-expanded": String(isOpen), "aria-controls": `${id}-trong`, onclick: () => {
    body.hidden = !body.hidden;
    title.setAttribute("aria-expanded", String(!body.hidden));
    if (body.hidden) OPEN.delete(id);
    else OPEN.add(id);
  } }, name);
  const handle = el("span", { class: "handle", "aria-hidden": "true", title: SAID.drag }, "⠿");
  const body = el("div", { class: "item-body", id: `${id}-trong`, hidden: !isOpen },
    question.questions.map((/** @type {any} */ one) => questionView(one, here, screen)),
    el("button", { type: "button", class: "small-button", id: `${id}-bo`, "aria-label": `${SAID.remove}: ${name}`, onclick: remove }, SAID.remove_item));
  body.addEventListener("input", () => {
    title.textContent = nameOf();
    for (const [word, end] of ITEM_BUTTONS) row.querySelector(`#${id}-${end}`)?.setAttribute("aria-label", `${SAID[word]}: ${nameOf()}`);
  });
  const row = el("li", { class: "item" }, handle, title, moveButtons(path, at, name, (to) => fieldId([...path, to]), screen), body);
  dragging(handle, row, (to) => moveItem(path, at, to, `${fieldId([...path, to])}-ten`, screen));
  return row;
}

const ITEM_BUTTONS = [["up", "len"], ["down", "xuong"], ["remove", "bo"]];

/** Items that stand open, by id. */
export const OPEN = new Set();

/** Let an item be drawn to another place by its handle. @param {HTMLElement} handle @param {HTMLElement} row @param {(to: number) => void} drop */
function dragging(handle, row, drop) {
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    row.classList.add("drawn");
    const rows = [.../** @type {HTMLElement} */ (row.parentElement).children];
    let target = rows.indexOf(row);
    const follow = (/** @type {PointerEvent} */ moved) => {
      if (moved.clientY < 60) scrollBy(0, -12);
      else if (moved.clientY > innerHeight - 100) scrollBy(0, 12);
      target = rows.filter((other) => {
        const box = other.getBoundingClientRect();
        return other !== row && box.top + box.height / 2 < moved.clientY;
      }).length;
      rows.forEach((other) => other.classList.remove("before"));
      rows.filter((other) => other !== row)[target]?.classList.add("before");
    };
    const stop = new AbortController();
    const end = (/** @type {boolean} */ isDropped) => {
      stop.abort();
      row.classList.remove("drawn");
      rows.forEach((other) => other.classList.remove("before"));
      if (isDropped) drop(target);
    };
    handle.addEventListener("pointermove", follow, stop);
    handle.addEventListener("pointerup", () => end(true), stop);
    handle.addEventListener("pointercancel", () => end(false), stop);
  });
}

/** @type {Record<string, (question: any, path: (string | number)[], screen: Screen) => HTMLElement>} */
const DRAWN = {
  yes: yesField,
  choice: choiceField,
  look: lookField,
  palette: paletteField,
  group: groupField,
  list: listField,
  photo: (question, path, screen) => {
    const frame = frameOfField(question, path, true);
    return el("fieldset", { class: "field", id: frame.id, tabindex: "-1" }, frame.label, frame.help, photoField(path, screen, frame.id), frame.problem);
  },
  photos: (question, path, screen) => {
    const frame = frameOfField(question, path, true);
    return el("fieldset", { class: "group", id: frame.id, tabindex: "-1" }, frame.label, frame.help, photosField(path, screen, frame.id, question.limits.max || 12), frame.problem);
  },
};
