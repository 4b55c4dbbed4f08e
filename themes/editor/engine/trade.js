// Views of shops and cooperatives: each block is null or an object with a heading, ready to be shown.
import { actionsOf, addressLine, dayShown, imageOf, mapLink, priceOf, say } from "./context.js";
import { hoursView } from "./hours.js";
import { findBank, vietqrText } from "./payment.js";
import { paragraphs, phoneDigits, phoneShown } from "./text.js";

export const PAYMENT_CODE = "vietqr.png";
export const CONTACT_CODE = "lien-he-qr.png";
const ART_KINDS = 4;

/** Return the blocks of a shop or cooperative. @param {string} kind @param {any} answers @param {any} context @param {any[]} banks */
export function tradeView(kind, answers, context, banks) {
  /** @type {Record<string, any>} */
  const view = {
    name: answers.name,
    trade: kind === "coop" ? "coop" : answers.trade,
    tagline: answers.tagline,
    photo: imageOf(context, answers.photo, answers.name),
    actions: actionsOf(context, answers.contact, answers.address),
    notices: noticesOf(answers, context),
    hours: hoursView(answers.hours, answers.hours_note, context),
    products: productsOf(kind, answers, context),
    place: placeOf(answers, context),
    payment: paymentOf(answers, context, banks),
    story: storyOf(answers, context),
    gallery: galleryOf(answers, context),
    reviews: reviewsOf(answers, context),
    links: linksOf(answers, context),
    contact: contactOf(answers, context),
    english: englishOf(answers, context),
    legal: legalOf(answers.owner, answers, context),
    ordering: orderingOf(answers, context),
    members: null,
    certificates: null,
    wholesale: null,
    visiting: null,
  };
  if (kind === "coop") Object.assign(view, coopBlocks(answers, context));
  view.menu = MENU.filter(([block]) => view[block]).map(([block, anchor]) => ({ href: `#${anchor}`, label: view[block].heading }));
  return view;
}

const MENU = [
  ["products", "san-pham"],
  ["certificates", "chung-nhan"],
  ["story", "chuyen"],
  ["members", "thanh-vien"],
  ["wholesale", "mua-si"],
  ["visiting", "den-tham"],
  ["payment", "tra-tien"],
  ["place", "dia-chi"],
];

/** @param {any} answers @param {any} context */
function noticesOf(answers, context) {
  return answers.notices
    .filter((/** @type {any} */ notice) => notice.until === null || notice.until >= context.builtOn)
    .map((/** @type {any} */ item) => ({
      text: item.text,
      until: item.until ? say(context, "notice_until", { date: dayShown(item.until) }) : "",
    }));
}

/** @param {string} kind @param {any} answers @param {any} context */
function productsOf(kind, answers, context) {
  if (!answers.products.length) return null;
  /** @type {any[]} */
  const groups = [];
  answers.products.forEach((/** @type {any} */ product, /** @type {number} */ index) => {
    if (!groups.length || groups.at(-1).heading !== product.group) groups.push({ heading: product.group, rows: [] });
    groups.at(-1).rows.push(productRow(product, index, context));
  });
  const trade = kind === "coop" ? "coop" : answers.trade;
  return {
    heading: answers.products_title || say(context, `products_${trade}`),
    groups,
    count: answers.products.length,
    with_photos: groups.some((group) => group.rows.some((/** @type {any} */ row) => row.image)),
    needs_art: groups.some((group) => group.rows.some((/** @type {any} */ row) => !row.image)),
  };
}

/** @param {any} product @param {number} index @param {any} context */
function productRow(product, index, context) {
  const shown = priceOf(context, product.price, product.price_to, product.unit);
  return {
    name: product.name,
    text: product.text,
    price: shown || say(context, "ask_price"),
    amount: priceOf(context, product.price, product.price_to, "") || say(context, "ask_price"),
    unit: shown ? product.unit : "",
    has_price: Boolean(shown),
    sold_out: product.sold_out ? say(context, "sold_out") : "",
    image: imageOf(context, product.photo, product.name),
    art: (index % ART_KINDS) + 1,
    facts: factsOf(context, [
      ["origin", product.origin_place],
      ["season", product.season],
      ["certificate", product.certificate],
    ]),
  };
}

