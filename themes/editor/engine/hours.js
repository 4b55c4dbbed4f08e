// Opening hours: days as people write them become days of the week.
import { say } from "./context.js";
import { fold } from "./text.js";

export const SCHEMA_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAY_NAMES = new Map(
  Object.entries({ 2: 0, 3: 1, 4: 2, 5: 3, 6: 4, 7: 5, cn: 6, hai: 0, ba: 1, tu: 2, nam: 3, sau: 4, bay: 5, "chu nhat": 6 }),
);
const EVERY_DAY = new Set(["hang ngay", "hàng ngày", "moi ngay", "ca tuan", "cac ngay trong tuan"]);
const SHORT_DAYS = {
  vi: ["T2", "T3", "T4", "T5", "T6", "T7", "CN"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

/** Return the days meant, Monday 0, or null. @param {string} text @returns {number[] | null} */
export function weekDays(text) {
  const folded = fold(text).replace(/^[ .]+|[ .]+$/g, "");
  if (EVERY_DAY.has(folded)) return [0, 1, 2, 3, 4, 5, 6];
  /** @type {Set<number>} */
  const days = new Set();
  for (const part of folded.split(/[,;+]| va /).filter((piece) => piece)) {
    const ends = part.split(/–|-| den /).map((end) => DAY_NAMES.get(end.trim().replace(/^(thu|t)\s*\.?\s*/, "")));
    if (ends.includes(undefined) || ends.length > 2) return null;
    const first = ends[0] ?? 0, last = ends.at(-1) ?? 0;
    for (let day = first; day !== last; day = (day + 1) % 7) days.add(day);
    days.add(last);
  }
  return days.size ? [...days].sort((one, other) => one - other) : null;
}

/** @param {string} text @param {any} context @returns {string} */
function daysShown(text, context) {
  const days = weekDays(text);
  if (days === null) return text;
  if (days.length === 7) return say(context, "hours_daily");
  const names = SHORT_DAYS[/** @type {"vi" | "en"} */ (context.lang)];
  /** @type {number[][]} */
  const runs = [];
  for (const day of days) {
    if (runs.length && runs.at(-1)?.at(-1) === day - 1) runs.at(-1)?.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) => (run.length > 2 ? `${names[run[0]]}–${names[run[run.length - 1]]}` : run.map((day) => names[day]).join(", ")))
    .join(", ");
}

/** @param {any} row @param {any} context @returns {string} */
function timesShown(row, context) {
  if (!row.opens || !row.closes) return say(context, "hours_closed");
  if (row.opens.padStart(5, "0") === "00:00" && row.closes === "24:00") return say(context, "hours_all_day");
  return `${row.opens}–${row.closes}`;
}

/** Return the block of opening hours, or null. @param {any[]} rows @param {string} note @param {any} context */
export function hoursView(rows, note, context) {
  if (!rows.length && !note) return null;
  const shown = rows.map((row) => ({ days: daysShown(row.days, context), times: timesShown(row, context), note: row.note }));
  const brief = shown.slice(0, 2).map((row) => `${row.days} ${row.times}`).join(" · ") || note;
  return { heading: say(context, "hours_title"), rows: shown, note, brief };
}
