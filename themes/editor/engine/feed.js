// The feed of a blog: Atom 1.0 (RFC 4287).
import { xml } from "./text.js";

/** Return a value as an attribute with its quotes, as Python's quoteattr. @param {string} text */
function attribute(text) {
  const safe = xml(text).replaceAll("\n", "&#10;").replaceAll("\r", "&#13;").replaceAll("\t", "&#9;");
  return safe.includes('"') ? (safe.includes("'") ? `"${safe.replaceAll('"', "&quot;")}"` : `'${safe}'`) : `"${safe}"`;
}

/** @param {string} title @param {string} author @param {string} base @param {string} feed @param {string} lang @param {any[]} rows newest first */
export function atomFeed(title, author, base, feed, lang, rows) {
  const moment = (/** @type {string} */ day) => `${day}T00:00:00+07:00`;
  const newest = rows.reduce((day, row) => (row.date > day ? row.date : day), "1970-01-01");
  const parts = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    `<title>${xml(title)}</title>`,
    `<id>${xml(feed)}</id>`,
    `<link rel="self" type="application/atom+xml" href=${attribute(feed)}/>`,
    `<link rel="alternate" type="text/html" href=${attribute(base)}/>`,
    `<updated>${moment(newest)}</updated>`,
    `<author><name>${xml(author)}</name></author>`,
  ];
  for (const row of rows) {
    const url = base + row.href;
    parts.push(
      `<entry xml:lang="${row.lang}">`, `<title>${xml(row.heading)}</title>`, `<id>${xml(url)}</id>`,
      `<link href=${attribute(url)}/>`, `<published>${moment(row.date)}</published>`, `<updated>${moment(row.date)}</updated>`,
    );
    if (row.summary) parts.push(`<summary>${xml(row.summary)}</summary>`);
    parts.push(`<content type="html">${xml(row.body_html)}</content>`, "</entry>");
  }
  return [...parts, "</feed>", ""].join("\n");
}
