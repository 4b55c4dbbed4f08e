// What is wrong or unwise in answers beyond their form, as generator/starter/judging.py says it. Words, patterns and
// lists are data made from the same Python; the judge of names is loaded when it is needed.
import { weekDays } from "./hours.js";
import { nearest } from "./nearest.js";
import { findBank, plainMessage } from "./payment.js";
import { published } from "./posts.js";
import { fill, fold, formatDate } from "./text.js";

/**
 * @typedef {{path: string, text: string, hint: string}} Advice
 * @typedef {{joined: (text: string) => string, warnings: (label: string) => [string, string][]}} Names
 */

const CHEATING = ["official_word", "looks_like", "place"];

/** @param {any} data @param {string} key @param {string} path @param {Record<string, string | number>} values @param {string} hint @returns {Advice} */
function said(data, key, path, values = {}, hint = "") {
  const advice = data.advice[key];
  return { path, text: fill(advice.text, values).trim(), hint: hint || fill(advice.asked || advice.hint, values) };
}

/**
 * Return what is unwise in answers that have every field, in the order of Python.
 * @param {any} data @param {any} answers @param {string} today "2026-11-23" @param {Names | null} names @returns {Advice[]}
 */
export function advised(data, answers, today, names) {
  const found = names ? namesAdvised(data, answers, names) : [];
  if (data.kind === "profile") return [...found, ...privateAdvised(data, answers, today)];
  const { contact } = answers;
  if (!(contact.phone || contact.zalo || contact.messenger || contact.email)) found.push(said(data, "contact", "contact"));
  return [...found, ...paymentAdvised(data, answers.payment), ...smallThings(data, answers, today)];
}

/** @param {any} data @param {any} answers @param {Names} names @returns {Advice[]} */
function namesAdvised(data, answers, names) {
  const isPerson = data.kind === "profile", found = [];
  const title = isPerson ? answers.basics.name : answers.name;
  const asked = [[names.joined(title), isPerson ? "basics.name" : "name"], [answers.domain.split(".")[0], "domain"]];
  for (const [text, path] of asked) {
    const wrong = text && names.warnings(text).find(([code]) => CHEATING.includes(code) && (path === "domain" || code !== "place"));
    if (wrong) found.push(said(data, "name", path, { found: wrong[1] }));
  }
  return found;
}

/** @param {any} data @param {any} payment @returns {Advice[]} */
function paymentAdvised(data, payment) {
  /** @type {Advice[]} */
  const found = [];
  if (!payment) return found;
  const { bank, message } = payment;
  if (!findBank(data.banks, bank)) {
    const near = nearest(bank, data.banks.map((/** @type {any} */ row) => row.short_name));
    found.push(said(data, near ? "bank_near" : "bank", "payment.bank", { bank, near: near || "" }));
  }
  if (message && plainMessage(message) !== message) found.push(said(data, "message", "payment.message", { message: plainMessage(message) }));
  return found;
}

/** @param {any} data @param {any} answers @param {string} today @returns {Advice[]} */
function smallThings(data, answers, today) {
  /** @type {Advice[]} */
  const found = [];
  const each = (/** @type {string} */ name, /** @type {(row: any) => Advice | false} */ judge) =>
    answers[name].forEach((/** @type {any} */ row, /** @type {number} */ at) => {
      const one = judge(row);
      if (one) found.push({ ...one, path: `${name}.${at}.${one.path}` });
    });
  each("hours", (row) => weekDays(row.days) === null && said(data, "hours", "days", { days: row.days }));
  each("reviews", (row) => !row.allowed && said(data, "review", "allowed"));
  each("notices", (row) => Boolean(row.until) && row.until < today && said(data, "notice", "until", { date: formatDate(row.until) }));
  const { owner } = answers;
  const has = [
    owner.name, owner.address || answers.address.street, owner.phone || answers.contact.phone,
    owner.business_code || owner.bearer === "person",
  ];
  const empty = Object.values(data.legal).filter((_, at) => !has[at]);
  if (empty.length) found.push(said(data, "legal", "owner", { fields: empty.join(", ") }));
  return found;
}

/** @param {any} data @param {any} answers @param {string} today @returns {Advice[]} */
function privateAdvised(data, answers, today) {
  /** @type {Advice[]} */
  const found = [];
  const advice = data.facts.cv, { basics } = answers;
  if (basics.location && basics.location.address) found.push(said(data, "home", "basics.location.address", {}, advice));
  const rows = (/** @type {string} */ name, /** @type {string} */ field) =>
    answers[name].map((/** @type {any} */ row, /** @type {number} */ at) => [`${name}.${at}.${field}`, row[field]]);
  const texts = [
    ["basics.summary", basics.summary], ["basics.label", basics.label],
    ...rows("work", "summary"), ...rows("interests", "name"), ...rows("posts", "text"),
  ];
  for (const [path, text] of texts) {
    for (const [what, pattern] of Object.entries(/** @type {Record<string, string>} */ (data.private))) {
      if (new RegExp(pattern, "u").test(fold(text))) found.push(said(data, "private", path, { what }, advice));
    }
  }
  const waiting = answers.posts.length - published(answers.posts, today).length;
  if (waiting) found.push(said(data, "posts", "posts", { count: waiting }));
  return found;
}

/** Return what a page that takes orders still lacks. @param {any} data @param {any} answers complete @param {(path: string) => string} label @returns {Advice[]} */
export function orderingProblems(data, answers, label) {
  const { ordering, owner, contact } = answers;
  if (!ordering.enabled) return [];
  const needed = {
    "owner.name": owner.name,
    "owner.address": owner.address,
    "owner.representative": owner.representative || (owner.bearer === "household" ? owner.name : ""),
    "owner.business_code": owner.business_code,
    "owner.business_code_from": owner.business_code_from,
    "contact.phone": contact.phone || owner.phone,
    ...Object.fromEntries(["how", "delivery", "returns", "complaints", "privacy"].map((name) => [`ordering.${name}`, ordering[name]])),
  };
  const missing = Object.entries(needed).filter(([, value]) => !value).map(([path]) => said(data, "ordering_part", path, { field: label(path) }));
  if (ordering.acknowledged) return missing;
  return [said(data, "ordering_duties", "ordering.acknowledged", { facts: data.facts.ordering }), ...missing];
}
