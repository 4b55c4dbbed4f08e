// Packing: the same files as `phocap starter new`, handed over as a ZIP or one by one.
import { photosOf } from "./answers.js";
import { photoRecord } from "./photos.js";
import { readyForPosts, shownAnswers, today } from "./preview.js";
import { buildSite } from "./site.js";
import { slugify } from "./text.js";
import { answersFile } from "./yaml.js";
import { photosReady, WORK } from "./work.js";

/** Return what the owner's file is called. @param {any} values @returns {string} "che-mau.biz.vn.zip" */
export function packageName(values) {
  const title = WORK.kind.data.kind === "profile" ? values.basics.name : values.name;
  return `${values.domain || slugify(title) || "trang-web"}.zip`;
}

/** Return all files of the site. @param {Record<string, string>} words @returns {Promise<{files: Map<string, Uint8Array>, values: any}>} */
export async function packedFiles(words) {
  await photosReady();
  const { data } = WORK.kind;
  const { values } = shownAnswers(words);
  /** @type {Record<string, any>} */
  const images = {};
  const photos = new Map();
  for (const { file } of photosOf(data, data.form, values)) {
    const photo = WORK.photos.get(file);
    if (!photo || images[file]) continue;
    images[file] = photoRecord(photo);
    for (const [path, bytes] of photo.files) photos.set(path, bytes);
  }
  await readyForPosts(values);
  await fontsReady();
  const source = answersFile(data.kind, values);
  return { files: await buildSite(WORK.kind, { values, builtOn: today(), images, files: photos, source }), values };
}

/** Wait for the letters of the pictures, not for ever. @returns {Promise<void>} */
async function fontsReady() {
  const loaded = Promise.all(["400 38px", "700 92px"].map((size) => document.fonts.load(`${size} "Be Vietnam Pro"`, "Tiếng Việt")));
  await Promise.race([loaded.catch(() => {}), new Promise((done) => setTimeout(done, 8000))]);
}
