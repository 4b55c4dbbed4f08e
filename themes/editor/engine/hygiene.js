// Letters that were lost or broken on the way, as generator/loading/hygiene.py knows them. Pure functions.

export const ADDRESS = /(?:https?|htt?ps?)[:/]+\S+|www\.\S+|[\w.+-]{1,64}@\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\/\S*/gi;
const COMPOSED_TONE = /[\u1ea0-\u1ef9]/; // letters that no single-byte encoding has
const OLD_FONT = /[A-Za-z][µ¸¶¹¾¼½¨©ª®¬]|[µ¸¶¹®][A-Za-z]/;
const LOST = /\p{L}\?\p{L}/u;
const LETTERS = /^[aăâbcdđeêfghijklmnoôơpqrstuưvwxyz]$/;
const MARKS = /^[\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b]*$/;
const SIGNS = "–—“”‘’…•·\u00a0°²½";

/** @type {Record<string, Map<string, number>>} */
const TABLES = {};

/** Return the bytes by letter of an encoding of one byte. @param {string} encoding */
function byteTable(encoding) {
  const decoder = new TextDecoder(encoding);
  return (TABLES[encoding] ??= new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte])));
}

/** @param {string} letter */
function isVietnamese(letter) {
  if (letter < "\x80" || SIGNS.includes(letter)) return true;
  const [base, ...marks] = letter.toLowerCase().normalize("NFD");
  return /^\p{L}$/u.test(letter) && LETTERS.test(base) && MARKS.test(marks.join(""));
}

/** Return what a text was before its UTF-8 was read as Windows-1252 or 1258, or "". @param {string} text @returns {string} */
export function repaired(text) {
  if (!/[^\x00-\x7f]/.test(text) || COMPOSED_TONE.test(text)) return "";
  const letters = [...text];
  for (const encoding of ["windows-1252", "windows-1258"]) {
    const table = byteTable(encoding);
    const bytes = letters.map((letter) => table.get(letter) ?? letter.codePointAt(0) ?? 256);
    if (bytes.some((byte) => byte > 255)) continue;
    try {
      const found = [...new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))];
      if (found.length < letters.length && found.every(isVietnamese)) return found.join("").normalize("NFC");
    } catch {
      continue; // not this encoding
    }
  }
  return "";
}

/** Return the place where letters of an old font (TCVN3) stand, or "". @param {string} text @returns {string} */
export function oldFont(text) {
  const found = OLD_FONT.exec(text);
  return found ? text.slice(Math.max(0, found.index - 6), found.index + found[0].length + 6) : "";
}

/** Return the place where a letter became a question mark, or "". @param {string} text @returns {string} */
export function lostLetter(text) {
  if (!/[?\ufffd]/.test(text)) return "";
  const rest = text.replace(ADDRESS, "·"), found = LOST.exec(rest) || /\ufffd/.exec(rest);
  return found ? rest.slice(Math.max(0, found.index - 6), found.index + found[0].length + 6).trim() : "";
}

/** Return a number with all but its first three digits hidden. @param {string} number @returns {string} */
export function masked(number) {
  let seen = 0;
  return number.replace(/\d/g, (digit) => (++seen > 3 ? "•" : digit));
}
