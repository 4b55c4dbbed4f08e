// What views are made from beside the answers, and what the views of all kinds share.
import { fill, formatDate, formatMoney, phoneDigits, phoneShown, quote } from "./text.js";

/**
 * @typedef {Record<string, any>} View
 * @typedef {{words: Record<string, string>, lang: string, builtOn: string, images: Record<string, View>}} Context
 */

/** @param {Context} context @param {string} key @param {Record<string, string | number>} values @returns {string} */
export function say(context, key, values = {}) {
  return fill(context.words[key], values);
}

/** Return the record of a photo, or null. @param {Context} context @param {View | null} photo @param {string} alt */
export function imageOf(context, photo, alt = "") {
  if (!photo || !Object.hasOwn(context.images, photo.file)) return null;
  return { ...context.images[photo.file], alt: photo.alt || alt };
}

/** Return the context of a page one folder down, in another language. @param {Context} context @param {string} lang @param {Record<string, string>} words */
export function below(context, lang, words) {
  const up = (/** @type {string} */ list) =>
    list.split(",").map((part) => part.trim()).filter((part) => part).map((part) => `../${part}`).join(", ");
  const images = Object.fromEntries(
    Object.entries(context.images).map(([name, record]) => [
      name,
      { ...record, src: `../${record.src}`, src_set: up(record.src_set), webp_set: up(record.webp_set) },
    ]),
  );
  return { ...context, words, lang, images };
}

/** @param {View} address @returns {string} */
export function addressLine(address) {
  return [address.street, address.commune, address.province].filter((part) => part).join(", ");
}

/** Return the owner's map, or a search for the address, or "". @param {View} address @returns {string} */
export function mapLink(address) {
  if (address.map) return address.map;
  if (!address.street || !address.commune) return "";
  return `https://www.openstreetmap.org/search?query=${quote(addressLine(address))}`;
}

/** Return the ways to reach the owner in their order. @param {Context} context @param {View} contact @param {View | null} place */
export function actionsOf(context, contact, place) {
  /** @type {View[]} */
  const found = [];
  const add = (/** @type {string} */ id, /** @type {string} */ icon, /** @type {string} */ label, /** @type {string} */ href, /** @type {string} */ long) =>
    found.push({ id, icon, label, long, href, main: !found.length, away: href.startsWith("https:") });
  if (contact.phone) {
    const long = say(context, "call_number", { number: phoneShown(contact.phone) });
    add("call", "phone", say(context, "call"), `tel:${phoneDigits(contact.phone)}`, long);
  }
  if (contact.zalo) {
    const zalo = /^\+*\d+$/.test(contact.zalo) ? phoneDigits(contact.zalo) : contact.zalo;
    const local = zalo.startsWith("+84") ? `0${zalo.slice(3)}` : zalo;
    add("zalo", "message_circle", say(context, "zalo"), `https://zalo.me/${quote(local)}`, say(context, "zalo"));
  }
  if (contact.messenger) {
    const label = say(context, "messenger");
    add("messenger", "message_circle", label, `https://m.me/${quote(contact.messenger)}`, label);
  }
  const map = place && mapLink(place);
  if (map) add("map", "map_pin", say(context, "map"), map, say(context, "open_map"));
  if (contact.email) {
    const long = say(context, "email_to", { address: contact.email });
    add("email", "mail", say(context, "email"), `mailto:${contact.email}`, long);
  }
  return found;
}

/** Return a price for people, or "". @param {Context} context @param {number | null} low @param {number | null} high @param {string} unit */
export function priceOf(context, low, high, unit) {
  if (low === null && high === null) return "";
  const isSpan = low !== null && high !== null && high > low;
  const shown = isSpan
    ? say(context, "price_span", { low: formatMoney(low), high: formatMoney(high) })
    : formatMoney(low !== null ? low : high || 0);
  return unit ? say(context, "per_unit", { price: shown, unit }) : shown;
}

/** @param {string} day @returns {string} */
export function dayShown(day) {
  return formatDate(day);
}
