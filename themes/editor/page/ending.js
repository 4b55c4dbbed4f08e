// The end: what is still wrong or unwise, the files, and what to do with them.
import { contactCard, endOfFreeYears, freeYears } from "./cards.js";
import { completed } from "./answers.js";
import { byId, el, offerFile } from "./dom.js";
import { packageName, packedFiles } from "./finish.js";
import { kilobytes } from "./hosting.js";
import { labelOf } from "./labels.js";
import { findBank } from "./payment.js";
import { shownAnswers, singlePage, today } from "./preview.js";
import { SAID } from "./said.js";
import { fill, formatDate, utf8 } from "./text.js";
import { photosReady, WORK } from "./work.js";
import { zipOf } from "./zip.js";

const PLACES = ["cpanel", "directadmin", "cong-cu", "noi-khac"];
const AFTER = ["dns", "o-khoa", "thu"];
const END = { place: "" };

/**
 * Return the last step.
 * @param {{problems: any[], advice: any[]}} judged @param {(path: string, isProblem: boolean) => void} goToPath @returns {any[]}
 */
export function endView({ problems, advice }, goToPath) {
  const isWrong = problems.length > 0, { data } = WORK.kind;
  const { values } = shownAnswers(SAID);
  const answers = completed(data, data.form, values);
  const status = el("p", { role: "status", id: "dong-goi" });
  const act = (/** @type {() => Promise<void>} */ work) => async () => {
    status.textContent = SAID.making;
    try {
      await photosReady();
      await work();
    } catch {
      status.textContent = SAID.old_browser;
    }
  };
  const save = (/** @type {Uint8Array} */ bytes, /** @type {string} */ name, /** @type {string} */ type) => {
    offerFile(bytes, name, type);
    status.textContent = fill(SAID.done, { name, size: kilobytes(bytes.length) });
  };
  const one = (/** @type {string} */ path, /** @type {string} */ type) => act(async () => {
    const { files } = await packedFiles(SAID);
    save(/** @type {Uint8Array} */ (files.get(path)), path, type);
  });
  const pack = act(async () => {
    const { files, values: packed } = await packedFiles(SAID);
    save(await zipOf(files, today()), packageName(packed), "application/zip");
  });
  const single = act(async () => save(utf8(await singlePage(SAID)), "index.html", "text/html"));
  const list = (/** @type {any[]} */ found, /** @type {boolean} */ isProblem) =>
    el("ul", {}, found.map((item) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => goToPath(item.path, isProblem) },
      `${labelOf(data, item.path) === item.path ? "" : `${labelOf(data, item.path)}: `}${item.text}`), item.hint && el("p", { class: "help" }, item.hint))));
  const box = (/** @type {string} */ id, /** @type {string} */ word, /** @type {any[]} */ found, /** @type {boolean} */ isProblem) => found.length > 0 &&
    el("div", { class: isProblem ? "problems" : "advice", role: "group", "aria-labelledby": id },
      el("h3", { id }, fill(SAID[word], { count: found.length })), !isProblem && el("p", { class: "help" }, SAID.advice_text), list(found, isProblem));
  return [
    box("con-sai", "wrong_heading", problems, true), box("nen-xem", "advice_heading", advice, false),
    !byId("trong-app").hidden && el("p", { class: "note" }, SAID.in_app_end),
    el("button", { type: "button", class: "main-button", id: "tai-goi", disabled: isWrong, onclick: pack }, SAID.download),
    isWrong && el("p", { class: "help" }, SAID.download_waits),
    el("p", { class: "help" }, SAID.download_text), status,
    el("details", { class: "more" }, el("summary", {}, SAID.more_files), el("ul", {}, fileRows(answers, isWrong, single, one))),
    ...nextSteps(answers, isWrong, one("gia-han.ics", "text/calendar"), goToPath),
  ].filter((part) => part);
}

