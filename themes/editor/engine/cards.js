// Contact cards (vCard 3.0) and the renewal calendar (RFC 5545): lines folded at 75 octets.
import { sha256 } from "./sha256.js";
import { fill, formatDate, phoneDigits, utf8 } from "./text.js";

const LINE_OCTETS = 75;
const DAYS_BEFORE = [60, 30, 7];
const TIME_ZONE = [
  "BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700",
  "TZOFFSETTO:+0700", "END:STANDARD", "END:VTIMEZONE",
];

/** @param {string[]} lines @returns {string} */
function foldedLines(lines) {
  let out = "";
  for (const line of lines) {
    let room = LINE_OCTETS;
    for (const letter of line) {
      const size = utf8(letter).length;
      if (size > room) {
        out += "\r\n ";
        room = LINE_OCTETS - 1;
      }
      out += letter;
      room -= size;
    }
    out += "\r\n";
  }
  return out;
}

/** @param {string} text @returns {string} */
function escapedValue(text) {
  return text.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replaceAll("\n", "\\n");
}

/** @param {string} text @returns {string} */
function cardValue(text) {
  return escapedValue(text.replaceAll("\r", " "));
}

/** Return a vCard, or null when there is no way to reach the owner. @param {string} kind @param {any} answers @param {string} base */
export function contactCard(kind, answers, base) {
  const rows = kind === "profile" ? personRows(answers, base) : tradeRows(answers, base);
  if (!rows) return null;
  const lines = rows.filter(([, value]) => value).map(([name, value]) => `${name}:${value}`);
  return foldedLines(["BEGIN:VCARD", "VERSION:3.0", ...lines, "END:VCARD"]);
}

/** @param {any} answers @param {string} base @returns {[string, string][] | null} */
function tradeRows(answers, base) {
  const { contact, address: place } = answers;
  if (!contact.phone && !contact.email && !contact.phone_2) return null;
  const parts = [place.street, place.commune, place.province];
  const [street, commune, province] = parts.map(cardValue);
  return [
    ["N", `;${cardValue(answers.name)};;;`],
    ["FN", cardValue(answers.name)],
    ["ORG", cardValue(answers.name)],
    ["TEL;TYPE=WORK,VOICE", phoneDigits(contact.phone)],
    ["TEL;TYPE=WORK", phoneDigits(contact.phone_2)],
    ["EMAIL;TYPE=INTERNET", cardValue(contact.email)],
    ["ADR;TYPE=WORK", parts.some((part) => part) ? `;;${street};${commune};${province};;Việt Nam` : ""],
    ["URL", base],
    ["NOTE", cardValue(answers.tagline)],
  ];
}

/** @param {any} answers @param {string} base @returns {[string, string][] | null} */
function personRows(answers, base) {
  const { basics, contact } = answers;
  const phone = contact.phone || basics.phone, email = contact.email || basics.email;
  if (!phone && !email) return null;
  const space = basics.name.indexOf(" ");
  const family = space < 0 ? basics.name : basics.name.slice(0, space);
  const given = space < 0 ? "" : basics.name.slice(space + 1);
  return [
    ["N", `${cardValue(family)};${cardValue(given)};;;`],
    ["FN", cardValue(basics.name)],
    ["TITLE", cardValue(basics.label)],
    ["TEL;TYPE=CELL,VOICE", phoneDigits(phone)],
    ["EMAIL;TYPE=INTERNET", cardValue(email)],
    ["URL", base || basics.url],
  ];
}

/** Return for how many years a name is free: those of the offer with its ending, else of the first. @param {Record<string, number>} offers @param {string} domain */
export function freeYears(offers, domain) {
  const found = Object.keys(offers).find((suffix) => domain.endsWith(`.${suffix}`));
  return found ? offers[found] : Object.values(offers)[0];
}

/** Return the same day some years later; 29 February becomes 28 February. @param {string} day @param {number} years */
export function endOfFreeYears(day, years) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year + years, month - 1, date));
  if (last.getUTCMonth() !== month - 1) last.setUTCDate(0);
  return last.toISOString().slice(0, 10);
}

/** @param {string} day @param {number} by @returns {string} "20261123" */
function compactDay(day, by = 0) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 864e5).toISOString().slice(0, 10).replaceAll("-", "");
}

/** Return the calendar that rings before the free years end. @param {string} domain @param {string} granted @param {number} years @param {Record<string, string>} words */
export function renewalCalendar(domain, granted, years, words) {
  const last = endOfFreeYears(granted, years);
  const key = sha256(utf8(`${domain}${granted}`)).slice(0, 16);
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//phocap//phocap//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapedValue(fill(words.renew_name, { domain }))}`, "X-WR-TIMEZONE:Asia/Ho_Chi_Minh", ...TIME_ZONE,
  ];
  for (const days of DAYS_BEFORE) {
    const title = escapedValue(fill(words.renew_title, { domain, days }));
    lines.push(
      "BEGIN:VEVENT", `UID:gia-han-${days}-${key}@phocap`, `DTSTAMP:${compactDay(granted)}T000000Z`,
      `DTSTART;VALUE=DATE:${compactDay(last, -days)}`, `DTEND;VALUE=DATE:${compactDay(last, 1 - days)}`,
      `SUMMARY:${title}`, `DESCRIPTION:${escapedValue(fill(words.renew_text, { domain, date: formatDate(last) }))}`,
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${title}`, "TRIGGER:PT8H", "END:VALARM", "END:VEVENT",
    );
  }
  return foldedLines([...lines, "END:VCALENDAR"]);
}
