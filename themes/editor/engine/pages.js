// Pages of a site: views go into the look's templates; addresses inside a site are relative.
import { dayShown, say } from "./context.js";
import { personJson, postJson, tradeJson } from "./jsonld.js";
import { postHtml, published } from "./posts.js";
import { postRow, profileView } from "./profile.js";
import { cut } from "./text.js";
import { tradeView } from "./trade.js";

const BAR_LENGTH = 3;
const DESCRIPTION_LENGTH = 155;
export const SHARE_PICTURE = "chia-se.png";
export const VCARD = "lien-he.vcf";
export const FEED = "bai/feed.xml";

/**
 * What all pages of one site share: the data of its kind, the answers, the chosen look and palette.
 * @typedef {{data: any, render: Function, kind: string, answers: any, title: string, look: string, palette: string, hasVcard: boolean, base: string, css: string, policy: string}} Frame
 */

/** @param {string} kind @param {any} answers @returns {string} the name in the largest type */
export function titleOf(kind, answers) {
  return kind === "profile" ? answers.basics.name : answers.name;
}

/** Return the frame of a site. @param {any} data @param {Function} render @param {any} answers @param {boolean} hasVcard @returns {Frame} */
export function frameOf(data, render, answers, hasVcard) {
  const look = answers.look.name || Object.keys(data.looks)[0];
  const own = data.looks[look];
  if (!own) throw new Error(`no look ${look}`);
  const palette = answers.look.palette || own.palettes[0];
  if (!own.palettes.includes(palette)) throw new Error(`no palette ${palette}`);
  const isLarge = answers.look.large_type;
  return {
    data,
    render,
    kind: data.kind,
    answers,
    title: titleOf(data.kind, answers),
    look,
    palette,
    hasVcard,
    base: answers.domain ? `https://${answers.domain}/` : "",
    css: data.colours[palette].css + own.css + (isLarge ? data.large : ""),
    policy: data.policy.replace("{style}", `sha256-${own.hashes[palette][isLarge ? 1 : 0]}`),
  };
}

/** @param {Frame} frame @param {any} context @param {string} id @param {string} path @param {string} heading @param {string} description @param {Record<string, any>} more */
export function pageOf(frame, context, id, path, heading, description, more = {}) {
  const root = "../".repeat(path.split("/").length - 1);
  const name = frame.title;
  return {
    id,
    path,
    root,
    home: `${root}index.html`,
    lang: context.lang,
    locale: context.lang === "vi" ? "vi_VN" : "en_GB",
    heading,
    title: heading === name || !heading ? name : `${heading} - ${name}`,
    description: cut(description, DESCRIPTION_LENGTH),
    noindex: frame.answers.sample,
    canonical: frame.base ? frame.base + path.replace(/index\.html$/, "") : "",
    alternate: null,
    feed: "",
    share_kind: "website",
    share_title: heading || name,
    share_image: frame.base ? `${frame.base}${SHARE_PICTURE}` : "",
    theme_color: frame.data.colours[frame.palette].light.deep,
    style_css: frame.css,
    csp: frame.policy,
    data_json: "",
    linked: true,
    vcard: frame.hasVcard ? `${root}${VCARD}` : "",
    updated: say(context, "updated", { date: dayShown(context.builtOn) }),
    ...more,
  };
}

/** Return the whole view of a page. @param {Frame} frame @param {any} context @param {any} page @param {Record<string, any>} blocks */
export function viewOf(frame, context, page, blocks) {
  const { kind, look, palette, answers } = frame;
  return {
    page,
    site: { kind, look, palette, name: frame.title, sample: answers.sample, host: answers.domain, back: null },
    words: context.words,
    icons: frame.data.icons,
    bar: (blocks.actions || []).slice(0, BAR_LENGTH),
    ...blocks,
  };
}

/** Return the HTML of a page. @param {Frame} frame @param {string} template @param {any} view @returns {string} */
export function renderPage(frame, template, view) {
  return frame.render(frame.look, frame.data.looks[frame.look].templates[template], view);
}

/** Return the view of the first page, in the language of the context. @param {Frame} frame @param {any} context @param {string} path */
export function homeView(frame, context, path = "index.html") {
  const { answers, kind, data } = frame;
  if (kind !== "profile") {
    const page = pageOf(frame, context, "home", path, answers.name, answers.tagline || answers.story || answers.name);
    page.data_json = tradeJson(kind, answers, context, frame.base);
    return viewOf(frame, context, page, tradeView(kind, answers, context, data.banks));
  }
  const isOther = path !== "index.html";
  const resume = isOther && answers.english ? answers.english : answers;
  const { basics } = resume;
  const page = pageOf(frame, context, "home", path, basics.name, basics.summary || basics.label || basics.name, {
    share_kind: "profile",
    alternate: alternateOf(answers, isOther, context, frame.base),
    data_json: personJson(answers, resume, context, frame.base),
  });
  const rows = postViews(frame, context).map((view) => ({ ...view.post, body_html: "" }));
  page.feed = rows.length && frame.base ? `${page.root}${FEED}` : "";
  return viewOf(frame, context, page, profileView(answers, resume, context, rows));
}

/** @param {any} answers @param {boolean} isOther @param {any} context @param {string} base */
function alternateOf(answers, isOther, context, base) {
  if (!answers.english || answers.lang !== "vi") return null;
  const [href, lang] = isOther ? ["../index.html", "vi"] : ["en/index.html", "en"];
  return { href, lang, label: say(context, "other_language"), url: base ? base + (isOther ? "" : "en/") : "" };
}

/** Return the views of all posts to be shown, newest first. @param {Frame} frame @param {any} context @returns {any[]} */
export function postViews(frame, context) {
  return published(frame.answers.posts, context.builtOn).map(([post, slug]) => {
    const row = postRow(post, slug, context);
    const page = pageOf(frame, context, "post", row.href, post.title, post.summary || post.text, {
      share_kind: "article",
      feed: frame.base ? `../${FEED}` : "",
      data_json: postJson(frame.answers, post, frame.base, row.href),
    });
    const body = { when_long: say(context, "post_on", { date: row.when }), body_html: postHtml(post.text) };
    return viewOf(frame, context, page, { post: { ...row, ...body } });
  });
}
