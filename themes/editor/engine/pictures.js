// Pictures of a site, drawn on a canvas: codes, icons, the picture that Zalo and Facebook show for a link.
import { QR_MARGIN, qrMatrix } from "./qr.js";
import { collapse } from "./text.js";

const SHARE = { width: 1200, height: 630, margin: 80, step: 30 };
const LAYERS = [
  "3345543223443211234566543223455432233445",
  "1123443210012332100123443210123321001233",
  "0001221000001110000001221000000121000012",
];
const FONT = '"Be Vietnam Pro", "Roboto", "Segoe UI", sans-serif';

/** @param {number} width @param {number} height @returns {[HTMLCanvasElement, CanvasRenderingContext2D]} */
export function canvasOf(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return [canvas, /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }))];
}

/** @param {HTMLCanvasElement} canvas @param {string} type @param {number} [quality] @returns {Promise<Uint8Array>} */
export async function encodedCanvas(canvas, type, quality) {
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, type, quality));
  if (!blob || blob.type !== type) throw new Error(`this browser does not write ${type}`);
  return new Uint8Array(await blob.arrayBuffer());
}

/** @param {any} tables @param {string} text @param {number} pixels at most @returns {Promise<{png: Uint8Array, side: number}>} */
export async function drawCode(tables, text, pixels) {
  const cells = qrMatrix(tables, text);
  const modules = cells.length + 2 * QR_MARGIN;
  const scale = Math.max(1, Math.floor(pixels / modules));
  const [canvas, pen] = canvasOf(modules * scale, modules * scale);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  cells.forEach((row, y) =>
    row.forEach((cell, x) => cell && pen.fillRect((x + QR_MARGIN) * scale, (y + QR_MARGIN) * scale, scale, scale)),
  );
  return { png: await encodedCanvas(canvas, "image/png"), side: modules * scale };
}

/** @param {Record<string, string>} light @param {string} title @returns {Promise<Record<string, Uint8Array>>} */
export async function drawIcons(light, title) {
  const letter = [...title.toUpperCase()].find((sign) => /[\p{L}\p{N}]/u.test(sign)) || "";
  const draw = async (/** @type {number} */ size) => {
    const [canvas, pen] = canvasOf(size, size);
    pen.fillStyle = light.main;
    pen.fillRect(0, 0, size, size);
    pen.fillStyle = light.onMain;
    if (letter) {
      pen.font = `700 ${Math.floor((size * 58) / 100)}px ${FONT}`;
      const box = pen.measureText(letter);
      const width = box.actualBoundingBoxLeft + box.actualBoundingBoxRight;
      const height = box.actualBoundingBoxAscent + box.actualBoundingBoxDescent;
      pen.fillText(letter, (size - width) / 2 + box.actualBoundingBoxLeft, (size - height) / 2 + box.actualBoundingBoxAscent);
    } else {
      const third = Math.floor(size / 3);
      pen.fillRect(third, third, third, third);
    }
    return encodedCanvas(canvas, "image/png");
  };
  return {
    "favicon.ico": iconFile(await draw(32)),
    "apple-touch-icon.png": await draw(180),
    "icon-192.png": await draw(192),
    "icon-512.png": await draw(512),
  };
}

/** Return an icon file with one PNG of 32×32. @param {Uint8Array} png @returns {Uint8Array} */
function iconFile(png) {
  const made = new Uint8Array(22 + png.length), view = new DataView(made.buffer);
  [0, 1, 1].forEach((value, at) => view.setUint16(at * 2, value, true));
  made.set([32, 32, 0, 0], 6);
  view.setUint16(10, 1, true);
  view.setUint16(12, 32, true);
  view.setUint32(14, png.length, true);
  view.setUint32(18, 22, true);
  made.set(png, 22);
  return made;
}

/** Return lines of at most a width; a word that is wider is cut. @param {CanvasRenderingContext2D} pen @param {string} text @param {number} room */
function linesOf(pen, text, room) {
  /** @type {string[]} */
  const lines = [];
  const width = (/** @type {string} */ part) => pen.measureText(part).width;
  for (let word of collapse(text).split(" ").filter((part) => part)) {
    const tried = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && width(tried) <= room) {
      lines[lines.length - 1] = tried;
      continue;
    }
    while (word && width(word) > room) {
      const letters = [...word];
      let fits = letters.length;
      while (fits > 1 && width(letters.slice(0, fits).join("")) > room) fits--;
      lines.push(letters.slice(0, fits).join(""));
      word = letters.slice(fits).join("");
    }
    if (word) lines.push(word);
  }
  return lines;
}

/** @param {Record<string, string>} light @param {string} name @param {string} line @param {string} address @returns {Promise<Uint8Array>} */
export async function drawShare(light, name, line, address) {
  const { width, height, margin, step } = SHARE;
  const [canvas, pen] = canvasOf(width, height);
  pen.fillStyle = light.deep;
  pen.fillRect(0, 0, width, height);
  LAYERS.forEach((heights, layer) => {
    pen.fillStyle = light[`step${layer + 1}`];
    [...heights].forEach((high, column) => {
      const top = height - (Number(high) + 1) * step + layer * 8;
      pen.fillRect(column * step, top, step, height - top);
    });
  });
  pen.fillStyle = light.accent;
  pen.fillRect(1050, 390, step, step);
  pen.textBaseline = "alphabetic";
  const room = width - 2 * margin;
  let y = 70, size = 48;
  /** @type {string[]} */
  let lines = [];
  for (const [tried, most] of [[92, 1], [76, 2], [60, 3], [48, 3]]) {
    size = tried;
    pen.font = `700 ${size}px ${FONT}`;
    lines = linesOf(pen, name, room);
    if (lines.length <= most) break;
  }
  pen.fillStyle = light.onDeep;
  for (const part of lines.slice(0, 3)) {
    pen.fillText(part, margin, y + size);
    y += Math.round(size * 1.42);
  }
  pen.fillStyle = light.onDeepSoft;
  pen.font = `400 38px ${FONT}`;
  for (const part of linesOf(pen, line, room).slice(0, y > 300 ? 1 : 2)) {
    pen.fillText(part, margin, y + 8 + 38);
    y += 56;
  }
  pen.font = `700 44px ${FONT}`;
  pen.fillStyle = light.accent;
  if (address && pen.measureText(address).width <= room && y < 400) pen.fillText(address, margin, Math.max(y + 16, 385) + 44);
  return encodedCanvas(canvas, "image/png");
}
