// What templates compiled from Jinja2 need in order to render as Jinja2 does, byte for byte. Where the two languages
// would go different ways without a word, this throws. generator/editor/template_script.py writes what calls it.

/** Text that is markup already and is not escaped again. */
class Safe {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

/** @param {string} what @returns {never} */
function refuse(what) {
  throw new Error(`template: ${what}`);
}

/** Return a value as Python's str() would. @param {unknown} value @returns {string} */
function text(value) {
  if (typeof value === "string") return value;
  if (value instanceof Safe) return value.text;
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Number.isSafeInteger(value)) return String(value);
  return refuse(`cannot print ${typeof value}`);
}

/** Return a value as it stands in HTML. @param {unknown} value @returns {string} */
function escape(value) {
  return value instanceof Safe ? value.text : text(value).replace(/[&<>"']/g, (mark) => ENTITIES[mark]);
}

/** @param {unknown} value @returns {Safe} */
function safe(value) {
  return new Safe(text(value));
}

/** Tell whether Python takes a value for true. @param {unknown} value @returns {boolean} */
function truth(value) {
  if (value === undefined) refuse("an undefined value is asked");
  if (value instanceof Safe) return value.text !== "";
  if (Array.isArray(value)) return value.length > 0;
  if (value !== null && typeof value === "object") return Object.keys(value).length > 0;
  return Boolean(value);
}

/** @param {unknown} left @param {() => unknown} right @returns {unknown} */
function and(left, right) {
  return truth(left) ? right() : left;
}

/** @param {unknown} left @param {() => unknown} right @returns {unknown} */
function or(left, right) {
  return truth(left) ? left : right();
}

/** Return a member of a view. @param {any} value @param {unknown} key @returns {any} */
function get(value, key) {
  if (key instanceof Safe) key = key.text;
  if (Array.isArray(value) && Number.isInteger(key)) {
    const found = value.at(/** @type {number} */ (key));
    return found === undefined ? refuse(`no item ${key}`) : found;
  }
  const isView = value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Safe);
  if (!isView || typeof key !== "string" || !Object.hasOwn(value, key)) refuse(`no value ${key}`);
  return value[/** @type {string} */ (key)];
}

/** Return a name of the context. @param {{names: object}} context @param {string} name @returns {any} */
function named(context, name) {
  return get(context.names, name);
}

/** Return the number of letters, items or keys, as Python counts them. @param {any} value @returns {number} */
function count(value) {
  if (value instanceof Safe) value = value.text;
  if (typeof value === "string") return [...value].length;
  if (Array.isArray(value)) return value.length;
  if (value !== null && typeof value === "object") return Object.keys(value).length;
  return refuse("only texts and lists have a length");
}

/** @param {unknown} value @returns {any} a text or a number (true and false are 1 and 0 in Python) or null */
function plain(value) {
  if (value instanceof Safe) return value.text;
  if (typeof value === "boolean") return Number(value);
  if (value === undefined || (value !== null && typeof value === "object")) refuse("only texts and numbers are compared");
  return value;
}

/** @param {unknown} left @param {unknown} right @returns {boolean} */
function equal(left, right) {
  return plain(left) === plain(right);
}

/** Return less than, equal to or more than 0. @param {unknown} left @param {unknown} right @returns {number} */
function order(left, right) {
  const [one, other] = [plain(left), plain(right)];
  if (typeof one !== "number" || typeof other !== "number") refuse("only numbers have an order");
  return one - other;
}

/** @param {unknown[]} parts @returns {string | Safe} */
function joined(parts) {
  const isMarkup = parts.some((part) => part instanceof Safe);
  return isMarkup ? new Safe(parts.map(escape).join("")) : parts.map(text).join("");
}

/** @param {unknown} value @returns {any[]} */
function list(value) {
  return Array.isArray(value) ? value : refuse("only a list is gone through");
}

/** @param {any[]} items @param {number} at */
function loop(items, at) {
  return { index: at + 1, index0: at, first: at === 0, last: at === items.length - 1, length: items.length };
}

/**
 * Return a macro: a function of the values of its parameters, in their order.
 * @param {string} name @param {string[]} parameters @param {((() => unknown) | undefined)[]} defaults
 * @param {(values: unknown[]) => Safe} body
 */
function macro(name, parameters, defaults, body) {
  return (/** @type {unknown[]} */ given, /** @type {Record<string, unknown>} */ byName) => {
    if (given.length > parameters.length) refuse(`too much is given to ${name}`);
    for (const key of Object.keys(byName)) {
      if (parameters.indexOf(key) < given.length) refuse(`${name} cannot be given ${key}`);
    }
    const values = parameters.map((parameter, at) => {
      if (at < given.length) return given[at];
      if (Object.hasOwn(byName, parameter)) return byName[parameter];
      const otherwise = defaults[at];
      return otherwise ? otherwise() : refuse(`${name} needs ${parameter}`);
    });
    return body(values);
  };
}

/** @param {any} called @param {unknown[]} given @param {Record<string, unknown>} byName @returns {Safe} */
function call(called, given, byName) {
  return typeof called === "function" ? called(given, byName) : refuse("only a macro is called");
}

/** Return a macro of another template, which knows nothing of this one. @param {string} file @param {string} name */
function macroOf(file, name) {
  const context = { names: {}, blocks: {} };
  TEMPLATES[file].top(context);
  return get(context.names, name);
}

/** Return a block as the page nearest to the reader wrote it. @param {any} context @param {string} name @param {number} depth */
function block(context, name, depth) {
  const written = context.blocks[name];
  if (!written || depth >= written.length) refuse(`no block ${name}`);
  return written[depth](context, () => new Safe(block(context, name, depth + 1)));
}

/** Return the text of a template for a view. @param {string} file @param {object} names @returns {string} */
function include(file, names) {
  const context = { names: { ...names }, blocks: /** @type {Record<string, Function[]>} */ ({}) };
  for (let at = file; ; at = TEMPLATES[at].extends) {
    const template = TEMPLATES[at];
    for (const [name, body] of Object.entries(template.blocks)) (context.blocks[name] ??= []).push(body);
    template.top(context);
    if (!template.extends) return template.body(context);
  }
}
