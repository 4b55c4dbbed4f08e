// Texts as Python's side sees them: the same spaces, folding, numbers, dates. Pure functions.

/** What Python takes for white space; JavaScript's \s differs in seven characters. */
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const SPACES = new RegExp(SPACE, "g");
const OUTER_SPACES = new RegExp(`^${SPACE}|${SPACE}$`, "g");
const NO_BREAK_SPACE = "\u00a0";

/** @param {string} text @returns {string} */
export function strip(text) {
  return text.replace(OUTER_SPACES, "");
}

/** Return a text with every run of white space as one space. @param {string} text @returns {string} */
export function collapse(text) {
  return strip(text).replace(SPACES, " ");
}

/** Return lower-case text without marks. @param {string} text @returns {string} */
export function fold(text) {
  return text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
}

/** @param {string} text @returns {string} */
export function slugify(text) {
  return (fold(text).match(/[a-z0-9]+/g) || []).join("-");
}

/** @param {number} value @returns {string} "1.800" */
export function formatNumber(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** @param {number} dong @returns {string} */
export function formatMoney(dong) {
  return `${formatNumber(dong)}${NO_BREAK_SPACE}đ`;
}

/** @param {string} day "2026-11-22" @returns {string} "22/11/2026" */
export function formatDate(day) {
  const [year, month, date] = day.split("-");
  return `${date}/${month}/${Number(year)}`;
}

/** Replace {name} by its value; what was put in is not looked at again.
 * @param {string} text @param {Record<string, string | number>} values @returns {string} */
export function fill(text, values) {
  return text.replace(/\{([a-z_]+)\}/g, (all, name) => (Object.hasOwn(values, name) ? String(values[name]) : all));
}

/** Return the paragraphs of a text: an empty line parts them. @param {string} text @returns {string[]} */
export function paragraphs(text) {
  const blocks = strip(text.replaceAll("\r\n", "\n")).split(/\n[ \t]*\n+/);
  return blocks.map(collapse).filter((block) => block);
}

/** Return a text of at most some letters, cut between words. @param {string} text @param {number} length */
export function cut(text, length) {
  const letters = [...collapse(text)];
  if (letters.length <= length) return letters.join("");
  const kept = letters.slice(0, length - 1).join("");
  const last = kept.lastIndexOf(" ");
  return (last < 0 ? kept : kept.slice(0, last)).replace(/[ ,.;:–-]+$/, "") + "…";
}

/** Return a number as tel: wants it. @param {string} phone @returns {string} */
export function phoneDigits(phone) {
  const digits = phone.replace(/\D/g, "");
  if (digits.startsWith("00")) return `+${digits.slice(2)}`;
  if (phone.replace(/^[ (]+/, "").startsWith("+")) return `+${digits}`;
  return digits.startsWith("0") && digits.length >= 9 ? `+84${digits.slice(1)}` : digits;
}

/** @param {string} phone @returns {string} */
export function phoneShown(phone) {
  return strip(phone).replace(/[ .-]+/g, NO_BREAK_SPACE);
}

/** Return text for a query of an address, as Python's quote with nothing safe. @param {string} text */
export function quote(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** @param {string} text @returns {Uint8Array} */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** Return a text for XML. @param {string} text @returns {string} */
export function xml(text) {
  return text.replaceAll("&", "&amp;").replaceAll(">", "&gt;").replaceAll("<", "&lt;");
}
