// Photos of the owner: upright, cropped, small, drawn again from pixels so that place and camera are gone.
import { kilobytes } from "./hosting.js";
import { canvasOf, encodedCanvas } from "./pictures.js";
import { slugify } from "./text.js";

const WIDTHS = [480, 960];
const BYTE_LIMITS = [40000, 110000];
const QUALITIES = [0.74, 0.62, 0.5, 0.4, 0.3];
const SOURCE_SIDE = 1600;
const PIXEL_LIMIT = 64e6;
const SHAPES = { whole: 0, wide: 4 / 3, square: 1 };

/**
 * A photo that the owner chose: what it was made from, how it is turned and cut, and its files by path.
 * @typedef {{source: Blob, turn: number, crop: "whole" | "wide" | "square", place: number, width: number, height: number, files: Map<string, Uint8Array>}} Photo
 */

/** Return a photo from a chosen file. An Error names what is wrong in a word. @param {Blob} file @param {string} stem @returns {Promise<Photo>} */
export async function photoOf(file, stem) {
  if (file.size > 30e6) throw new Error("photo_too_big");
  const image = await decoded(file);
  if (image.width * image.height > PIXEL_LIMIT) throw new Error("photo_too_big");
  const scale = Math.min(1, SOURCE_SIDE / Math.max(image.width, image.height));
  const [canvas, pen] = canvasOf(Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale)));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const bytes = await encodedCanvas(canvas, "image/jpeg", 0.9);
  const source = new Blob([/** @type {any} */ (bytes)], { type: "image/jpeg" });
  return remadePhoto({ source, turn: 0, crop: "whole", place: 50, width: 0, height: 0, files: new Map() }, stem);
}

/** @param {Blob} file @returns {Promise<any>} */
async function decoded(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new Error("photo_damaged");
  }
}

/** Return a photo with its files made again as it is turned and cut now. @param {Photo} photo @param {string} stem @returns {Promise<Photo>} */
export async function remadePhoto(photo, stem) {
  const image = await decoded(photo.source);
  const isLying = photo.turn % 2 === 1;
  const [wide, high] = isLying ? [image.height, image.width] : [image.width, image.height];
  const shape = SHAPES[photo.crop] || wide / high;
  const width = Math.min(wide, Math.round(high * shape)), height = Math.min(high, Math.round(wide / shape));
  const left = ((wide - width) * photo.place) / 100, top = ((high - height) * photo.place) / 100;
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  const widths = WIDTHS.filter((one) => one <= width);
  let shownHeight = height;
  for (const [at, target] of (widths.length ? widths : [width]).entries()) {
    const scale = target / width;
    shownHeight = Math.max(1, Math.round(height * scale));
    const [canvas, pen] = canvasOf(target, shownHeight);
    pen.imageSmoothingQuality = "high";
    pen.scale(scale, scale);
    pen.translate(wide / 2 - left, high / 2 - top);
    pen.rotate((photo.turn * Math.PI) / 2);
    pen.drawImage(image, -image.width / 2, -image.height / 2);
    for (const [type, ending] of [["image/webp", "webp"], ["image/jpeg", "jpg"]]) {
      const bytes = await withinLimit(canvas, type, BYTE_LIMITS[Math.min(at, 1)]);
      if (bytes) files.set(`anh/${stem}-${target}.${ending}`, bytes);
    }
  }
  return { ...photo, width: widths.at(-1) ?? width, height: shownHeight, files };
}

/** @param {HTMLCanvasElement} canvas @param {string} type @param {number} limit @returns {Promise<Uint8Array | null>} null where the browser does not write WebP */
async function withinLimit(canvas, type, limit) {
  let bytes = null;
  for (const quality of QUALITIES) {
    try {
      bytes = await encodedCanvas(canvas, type, quality);
    } catch (error) {
      if (type === "image/webp") return null;
      throw error;
    }
    if (bytes.length <= limit) break;
  }
  return bytes;
}

/** Return what a template needs of a photo. @param {Photo} photo @returns {Record<string, any>} */
export function photoRecord(photo) {
  const sized = (/** @type {string} */ ending) =>
    [...photo.files.keys()].filter((path) => path.endsWith(ending)).map((path) => `${path} ${/-(\d+)\.\w+$/.exec(path)?.[1]}w`);
  const jpegs = sized(".jpg"), webps = sized(".webp");
  const size = Math.min(...[...photo.files.values()].map((bytes) => bytes.length));
  return {
    src: (jpegs.at(-1) || "").split(" ")[0],
    src_set: jpegs.length > 1 ? jpegs.join(", ") : "",
    webp_set: webps.join(", "),
    sizes: "100vw",
    width: photo.width,
    height: photo.height,
    alt: "",
    bytes: size,
    size_text: kilobytes(size),
  };
}

/** Return a photo from the files of a package, or null. @param {string} name as answered @param {Map<string, Uint8Array>} files @returns {Promise<Photo | null>} */
export async function photoFromFiles(name, files) {
  const stem = stemOf(name);
  const own = new Map([...files].filter(([path]) => new RegExp(`^anh/${stem}-\\d+\\.(jpg|webp)$`).test(path)).sort());
  const largest = [...own.keys()].filter((path) => path.endsWith(".jpg")).sort((one, other) => one.length - other.length || (one < other ? -1 : 1)).at(-1);
  if (!largest) return null;
  const source = new Blob([/** @type {any} */ (own.get(largest))], { type: "image/jpeg" });
  const image = await decoded(source);
  const sorted = new Map([...own].sort(([one], [other]) => Number(/-(\d+)\./.exec(one)?.[1]) - Number(/-(\d+)\./.exec(other)?.[1])));
  return { source, turn: 0, crop: "whole", place: 50, width: image.width, height: image.height, files: sorted };
}

/** Return what the files of a photo begin with. @param {string} name "Chè xanh.jpg" @returns {string} "che-xanh" */
export function stemOf(name) {
  return slugify(name.replace(/\.[^.]*$/, "")).slice(0, 50) || "anh";
}
