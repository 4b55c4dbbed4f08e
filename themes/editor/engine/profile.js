// The view of a person: contact lines, the sections of the résumé as rows of one shape, the newest posts.
import { actionsOf, dayShown, imageOf, say } from "./context.js";
import { collapse, paragraphs, phoneDigits, phoneShown } from "./text.js";

const NEWEST_POSTS = 3;
const SECTIONS = [
  "work", "projects", "education", "skills", "certificates", "awards", "languages", "volunteer", "publications",
  "interests", "references",
];

/** @param {any} answers @param {any} resume the one in the page's language @param {any} context @param {any[]} posts newest first */
export function profileView(answers, resume, context, posts) {
  const { basics } = resume, { contact } = answers;
  const found = Object.fromEntries(SECTIONS.map((name) => [name, sectionOf(name, resume[name], context)]));
  const early = ["projects", "education"];
  const order = resume.work.length ? SECTIONS : [...early, ...SECTIONS.filter((name) => !early.includes(name))];
  const sections = order.map((name) => found[name]).filter(Boolean);
  return {
    name: basics.name,
    monogram: [...(collapse(basics.name).split(" ").at(-1) || "")].slice(0, 1).join("").toUpperCase(),
    label: basics.label,
    photo: imageOf(context, answers.photo, basics.name),
    about: basics.summary ? { heading: say(context, "about"), paragraphs: paragraphs(basics.summary) } : null,
    actions: actionsOf(
      context,
      { ...contact, phone: contact.phone || basics.phone, email: contact.email || basics.email },
      null,
    ),
    lines: contactLines(answers, resume, context),
    sections,
    ...found,
    blog: posts.length
      ? {
          heading: answers.blog_title || say(context, "blog"),
          rows: posts.slice(0, NEWEST_POSTS),
          all: say(context, "blog_all"),
          more: posts.length > NEWEST_POSTS,
        }
      : null,
    menu: sections.map((/** @type {any} */ section) => ({ href: `#${section.id}`, label: section.heading })),
    print_hint: say(context, "print_cv"),
  };
}

/** @param {string} url @returns {string} */
function bareUrl(url) {
  return url.replace(/^https:\/\//, "").replace(/\/+$/, "");
}

/** @param {any} answers @param {any} resume @param {any} context */
function contactLines(answers, resume, context) {
  const { basics } = resume, { contact } = answers;
  /** @type {any[]} */
  const lines = [];
  const add = (/** @type {string} */ icon, /** @type {string} */ label, /** @type {string} */ text, /** @type {string} */ href) => {
    if (text) lines.push({ icon, label, text, href, away: href.startsWith("https:") });
  };
  if (basics.location) add("map_pin", "", [basics.location.city, basics.location.region].filter((part) => part).join(", "), "");
  const email = contact.email || basics.email, phone = contact.phone || basics.phone;
  add("mail", say(context, "email"), email, `mailto:${email}`);
  add("phone", say(context, "call"), phoneShown(phone), `tel:${phoneDigits(phone)}`);
  add("globe", "", bareUrl(basics.url), basics.url);
  for (const account of basics.profiles) {
    const shown = account.username || bareUrl(account.url);
    add("external_link", account.network, account.network ? `${account.network}: ${shown}` : shown, account.url);
  }
  return lines;
}

/** @param {any} values */
function rowOf(values) {
  return { heading: "", sub: "", when: "", where: "", href: "", paragraphs: [], points: [], tags: [], image: null, ...values };
}

/** Return "2024-09-01" as "09/2024", "2024" as it is. @param {string} date @param {any} context */
function monthOf(date, context) {
  const parts = date.split("-");
  return parts.length > 1 ? say(context, "month_year", { month: parts[1], year: parts[0] }) : date;
}

/** Return a span of time: "09/2024 – nay". @param {any} entry @param {any} context @param {boolean} openEnd */
function spanOf(entry, context, openEnd = true) {
  const { startDate: start, endDate: end } = entry;
  if (!start && !end) return "";
  if (start && !end && !openEnd) return monthOf(start, context);
  if (!start) return monthOf(end, context);
  const first = monthOf(start, context), last = end ? monthOf(end, context) : say(context, "present");
  return first === last ? first : say(context, "span", { start: first, end: last });
}

/** @param {string} name @param {any[]} entries @param {any} context */
function sectionOf(name, entries, context) {
  if (!entries.length) return null;
  return { id: name, heading: say(context, name), rows: entries.map((entry) => rowOf(ROWS[name](entry, context))) };
}

/** @type {Record<string, (entry: any, context: any) => any>} */
const ROWS = {
  work: (entry, context) => ({
    heading: entry.position || entry.name,
    sub: entry.position ? entry.name : "",
    when: spanOf(entry, context),
    where: entry.location,
    href: entry.url,
    paragraphs: [entry.description, ...paragraphs(entry.summary)].filter((text) => text),
    points: entry.highlights,
  }),
  volunteer: (entry, context) => ({
    heading: entry.position || entry.organization,
    sub: entry.position ? entry.organization : "",
    when: spanOf(entry, context),
    href: entry.url,
    paragraphs: paragraphs(entry.summary),
    points: entry.highlights,
  }),
  education: (entry, context) => ({
    heading: [entry.studyType, entry.area].filter((part) => part).join(" ") || entry.institution,
    sub: entry.area || entry.studyType ? entry.institution : "",
    when: spanOf(entry, context),
    href: entry.url,
    paragraphs: entry.score ? [`${say(context, "score")}: ${entry.score}`] : [],
    points: entry.courses,
  }),
  projects: (entry, context) => ({
    heading: entry.name,
    sub: [...entry.roles, entry.entity].filter((part, at) => part || at < entry.roles.length).join(", "),
    when: spanOf(entry, context, false),
    href: entry.url,
    paragraphs: paragraphs(entry.description),
    points: entry.highlights,
    tags: entry.keywords,
    image: imageOf(context, entry.photo, entry.name),
  }),
  awards: (entry, context) => ({
    heading: entry.title,
    sub: entry.awarder,
    when: monthOf(entry.date, context),
    paragraphs: paragraphs(entry.summary),
  }),
  certificates: (entry, context) => ({ heading: entry.name, sub: entry.issuer, when: monthOf(entry.date, context), href: entry.url }),
  publications: (entry, context) => ({
    heading: entry.name,
    sub: entry.publisher,
    when: monthOf(entry.releaseDate, context),
    href: entry.url,
    paragraphs: paragraphs(entry.summary),
  }),
  skills: (entry) => ({ heading: entry.name, sub: entry.level, tags: entry.keywords }),
  languages: (entry) => ({ heading: entry.language, sub: entry.fluency }),
  interests: (entry) => ({ heading: entry.name, tags: entry.keywords }),
  references: (entry) => ({ heading: entry.name, paragraphs: paragraphs(entry.reference) }),
};

/** Return what lists of posts show of one post. @param {any} post @param {string} slug @param {any} context */
export function postRow(post, slug, context) {
  return {
    heading: post.title,
    href: `bai/${slug}.html`,
    date: post.date,
    when: dayShown(post.date),
    summary: post.summary,
    lang: post.lang || context.lang,
  };
}
