// What search engines read: schema.org objects from the same answers as the page.
import { SCHEMA_DAYS, weekDays } from "./hours.js";
import { paragraphs, phoneDigits } from "./text.js";

const SCHEMA = "https://schema.org";
const OFFERED = { food: "MenuItem", service: "Service" };
const SCHEMA_TYPES = { store: "Store", food: "Restaurant", lodging: "LodgingBusiness", service: "LocalBusiness" };

/** Return compact JSON that cannot end the script element it stands in. @param {unknown} value @returns {string} */
function scriptJson(value) {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** @param {string} kind @param {any} answers @param {any} context @param {string} base @returns {string} */
export function tradeJson(kind, answers, context, base) {
  const address = postalAddress(answers.address);
  /** @type {Record<string, any>} */
  const thing = { "@type": kind === "coop" ? "LocalBusiness" : SCHEMA_TYPES[/** @type {keyof SCHEMA_TYPES} */ (answers.trade)] };
  if (!address) thing["@type"] = "Organization";
  thing.name = answers.name;
  if (answers.tagline) thing.description = answers.tagline;
  if (base) {
    Object.assign(thing, { "@id": `${base}#chu`, url: base });
    const photo = answers.photo && context.images[answers.photo.file];
    thing.image = base + (photo ? photo.src : "chia-se.png");
  }
  if (address) thing.address = address;
  if (answers.contact.phone) thing.telephone = phoneDigits(answers.contact.phone);
  if (answers.contact.email) thing.email = answers.contact.email;
  if (answers.address.map) thing.hasMap = answers.address.map;
  const hours = address ? openingHours(answers) : [];
  if (hours.length) thing.openingHoursSpecification = hours;
  const sameAs = [answers.contact.facebook, ...answers.links.map((/** @type {any} */ item) => item.url)].filter((link) => link);
  if (sameAs.length) thing.sameAs = sameAs;
  const prices = answers.products.flatMap((/** @type {any} */ item) => [item.price, item.price_to]).filter((/** @type {any} */ one) => one);
  if (address && prices.length) {
    const low = Math.min(...prices), high = Math.max(...prices);
    thing.priceRange = low < high ? `${low}-${high} VND` : `${prices[0]} VND`;
  }
  const isGood = (/** @type {any} */ product) => isProduct(kind, product, answers, context, base);
  const goods = answers.products.filter(isGood);
  const offers = answers.products.filter((/** @type {any} */ product) => !isGood(product));
  if (offers.length) thing.makesOffer = offers.map((/** @type {any} */ product) => offerOf(kind, product, answers));
  if (!goods.length) return scriptJson({ "@context": SCHEMA, ...thing });
  const things = goods.map((/** @type {any} */ product) => productOf(product, context, base));
  return scriptJson({ "@context": SCHEMA, "@graph": [thing, ...things] });
}

/** @param {any} address */
function postalAddress(address) {
  if (!address.street && !address.commune) return null;
  /** @type {Record<string, string>} */
  const thing = { "@type": "PostalAddress", addressCountry: "VN" };
  if (address.street) thing.streetAddress = address.street;
  if (address.commune) thing.addressLocality = address.commune;
  if (address.province) thing.addressRegion = address.province;
  return thing;
}

/** @param {any} answers */
function openingHours(answers) {
  const found = [];
  for (const row of answers.hours) {
    const days = weekDays(row.days);
    if (!days || !row.opens || !row.closes) continue;
    found.push({
      "@type": "OpeningHoursSpecification",
      dayOfWeek: days.map((day) => `https://schema.org/${SCHEMA_DAYS[day]}`),
      opens: row.opens.padStart(5, "0"),
      closes: row.closes === "24:00" ? "23:59" : row.closes.padStart(5, "0"),
    });
  }
  return found;
}

/** Tell whether something for sale is a Product: with a picture and an offer with a price. @param {string} kind @param {any} product @param {any} answers @param {any} context @param {string} base */
function isProduct(kind, product, answers, context, base) {
  const sellsGoods = kind === "coop" || ["store", "lodging"].includes(answers.trade);
  return Boolean(sellsGoods && product.photo && context.images[product.photo.file] && base && product.price);
}

/** @param {any} product @param {any} context @param {string} base */
function productOf(product, context, base) {
  /** @type {Record<string, any>} */
  const item = { "@type": "Product", name: product.name };
  if (product.text) item.description = paragraphs(product.text).join(" ");
  item.image = base + context.images[product.photo.file].src;
  item.offers = { ...priced(product, { "@type": "Offer" }), seller: { "@id": `${base}#chu` } };
  return item;
}

/** @param {string} kind @param {any} product @param {any} answers */
function offerOf(kind, product, answers) {
  /** @type {Record<string, any>} */
  const offer = { "@type": "Offer", name: product.name };
  if (product.text) offer.description = paragraphs(product.text).join(" ");
  const type = kind === "coop" ? "" : OFFERED[/** @type {keyof OFFERED} */ (answers.trade)];
  if (type) offer.itemOffered = { "@type": type, name: product.name };
  return priced(product, offer);
}

/** @param {any} product @param {Record<string, any>} offer */
function priced(product, offer) {
  const { price: low, price_to: high } = product;
  if (low === null) return offer;
  if (high !== null && high > low && !("name" in offer)) {
    offer = { "@type": "AggregateOffer", lowPrice: String(low), highPrice: String(high) };
  } else if (high !== null && high > low) {
    offer.priceSpecification = { "@type": "PriceSpecification", minPrice: String(low), maxPrice: String(high), priceCurrency: "VND" };
    return offer;
  } else {
    offer.price = String(low);
  }
  return { ...offer, priceCurrency: "VND", availability: `https://schema.org/${product.sold_out ? "OutOfStock" : "InStock"}` };
}

/** @param {any} answers @param {any} resume @param {any} context @param {string} base @returns {string} */
export function personJson(answers, resume, context, base) {
  const { basics } = resume;
  /** @type {Record<string, any>} */
  const person = { "@type": "Person", name: basics.name };
  if (basics.label) person.jobTitle = basics.label;
  if (basics.summary) person.description = paragraphs(basics.summary).join(" ");
  if (base) {
    Object.assign(person, { "@id": `${base}#chu`, url: base });
    const photo = answers.photo && context.images[answers.photo.file];
    if (photo) person.image = base + photo.src;
  }
  const links = [...basics.profiles.map((/** @type {any} */ account) => account.url), basics.url].filter((url) => url);
  if (links.length) person.sameAs = links;
  if (resume.languages.length) {
    person.knowsLanguage = resume.languages.map((/** @type {any} */ entry) => entry.language).filter((/** @type {string} */ name) => name);
  }
  const schools = resume.education.filter((/** @type {any} */ entry) => entry.institution);
  if (schools.length) {
    person.alumniOf = schools.map((/** @type {any} */ entry) => ({ "@type": "EducationalOrganization", name: entry.institution }));
  }
  return scriptJson({ "@context": SCHEMA, "@type": "ProfilePage", inLanguage: context.lang, mainEntity: person });
}

/** @param {any} answers @param {any} post @param {string} base @param {string} href @returns {string} */
export function postJson(answers, post, base, href) {
  /** @type {Record<string, any>} */
  const author = { "@type": "Person", name: answers.basics.name };
  /** @type {Record<string, any>} */
  const thing = {
    "@context": SCHEMA,
    "@type": "BlogPosting",
    headline: post.title,
    datePublished: post.date,
    inLanguage: post.lang || answers.lang,
    author,
  };
  if (post.summary) thing.description = post.summary;
  if (base) {
    author.url = base;
    Object.assign(thing, { url: `${base}${href}`, mainEntityOfPage: `${base}${href}`, image: `${base}chia-se.png` });
  }
  return scriptJson(thing);
}
