// One owner's site: answers and photos in, files out, as generator/starter/site.py makes them.
import { completed } from "./answers.js";
import { contactCard, endOfFreeYears, freeYears, renewalCalendar } from "./cards.js";
import { below, say } from "./context.js";
import { atomFeed } from "./feed.js";
import { kilobytes, robots, sitemap, webManifest } from "./hosting.js";
import { FEED, frameOf, homeView, pageOf, postViews, renderPage, SHARE_PICTURE, VCARD, viewOf } from "./pages.js";
import { vietqrText } from "./payment.js";
import { drawCode, drawIcons, drawShare } from "./pictures.js";
import { exportResume } from "./resume.js";
import { sha256 } from "./sha256.js";
import { fill, formatDate, utf8 } from "./text.js";
import { CONTACT_CODE, PAYMENT_CODE } from "./trade.js";

const BLOG = "bai/index.html";
export const ANSWERS_FILE = "tra-loi.yml";
export const RECORD_FILE = "phocap-site.json";
const CODE_PIXELS = 480;

/**
 * Return the first page alone, for a preview, with its frame. No picture is drawn; `images` are records as the page shows them.
 * @param {any} kind {data, render} @param {any} values @param {string} builtOn @param {Record<string, any>} images
 */
export function firstPage(kind, values, builtOn, images) {
  const { data, render } = kind;
  const answers = completed(data, data.form, values);
  const base = answers.domain ? `https://${answers.domain}/` : "";
  const frame = frameOf(data, render, answers, contactCard(data.kind, answers, base) !== null);
  const lang = data.kind === "profile" ? answers.lang : "vi";
  const context = { words: data.words[lang], lang, builtOn, images };
  return renderPage(frame, "index.html", homeView(frame, context));
}

/** Return the texts of the codes of a site by their files. @param {any} data @param {any} answers @param {boolean} hasCard */
export function codesOf(data, answers, hasCard) {
  /** @type {Record<string, string>} */
  const codes = {};
  const transfer = data.kind === "profile" ? "" : vietqrText(data.banks, answers.payment);
  if (transfer) codes[PAYMENT_CODE] = transfer;
  if (answers.domain && hasCard) codes[CONTACT_CODE] = `https://${answers.domain}/${VCARD}`;
  return codes;
}

/**
 * Return every file of a site by its path.
 * @param {any} kind {data, render}
 * @param {{values: any, builtOn: string, images: Record<string, any>, files: Map<string, Uint8Array>, source: string}} request
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function buildSite(kind, request) {
  const { data, render } = kind, { builtOn } = request;
  const answers = completed(data, data.form, request.values);
  const isPerson = data.kind === "profile";
  const files = new Map(request.files);
  const text = (/** @type {string} */ path, /** @type {string} */ content) => files.set(path, utf8(content));
  const card = contactCard(data.kind, answers, answers.domain ? `https://${answers.domain}/` : "");
  if (card !== null) text(VCARD, card);
  const frame = frameOf(data, render, answers, card !== null);
  const lang = isPerson ? answers.lang : "vi";
  const images = { ...request.images };
  for (const [path, content] of Object.entries(codesOf(data, answers, card !== null))) {
    const { png, side } = await drawCode(data.qr, content, CODE_PIXELS);
    files.set(path, png);
    const size = { width: side, height: side, alt: "", bytes: png.length, src_set: "", webp_set: "", sizes: "" };
    images[path] = { src: path, ...size, size_text: kilobytes(png.length) };
  }
  const context = { words: data.words[lang], lang, builtOn, images };
  /** @type {string[]} */
  const pages = [];
  const page = (/** @type {string} */ path, /** @type {string} */ template, /** @type {any} */ view) => {
    text(path, renderPage(frame, template, view));
    pages.push(path);
  };
  page("index.html", "index.html", homeView(frame, context));
  if (isPerson) personPages(frame, context, text, page);
  const missing = { home: frame.base || "index.html", canonical: "", noindex: true, linked: false };
  const lost = pageOf(frame, context, "404", "404.html", say(context, "not_found_title"), "", missing);
  text("404.html", renderPage(frame, "404.html", viewOf(frame, context, lost, {})));
  const { light } = data.colours[frame.palette];
  for (const [path, picture] of Object.entries(await drawIcons(light, frame.title))) files.set(path, picture);
  files.set(SHARE_PICTURE, await drawShare(light, frame.title, isPerson ? answers.basics.label : answers.tagline, answers.domain));
  const weight = await weightSentence(files, data.words.vi);
  text(".htaccess", data.hosting.htaccess.replaceAll("{policy}", frame.policy));
  text("_headers", data.hosting.headers.replaceAll("{policy}", frame.policy));
  text("robots.txt", robots(frame.base));
  text("site.webmanifest", webManifest(frame.title, lang, light.deep, light.page));
  if (frame.base) text("sitemap.xml", sitemap(frame.base, pages, builtOn));
  let end = "";
  if (answers.granted_on) {
    const years = freeYears(data.free_years, answers.domain);
    end = formatDate(endOfFreeYears(answers.granted_on, years));
    text("gia-han.ics", renewalCalendar(answers.domain || frame.title, answers.granted_on, years, data.words.vi));
  }
  text("HUONG-DAN.html", guidePage(frame, { ...context, words: data.words.vi, lang: "vi", images: {} }, weight, end));
  if (request.source) text(ANSWERS_FILE, request.source);
  text(RECORD_FILE, siteRecord(frame, files));
  return files;
}

