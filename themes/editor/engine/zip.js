// ZIP files: written with deflate where the browser has it, read back with the sizes of the directory held to.
import { sha256 } from "./sha256.js";
import { utf8 } from "./text.js";

const PACKED_ALREADY = /\.(png|jpg|webp|ico)$/;
const LARGEST_FILE = 30e6;
const MOST_FILES = 500;
const CRC = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {Uint8Array} bytes @returns {number} */
function crc32(bytes) {
  let value = ~0;
  for (const byte of bytes) value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8);
  return ~value >>> 0;
}

/** @param {Uint8Array} bytes @param {any} way @returns {Promise<Uint8Array>} */
async function through(bytes, way) {
  const stream = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(way);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array | null>} null where the browser cannot */
async function deflated(bytes) {
  try {
    return await through(bytes, new CompressionStream("deflate-raw"));
  } catch {
    return null;
  }
}

/**
 * Return a ZIP with index.html first. A file bears the day of the build and a second that its content decides: servers
 * tell by size and time whether it has changed.
 * @param {Map<string, Uint8Array>} files @param {string} day "2026-11-23" @returns {Promise<Uint8Array>}
 */
export async function zipOf(files, day) {
  const [year, month, date] = day.split("-").map(Number);
  const paths = [...files.keys()].sort((one, other) => Number(other === "index.html") - Number(one === "index.html") || (one < other ? -1 : 1));
  /** @type {Uint8Array[]} */
  const parts = [], directory = [];
  let offset = 0;
  for (const path of paths) {
    const content = /** @type {Uint8Array} */ (files.get(path)), name = utf8(path);
    const packed = PACKED_ALREADY.test(path) ? null : await deflated(content);
    const isPacked = packed !== null && packed.length < content.length;
    const body = isPacked ? packed : content;
    const common = new DataView(new ArrayBuffer(26));
    common.setUint16(0, 20, true);
    common.setUint16(4, isPacked ? 8 : 0, true);
    const second = (parseInt(sha256(content).slice(0, 8), 16) % 43200) * 2;
    common.setUint16(6, (Math.floor(second / 3600) << 11) | (Math.floor((second / 60) % 60) << 5) | (second % 60 >> 1), true);
    common.setUint16(8, ((year - 1980) << 9) | (month << 5) | date, true);
    common.setUint32(10, crc32(content), true);
    common.setUint32(14, body.length, true);
    common.setUint32(18, content.length, true);
    common.setUint16(22, name.length, true);
    const shared = new Uint8Array(common.buffer);
    const local = new Uint8Array(30 + name.length);
    local.set([0x50, 0x4b, 3, 4]);
    local.set(shared, 4);
    local.set(name, 30);
    parts.push(local, body);
    const entry = new Uint8Array(46 + name.length), view = new DataView(entry.buffer);
    entry.set([0x50, 0x4b, 1, 2, 20, 3]);
    entry.set(shared, 6);
    view.setUint32(38, (0o100644 << 16) >>> 0, true);
    view.setUint32(42, offset, true);
    entry.set(name, 46);
    directory.push(entry);
    offset += local.length + body.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, paths.length, true);
  end.setUint16(10, paths.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return new Uint8Array(await new Blob([...parts, ...directory, end.buffer].map((part) => /** @type {any} */ (part))).arrayBuffer());
}

/** Return the files of a ZIP by path. An Error names what is wrong in one word. @param {Uint8Array} zip @returns {Promise<Map<string, Uint8Array>>} */
export async function filesOfZip(zip) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error("zip");
  const count = view.getUint16(end + 10, true);
  if (count > MOST_FILES) throw new Error("zip-many");
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  for (let at = view.getUint32(end + 16, true), i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("zip");
    const [method, packed, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [length, extra, note] = [28, 30, 32].map((step) => view.getUint16(at + step, true));
    const offset = view.getUint32(at + 42, true);
    const path = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + length));
    at += 46 + length + extra + note;
    if (path.endsWith("/")) continue;
    if (size > LARGEST_FILE) throw new Error("zip-large");
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    const body = zip.subarray(start, start + packed);
    if (method !== 0 && method !== 8) throw new Error("zip");
    const content = method === 8 ? await inflated(body, size) : body.slice();
    if (content.length !== size) throw new Error("zip");
    files.set(path, content);
  }
  return files;
}

/** Unpack no more than was promised. @param {Uint8Array} body @param {number} size */
async function inflated(body, size) {
  const reader = new Blob([/** @type {any} */ (body)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const content = new Uint8Array(size);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return content.subarray(0, at);
    if (at + value.length > size) throw new Error("zip");
    content.set(value, at);
    at += value.length;
  }
}