/** @param {any} answers @param {boolean} isWrong @param {() => void} single @param {(path: string, type: string) => () => void} one */
function fileRows(answers, isWrong, single, one) {
  const { kind, banks } = WORK.kind.data, isPerson = kind === "profile";
  const hasCard = contactCard(kind, answers, "") !== null, hasCode = !isPerson && answers.payment && findBank(banks, answers.payment.bank);
  /** @type {[string, () => void, any, string][]} */
  const rows = [
    ["file_single", single, true, ""], ["file_answers", one("tra-loi.yml", "text/yaml"), true, ""],
    ["file_card", one("lien-he.vcf", "text/vcard"), hasCard, "needs_contact"], ["file_share", one("chia-se.png", "image/png"), true, ""],
    isPerson ? ["file_resume", one("resume.json", "application/json"), true, ""] : ["file_code", one("vietqr.png", "image/png"), hasCode, "needs_account"],
  ];
  return rows.map(([word, work, isThere, needs]) => el("li", {},
    el("button", { type: "button", class: "plain", disabled: isWrong || !isThere, onclick: work }, SAID[word]), !isThere && el("p", { class: "help" }, SAID[needs])));
}

/** "Bây giờ làm gì": the steps for the place that was chosen, from the guide that lies in each package.
 * @param {any} answers @param {boolean} isWrong @param {() => void} calendar @param {(path: string, isProblem: boolean) => void} goToPath */
function nextSteps(answers, isWrong, calendar, goToPath) {
  const { guide, free_years: offers } = WORK.kind.data, years = freeYears(offers, answers.domain);
  const end = answers.granted_on ? formatDate(endOfFreeYears(answers.granted_on, years)) : "";
  const filled = (/** @type {string} */ text) => fill(text, { domain: answers.domain || guide.no_domain, years, end, weight: "" });
  const section = (/** @type {string} */ id) => guide.sections.find((/** @type {any} */ one) => one.id === id);
  const body = (/** @type {any} */ one) => [
    ...one.text.map((/** @type {string} */ text) => el("p", {}, filled(text))),
    one.steps.length > 0 && el("ol", { class: "steps" }, one.steps.map((/** @type {string} */ text) => el("li", {}, filled(text)))),
    one.points.length > 0 && el("ul", { class: "points" }, one.points.map((/** @type {string} */ text) => el("li", {}, filled(text)))),
  ];
  const upload = el("div", { id: "cach-dua" });
  const showPlace = () => upload.replaceChildren(...(END.place === "chua-biet" ? [byId("chua-biet").content.cloneNode(true)] : section(END.place) ? body(section(END.place)) : []).filter((/** @type {any} */ part) => part));
  const places = [...PLACES.filter(section).map((id) => [id, section(id).heading]), ["chua-biet", SAID.place_unknown]];
  const choices = places.map(([id, label]) => el("label", { class: "choice", for: `noi-${id}` },
    el("input", { type: "radio", name: "noi-dat", id: `noi-${id}`, value: id, checked: END.place === id, onchange: () => {
      END.place = id;
      showPlace();
    } }), el("span", {}, label)));
  showPlace();
  const renewal = section("gia-han");
  return [
    el("h3", { id: "bay-gio" }, SAID.next_heading),
    el("fieldset", { class: "field" }, el("legend", {}, SAID.place_ask), choices), upload,
    ...AFTER.filter(section).map((id) => el("details", { class: "more" }, el("summary", {}, filled(section(id).heading)), body(section(id)))),
    answers.domain && el("p", {}, el("a", { class: "plain", href: `https://${answers.domain}/`, target: "_blank", rel: "noopener noreferrer" }, SAID.open_site)),
    el("h3", {}, renewal?.heading ?? SAID.next_renew),
    ...(end && renewal ? [...body(renewal).filter((/** @type {any} */ part) => part), el("button", { type: "button", class: "plain", disabled: isWrong, onclick: calendar }, SAID.file_calendar)]
      : [el("p", {}, SAID.next_renew_text), el("button", { type: "button", class: "plain", onclick: () => goToPath("granted_on", false) }, SAID.fill_granted)]),
    el("h3", {}, SAID.change_heading), el("p", {}, SAID.next_change), byId("viec-tiep").content.cloneNode(true),
  ];
}
