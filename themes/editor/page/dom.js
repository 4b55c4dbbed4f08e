// Small helpers for elements.

/**
 * Return an element. Properties beginning with "on" are listeners, others attributes; false and null are left out.
 * @param {string} tag @param {Record<string, any>} properties @param {...any} children @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") /** @type {any} */ (element)[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** @param {string} id @returns {any} */
export function byId(id) {
  return document.getElementById(id);
}

/** Return bytes as a data: address. @param {Uint8Array} bytes @param {string} type @returns {string} */
export function dataAddress(bytes, type) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return `data:${type};base64,${btoa(text)}`;
}

/** Offer a file to be saved. @param {Uint8Array} bytes @param {string} name @param {string} type */
export function offerFile(bytes, name, type) {
  const address = URL.createObjectURL(new Blob([/** @type {any} */ (bytes)], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Load a script of our own once. @param {string} name @returns {Promise<void>} */
export function loadScript(name) {
  LOADED[name] ??= new Promise((done, failed) => {
    const script = el("script", { src: HOME + name });
    script.onload = () => done();
    script.onerror = () => {
      delete LOADED[name];
      script.remove();
      failed(new Error("failed"));
    };
    document.head.append(script);
  });
  return LOADED[name];
}

/** @type {Record<string, Promise<void>>} */
const LOADED = {};
export const HOME = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, "");
