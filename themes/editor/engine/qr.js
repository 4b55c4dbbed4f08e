// QR codes at level M (ISO/IEC 18004), the same modules as generator/qr.py draws. Sizes of blocks are data.

const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
export const QR_MARGIN = 4;

const EXP = new Uint8Array(512), LOG = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; i++, value = (value << 1) ^ (value & 0x80 ? 0x11d : 0)) {
  EXP[i] = EXP[i + 255] = value;
  LOG[value] = i;
}

const MASKS = [
  (/** @type {number} */ r, /** @type {number} */ c) => (r + c) % 2,
  (/** @type {number} */ r) => r % 2,
  (/** @type {number} */ _, /** @type {number} */ c) => c % 3,
  (/** @type {number} */ r, /** @type {number} */ c) => (r + c) % 3,
  (/** @type {number} */ r, /** @type {number} */ c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2,
  (/** @type {number} */ r, /** @type {number} */ c) => ((r * c) % 2) + ((r * c) % 3),
  (/** @type {number} */ r, /** @type {number} */ c) => (((r * c) % 2) + ((r * c) % 3)) % 2,
  (/** @type {number} */ r, /** @type {number} */ c) => (((r * c) % 3) + ((r + c) % 2)) % 2,
];

/** Return bits of a text as one segment for a version. @param {string} text @param {number} version @returns {number[]} */
function segment(text, version) {
  /** @type {number[]} */
  const bits = [];
  const put = (/** @type {number} */ value, /** @type {number} */ length) => {
    for (let at = length - 1; at >= 0; at--) bits.push((value >> at) & 1);
  };
  const size = version < 10 ? 0 : version < 27 ? 1 : 2;
  if (/^\d+$/.test(text)) {
    put(1, 4);
    put(text.length, [10, 12, 14][size]);
    for (const part of text.match(/\d{1,3}/g) || []) put(Number(part), [4, 7, 10][part.length - 1]);
  } else if ([...text].every((sign) => ALPHANUMERIC.includes(sign))) {
    put(2, 4);
    put(text.length, [9, 11, 13][size]);
    for (let at = 0; at < text.length; at += 2) {
      const first = ALPHANUMERIC.indexOf(text[at]);
      if (at + 1 < text.length) put(first * 45 + ALPHANUMERIC.indexOf(text[at + 1]), 11);
      else put(first, 6);
    }
  } else {
    const bytes = new TextEncoder().encode(text);
    put(4, 4);
    put(bytes.length, [8, 16, 16][size]);
    for (const byte of bytes) put(byte, 8);
  }
  return bits;
}

/** Return the codewords of error correction. @param {number[]} block @param {number} count */
function correction(block, count) {
  let generator = [1];
  for (let i = 0; i < count; i++) {
    const next = new Array(generator.length + 1).fill(0);
    generator.forEach((value, at) => {
      next[at] ^= value;
      if (value) next[at + 1] ^= EXP[LOG[value] + i];
    });
    generator = next;
  }
  const rest = [...block, ...new Array(count).fill(0)];
  for (let at = 0; at < block.length; at++) {
    const lead = rest[at];
    if (lead) generator.forEach((value, i) => (rest[at + i] ^= value ? EXP[LOG[value] + LOG[lead]] : 0));
  }
  return rest.slice(block.length);
}

/** Return all codewords in their order. @param {number[]} bits @param {[number, number][]} blocks total and data codewords of each */
function codewords(bits, blocks) {
  const room = blocks.reduce((sum, [, data]) => sum + data, 0);
  const filled = bits.slice();
  for (let i = 0; i < 4 && filled.length < room * 8; i++) filled.push(0);
  while (filled.length % 8) filled.push(0);
  /** @type {number[]} */
  const data = [];
  for (let at = 0; at < filled.length; at += 8) data.push(parseInt(filled.slice(at, at + 8).join(""), 2));
  for (let pad = 0xec; data.length < room; pad ^= 0xfd) data.push(pad);
  let at = 0;
  const rows = blocks.map(([, count]) => data.slice(at, (at += count)));
  const checks = rows.map((row, i) => correction(row, blocks[i][0] - blocks[i][1]));
  const interleaved = (/** @type {number[][]} */ lists) => {
    const found = [];
    for (let i = 0; i < Math.max(...lists.map((list) => list.length)); i++) for (const list of lists) if (i < list.length) found.push(list[i]);
    return found;
  };
  return [...interleaved(rows), ...interleaved(checks)];
}

/** Return a BCH code: the value and its checking bits. @param {number} value @param {number} generator @param {number} length */
function bch(value, generator, length) {
  let rest = value << length;
  const top = (/** @type {number} */ number) => 31 - Math.clz32(number);
  while (rest && top(rest) >= top(generator)) rest ^= generator << (top(rest) - top(generator));
  return (value << length) | rest;
}

/**
 * Return the modules of a code without margin, 1 for dark. `tables` holds blocks and positions by version.
 * @param {{blocks: [number, number][][], positions: number[][]}} tables @param {string} text @returns {number[][]}
 */
export function qrMatrix(tables, text) {
  let version = 1;
  while (segment(text, version).length > tables.blocks[version - 1].reduce((sum, [, data]) => sum + data * 8, 0)) {
    if (++version > tables.blocks.length) throw new Error("too long for a code");
  }
  const side = version * 4 + 17;
  /** @type {number[][]} */
  const cells = Array.from({ length: side }, () => new Array(side).fill(-1));
  for (const [row, column] of [[0, 0], [side - 7, 0], [0, side - 7]]) {
    for (let r = -1; r < 8; r++) {
      for (let c = -1; c < 8; c++) {
        if (cells[row + r]?.[column + c] === undefined) continue;
        const ring = Math.max(Math.abs(r - 3), Math.abs(c - 3));
        cells[row + r][column + c] = ring === 2 || ring === 4 ? 0 : 1;
      }
    }
  }
  for (const row of tables.positions[version - 1]) {
    for (const column of tables.positions[version - 1]) {
      if (cells[row][column] !== -1) continue;
      for (let r = -2; r < 3; r++) for (let c = -2; c < 3; c++) cells[row + r][column + c] = Math.max(Math.abs(r), Math.abs(c)) === 1 ? 0 : 1;
    }
  }
  for (let at = 8; at < side - 8; at++) {
    if (cells[at][6] === -1) cells[at][6] = (at + 1) % 2;
    if (cells[6][at] === -1) cells[6][at] = (at + 1) % 2;
  }
  const describe = (/** @type {number} */ mask, /** @type {boolean} */ isTest) => {
    const info = bch(mask, 0x537, 10) ^ 0x5412;
    for (let i = 0; i < 15; i++) {
      const bit = isTest ? 0 : (info >> i) & 1;
      cells[i < 6 ? i : i < 8 ? i + 1 : side - 15 + i][8] = bit;
      cells[8][i < 8 ? side - 1 - i : i < 9 ? 7 : 14 - i] = bit;
    }
    cells[side - 8][8] = isTest ? 0 : 1;
    const number = bch(version, 0x1f25, 12);
    for (let i = 0; version >= 7 && i < 18; i++) {
      const bit = isTest ? 0 : (number >> i) & 1;
      cells[Math.floor(i / 3)][(i % 3) + side - 11] = cells[(i % 3) + side - 11][Math.floor(i / 3)] = bit;
    }
  };
  describe(0, true);
  const free = cells.map((row) => row.map((cell) => cell === -1));
  const stream = codewords(segment(text, version), tables.blocks[version - 1]);
  let bit = 0;
  for (let right = side - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let step = 0; step < side; step++) {
      const row = up ? side - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (!free[row][column]) continue;
        cells[row][column] = (stream[bit >> 3] >> (7 - (bit & 7))) & 1 || 0;
        bit++;
      }
    }
  }
  const masked = MASKS.map((mask) =>
    cells.map((row, r) => row.map((cell, c) => (free[r][c] && mask(r, c) === 0 ? 1 - cell : cell))),
  );
  const scores = masked.map(loneliness);
  const best = scores.indexOf(Math.min(...scores));
  for (let r = 0; r < side; r++) for (let c = 0; c < side; c++) if (free[r][c]) cells[r][c] = masked[best][r][c];
  describe(best, false);
  return cells;
}

/** Return how much modules differ from their neighbours, as generator/qr.py does. @param {number[][]} cells @returns {number} */
function loneliness(cells) {
  const at = (/** @type {number} */ r, /** @type {number} */ c) => cells[r]?.[c] || 0;
  let total = 0;
  cells.forEach((row, r) =>
    row.forEach((cell, c) => {
      const sides = at(r - 1, c) + at(r + 1, c) + at(r, c - 1) + at(r, c + 1);
      const corners = at(r - 1, c - 1) + at(r - 1, c + 1) + at(r + 1, c - 1) + at(r + 1, c + 1);
      const dark = 4 * sides + corners;
      total += (cell ? 20 - dark : dark) ** 6;
    }),
  );
  return total;
}