/** @param {any} context @param {[string, string | number | null][]} pairs */
function factsOf(context, pairs) {
  return pairs.filter(([, value]) => value).map(([key, value]) => ({ label: say(context, key), value: String(value) }));
}

/** @param {any} answers @param {any} context */
function placeOf(answers, context) {
  const address = answers.address;
  const line = addressLine(address), link = mapLink(address);
  if (!line && !address.way && !link) return null;
  return {
    heading: say(context, "place_title"),
    line,
    way: paragraphs(address.way),
    map: link ? { href: link, label: say(context, "open_map") } : null,
  };
}

/** @param {any} answers @param {any} context @param {any[]} banks */
function paymentOf(answers, context, banks) {
  const payment = answers.payment;
  if (payment === null) return null;
  const bank = findBank(banks, payment.bank);
  const name = bank ? bank.short_name : payment.bank;
  const rows = [
    { label: say(context, "payment_bank"), value: name, strong: false },
    { label: say(context, "payment_account"), value: payment.account, strong: true },
    { label: say(context, "payment_holder"), value: payment.holder, strong: true },
  ];
  if (payment.amount) {
    rows.push({ label: say(context, "payment_amount"), value: priceOf(context, payment.amount, null, ""), strong: false });
  }
  if (payment.message) rows.push({ label: say(context, "payment_message"), value: payment.message, strong: false });
  let code = null;
  if (vietqrText(banks, payment) && context.images[PAYMENT_CODE]) {
    const alt = say(context, "payment_code", { holder: payment.holder, bank: name, account: payment.account });
    code = { ...context.images[PAYMENT_CODE], alt };
  }
  return {
    heading: say(context, "payment_title"),
    rows,
    code,
    save: say(context, "payment_save"),
    check: say(context, "payment_check_name", { holder: payment.holder }),
    seller: say(context, "payment_seller"),
    note: payment.note,
  };
}

/** @param {any} answers @param {any} context */
function storyOf(answers, context) {
  const image = imageOf(context, answers.story_photo);
  if (!answers.story && !image) return null;
  return { heading: say(context, "story_title"), paragraphs: paragraphs(answers.story), image };
}

/** @param {any} answers @param {any} context */
function galleryOf(answers, context) {
  const images = answers.photos.map((/** @type {any} */ photo) => imageOf(context, photo)).filter(Boolean);
  return images.length ? { heading: say(context, "gallery_title"), images } : null;
}

/** @param {any} answers @param {any} context */
function reviewsOf(answers, context) {
  const rows = answers.reviews
    .filter((/** @type {any} */ review) => review.allowed)
    .map((/** @type {any} */ review) => ({ text: review.text, by: [review.by, review.where].filter((part) => part).join(", ") }));
  return rows.length ? { heading: say(context, "reviews_title"), rows } : null;
}

/** @param {any} answers @param {any} context */
function linksOf(answers, context) {
  const rows = answers.links
    .filter((/** @type {any} */ link) => link.url)
    .map((/** @type {any} */ link) => ({ label: link.label, href: link.url }));
  if (answers.contact.facebook) rows.unshift({ label: say(context, "facebook"), href: answers.contact.facebook });
  return rows.length ? { heading: say(context, "links_title"), rows } : null;
}

/** @param {string} phone */
function phoneLink(phone) {
  return { shown: phoneShown(phone), href: `tel:${phoneDigits(phone)}` };
}

/** @param {any} answers @param {any} context */
function contactOf(answers, context) {
  const contact = answers.contact;
  const code = context.images[CONTACT_CODE];
  return {
    heading: say(context, "contact_title"),
    phones: [contact.phone, contact.phone_2].filter((phone) => phone).map(phoneLink),
    email: contact.email ? { shown: contact.email, href: `mailto:${contact.email}` } : null,
    code: code ? { ...code, alt: say(context, "contact_code") } : null,
  };
}

