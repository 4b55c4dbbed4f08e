// Opening a page that was made before: its ZIP, its answers file, or a JSON Resume.
import { photosOf } from "./answers.js";
import { loadScript } from "./dom.js";
import { photoFromFiles } from "./photos.js";
import { ANSWERS_FILE } from "./site.js";
import { boundTree, parsedAnswers, parsedResume } from "./yaml.js";
import { filesOfZip } from "./zip.js";

const KIND_NAMES = ["shop", "coop", "profile"];

/** Return a kind with its templates, loaded when it is first asked for. @param {string} kind @returns {Promise<any>} */
export async function loadedKind(kind) {
  await loadScript(`${kind}.js`);
  return /** @type {any} */ (globalThis).PHOCAP_KINDS[kind];
}

/** Answers may be written as JSON, too; a résumé says no kind. @param {string} text @returns {string} */
function kindInJson(text) {
  try {
    return String(JSON.parse(text).kind);
  } catch {
    return "";
  }
}

/**
 * Return kind, answers and photos of a chosen file. An Error names what is wrong in a word.
 * @param {File} file @returns {Promise<{kind: any, values: any, photos: Map<string, any>, missing: number}>}
 */
export async function openedFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const files = isZip ? await filesOfZip(bytes).catch((error) => Promise.reject(new Error(/^zip/.test(error.message) ? error.message : "zip"))) : new Map();
  const answers = isZip ? files.get(ANSWERS_FILE) : bytes;
  if (!answers) throw new Error("no-answers");
  const text = new TextDecoder().decode(answers);
  if (/^\s*\{/.test(text) && !KIND_NAMES.includes(kindInJson(text))) {
    const kind = await loadedKind("profile");
    return { kind, values: boundTree(kind.data, kind.data.form, parsedResume(text)), photos: new Map(), missing: 0 };
  }
  await loadScript("js-yaml.js");
  const tree = parsedAnswers(text);
  let name = tree.kind;
  if (!KIND_NAMES.includes(name)) {
    const record = files.get("phocap-site.json");
    name = record ? JSON.parse(new TextDecoder().decode(record)).kind : "";
  }
  if (!KIND_NAMES.includes(name)) throw new Error("kind");
  const kind = await loadedKind(name);
  const values = boundTree(kind.data, kind.data.form, tree);
  const photos = new Map();
  let missing = 0;
  for (const { file: photo } of photosOf(kind.data, kind.data.form, values)) {
    if (!photo || photos.has(photo)) continue;
    const found = await photoFromFiles(photo, files).catch(() => null);
    if (found) photos.set(photo, found);
    else missing++;
  }
  return { kind, values, photos, missing };
}
