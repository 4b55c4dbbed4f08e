// Posts of a blog: Markdown without raw HTML, links to https, mailto and tel only. markdown-it is loaded when it is needed.
import { slugify } from "./text.js";

const SAFE_LINK = /^(https:\/\/[^\s"'<>\\]+|mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|tel:\+?[0-9]+|#[\w-]*)$/;
const RESERVED = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/;

/** @type {any} */
let parser = null;

/** @returns {any} */
function markdown() {
  if (!parser) {
    const make = /** @type {any} */ (globalThis).markdownit;
    if (!make) throw new Error("markdown-it is not loaded");
    parser = make("commonmark", { html: false }).enable(["table", "strikethrough"]).disable(["image", "html_inline"]);
    parser.validateLink = (/** @type {string} */ url) => SAFE_LINK.test(url);
  }
  return parser;
}

/** Return the HTML of a post: headings start at h2, links carry rel. @param {string} text @returns {string} */
export function postHtml(text) {
  const tokens = markdown().parse(text, {});
  const headings = tokens.filter((/** @type {any} */ token) => /^heading_(open|close)$/.test(token.type));
  const highest = Math.min(...headings.map((/** @type {any} */ token) => Number(token.tag.slice(1))));
  for (const token of headings) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) - highest + 2)}`;
  for (const token of tokens) {
    if (token.attrs) token.attrs = token.attrs.filter((/** @type {string[]} */ [name]) => name !== "style");
    for (const child of token.children || []) if (child.type === "link_open") child.attrSet("rel", "noopener noreferrer");
  }
  return markdown().renderer.render(tokens, markdown().options, {});
}

/** Return the posts to be shown with their slugs, newest first. @param {any[]} posts @param {string} today @returns {[any, string][]} */
export function published(posts, today) {
  const shown = posts.filter((post) => !post.draft && post.date <= today);
  /** @type {Map<string, number>} */
  const taken = new Map([["index", 1]]);
  const slugs = new Map();
  for (const post of [...shown].sort(byDate)) {
    let slug = post.slug || slugify(post.title).slice(0, 60).replace(/^-+|-+$/g, "") || "bai";
    if (RESERVED.test(slug)) slug = `bai-${slug}`;
    const count = (taken.get(slug) || 0) + 1;
    taken.set(slug, count);
    slugs.set(post, count === 1 ? slug : `${slug}-${count}`);
  }
  return [...shown].sort((one, other) => byDate(other, one)).map((post) => [post, slugs.get(post)]);
}

/** @param {any} one @param {any} other */
function byDate(one, other) {
  return one.date < other.date ? -1 : one.date > other.date ? 1 : 0;
}
