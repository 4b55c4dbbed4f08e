// The known word most like a given one, as Python's difflib finds it (Ratcliff and Obershelp, cutoff 0.6).
import { fold } from "./text.js";

const CUTOFF = 0.6;

/** Return how many letters two texts share in matching blocks. @param {string[]} first @param {string[]} second @returns {number} */
function shared(first, second) {
  let best = 0, from = 0, to = 0;
  /** @type {number[]} */
  let above = [];
  for (let i = 0; i < first.length; i++) {
    /** @type {number[]} */
    const row = [];
    for (let j = 0; j < second.length; j++) {
      if (first[i] !== second[j]) continue;
      row[j] = (above[j - 1] || 0) + 1;
      if (row[j] > best) [best, from, to] = [row[j], i - row[j] + 1, j - row[j] + 1];
    }
    above = row;
  }
  if (!best) return 0;
  const before = shared(first.slice(0, from), second.slice(0, to));
  return best + before + shared(first.slice(from + best), second.slice(to + best));
}

/** @param {string} word @param {string[]} known @returns {string | null} */
export function nearest(word, known) {
  const wanted = [...fold(word)], byFolded = new Map(known.map((candidate) => [fold(candidate), candidate]));
  let found = null, best = CUTOFF, bestKey = "";
  for (const [key, candidate] of byFolded) {
    const letters = [...key], length = letters.length + wanted.length;
    const ratio = length ? (2 * shared(letters, wanted)) / length : 1;
    if (ratio > best || (ratio === best && key >= bestKey)) [found, best, bestKey] = [candidate, ratio, key];
  }
  return found;
}