/** @param {any} answers @param {any} context */
function englishOf(answers, context) {
  const words = answers.english;
  const rows = answers.products
    .filter((/** @type {any} */ product) => product.english && product.english.name)
    .map((/** @type {any} */ product) => ({
      name: product.english.name,
      text: product.english.text,
      price: priceOf(context, product.price, product.price_to, ""),
    }));
  if (!rows.length && !(words && (words.tagline || words.story || words.way))) return null;
  return {
    heading: say(context, "english_title"),
    tagline: words ? words.tagline : "",
    paragraphs: words ? paragraphs(words.story) : [],
    rows,
    way: words ? paragraphs(words.way) : [],
  };
}

/** @param {any} owner @param {any} answers @param {any} context */
function legalOf(owner, answers, context) {
  const isBody = owner.bearer === "company" || owner.bearer === "cooperative";
  /** @type {[string, string, boolean][]} */
  const needed = [
    [`legal_owner_${owner.bearer}`, owner.name, true],
    ["legal_representative", owner.representative, isBody],
    ["legal_address", owner.address || addressLine(answers.address), true],
    ["legal_phone", phoneShown(owner.phone || answers.contact.phone), true],
    ["legal_email", owner.email || answers.contact.email, false],
    ["legal_business_code", owner.business_code, owner.bearer !== "person"],
    ["legal_business_code_from", owner.business_code_from, false],
    ["legal_tax_code", owner.tax_code, isBody],
  ];
  const rows = needed
    .filter(([, value, required]) => value || required)
    .map(([key, value]) => ({ label: say(context, key), value: value || say(context, "legal_missing"), missing: !value }));
  return { heading: say(context, "legal_title"), rows, note: answers.ordering.enabled ? "" : say(context, "no_ordering") };
}

/** @param {any} answers @param {any} context */
function orderingOf(answers, context) {
  const ordering = answers.ordering;
  if (!ordering.enabled) return null;
  const rows = ["how", "delivery", "returns", "complaints", "privacy"].map((part) => ({
    label: say(context, `ordering_${part}`),
    paragraphs: paragraphs(ordering[part]),
  }));
  return { heading: say(context, "ordering_title"), rows };
}

/** @param {any} answers @param {any} context */
function coopBlocks(answers, context) {
  const { members, wholesale, visiting } = answers;
  const memberRows = factsOf(context, [
    ["members_founded", answers.founded],
    ["members_households", members ? members.households : null],
    ["members_area", members ? members.area : ""],
  ]);
  const memberText = members ? paragraphs(members.text) : [];
  const certificates = answers.certificates.map((/** @type {any} */ item) => ({
    name: item.name,
    product: item.product,
    stars: item.stars ? say(context, "certificate_stars", { stars: item.stars }) : "",
    facts: factsOf(context, [
      ["certificate_issuer", item.issued_by],
      ["certificate_year", item.year],
      ["certificate_number", item.number],
    ]),
    image: imageOf(context, item.photo, item.name),
  }));
  return {
    members:
      memberRows.length || memberText.length
        ? { heading: say(context, "members_title"), rows: memberRows, paragraphs: memberText }
        : null,
    certificates: certificates.length ? { heading: say(context, "certificates_title"), rows: certificates } : null,
    wholesale: wholesale && {
      heading: say(context, "wholesale_title"),
      paragraphs: paragraphs(wholesale.text),
      rows: factsOf(context, [
        ["wholesale_least", wholesale.least],
        ["wholesale_person", wholesale.person],
      ]),
      phone: wholesale.phone ? phoneLink(wholesale.phone) : null,
    },
    visiting: visiting && {
      heading: say(context, "visiting_title"),
      paragraphs: paragraphs(visiting.text),
      rows: factsOf(context, [["visiting_time", visiting.best_time]]),
      image: imageOf(context, visiting.photo),
    },
  };
}