/** @param {any} frame @param {any} context @param {Function} text @param {Function} page */
function personPages(frame, context, text, page) {
  const { data, answers } = frame;
  if (answers.english && context.lang === "vi") {
    const path = "en/index.html";
    page(path, "index.html", homeView(frame, below(context, "en", data.words.en), path));
  }
  text("resume.json", exportResume(data, answers));
  const posts = postViews(frame, context);
  for (const view of posts) page(view.page.path, "post.html", view);
  if (!posts.length) return;
  const heading = answers.blog_title || say(context, "blog");
  const blog = pageOf(frame, context, "blog", BLOG, heading, heading, { feed: frame.base ? `../${FEED}` : "" });
  const rows = posts.map((view) => view.post);
  page(BLOG, "blog.html", viewOf(frame, context, blog, { posts: rows }));
  const { name } = answers.basics;
  if (frame.base) text(FEED, atomFeed(`${heading} - ${name}`, name, frame.base, frame.base + FEED, answers.lang, rows));
}

/** @param {any} frame @param {any} context @param {string} weight @param {string} end */
function guidePage(frame, context, weight, end) {
  const { guide } = frame.data, years = freeYears(frame.data.free_years, frame.answers.domain);
  const page = pageOf(frame, context, "guide", "HUONG-DAN.html", guide.heading, "", { canonical: "", noindex: true });
  const values = { domain: frame.answers.domain || guide.no_domain, weight, years, end };
  const filled = (/** @type {string} */ text) => fill(text, values);
  const sections = guide.sections
    .filter((/** @type {any} */ section) => end || section.needs !== "granted")
    .map((/** @type {any} */ section) => ({
      id: section.id,
      heading: filled(section.heading),
      text: section.text.map(filled),
      steps: section.steps.map(filled),
      points: section.points.map(filled),
    }));
  return renderPage(frame, "huong-dan.html", viewOf(frame, context, page, { guide: { lead: filled(guide.lead), sections } }));
}

/** @param {any} frame @param {Map<string, Uint8Array>} files @returns {string} */
function siteRecord(frame, files) {
  const hashes = Object.fromEntries([...files.keys()].sort().map((path) => [path, sha256(/** @type {Uint8Array} */ (files.get(path)))]));
  const made = { version: 1, kind: frame.kind, look: frame.look, palette: frame.palette, files: hashes };
  return JSON.stringify(made, null, 1).replace(/\n +/g, "\n") + "\n";
}

/** Return "Trang của bạn nặng 11 kB …" with the bytes that were measured. @param {Map<string, Uint8Array>} files @param {Record<string, string>} words */
export async function weightSentence(files, words) {
  const bytes = /** @type {Uint8Array} */ (files.get("index.html"));
  const html = new TextDecoder().decode(bytes);
  const stream = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(new CompressionStream("gzip"));
  const page = (await new Response(stream).arrayBuffer()).byteLength;
  const names = new Set([
    ...[...html.matchAll(/(?:webp"|image\/webp") srcset="([^" ]+)/g)].map((match) => match[1]),
    ...[...html.matchAll(/<img src="([^"]+\.png)"/g)].map((match) => match[1]),
  ]);
  let pictures = 0;
  for (const name of names) pictures += files.get(name)?.length ?? 0;
  if (!pictures) return fill(words.weight_plain, { page: kilobytes(page) });
  return fill(words.weight_pictures, { page: kilobytes(page), pictures: kilobytes(pictures), all: kilobytes(page + pictures) });
}
