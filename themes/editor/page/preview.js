// The first page as it grows, in a frame that runs nothing, leads nowhere and sees nothing of this page.
import { judged } from "./checks.js";
import { completed } from "./answers.js";
import { contactCard } from "./cards.js";
import { dataAddress, loadScript } from "./dom.js";
import { photoRecord } from "./photos.js";
import { drawCode } from "./pictures.js";
import { codesOf, firstPage } from "./site.js";
import { WORK } from "./work.js";

/** Return today in Vietnam, "2026-11-23". @returns {string} */
export function today() {
  return new Date(Date.now() + 252e5).toISOString().slice(0, 10);
}

/** Return answers that can be shown at once: what is wrong is left out, a name stands in for a missing one.
 * @param {Record<string, string>} words @returns {{values: any, problems: any[]}} */
export function shownAnswers(words) {
  const { data } = WORK.kind;
  const { values, problems } = judged(data, WORK.values, words);
  if (data.kind === "profile") values.basics = { name: "…", ...values.basics };
  else values.name ??= "…";
  const look = values.look ??= {};
  if (!data.looks[look.name]) delete look.name;
  const own = data.looks[look.name] || Object.values(data.looks)[0];
  if (!own.palettes.includes(look.palette)) delete look.palette;
  if (!Object.keys(look).length) delete values.look;
  return { values, problems };
}

/** Posts need a library that pages without posts never load. @param {any} values @returns {Promise<void>} */
export async function readyForPosts(values) {
  if (values.posts) await loadScript("markdown-it.js");
}

/** Return pictures as the preview and the single file carry them: inside the page. @param {any} values @returns {Promise<Record<string, any>>} */
async function inlinePictures(values) {
  const { data } = WORK.kind;
  /** @type {Record<string, any>} */
  const images = {};
  for (const [name, photo] of WORK.photos) {
    const jpegs = [...photo.files].filter(([path]) => path.endsWith(".jpg"));
    const bytes = jpegs.length ? jpegs[jpegs.length - 1][1] : null;
    if (bytes) images[name] = { ...photoRecord(photo), src: dataAddress(bytes, "image/jpeg"), src_set: "", webp_set: "" };
  }
  const answers = completed(data, data.form, values);
  const card = contactCard(data.kind, answers, answers.domain ? `https://${answers.domain}/` : "");
  for (const [path, text] of Object.entries(codesOf(data, answers, card !== null))) {
    const { png, side } = await drawCode(data.qr, text, 480);
    const size = { width: side, height: side, alt: "", bytes: png.length, size_text: "" };
    images[path] = { src: dataAddress(png, "image/png"), src_set: "", webp_set: "", sizes: "", ...size };
  }
  return images;
}

/** Return the first page as one file that needs no other. @param {Record<string, string>} words @returns {Promise<string>} */
export async function singlePage(words) {
  const { values } = shownAnswers(words);
  await readyForPosts(values);
  const page = firstPage(WORK.kind, values, today(), await inlinePictures(values));
  return page.replace(/<link rel="(?:icon|apple-touch-icon|manifest)"[^>]*>\n?/g, "");
}

/** Return the page for the frame: its links lead nowhere. @param {Record<string, string>} words @returns {Promise<string>} */
export async function previewPage(words) {
  const page = await singlePage(words);
  return page.replace(/(<a [^>]*?href=")(?!#)[^"]*/g, "$1#");
}
