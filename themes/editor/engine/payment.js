// The text of a VietQR code (EMVCo merchant-presented mode, NAPAS VietQR); the list of banks is data.
import { fold } from "./text.js";

/** @param {string} text @returns {string} */
function bare(text) {
  return fold(text).replace(/^(ngan hang|nh|bank)\s+/, "").replace(/[^a-z0-9]/g, "");
}

/** Return the bank of a BIN, a short name or a code, or null. @param {any[]} banks @param {string} text */
export function findBank(banks, text) {
  const wanted = bare(text);
  return banks.find((bank) => [bank.bin, bare(bank.short_name), bare(bank.code)].includes(wanted)) ?? null;
}

/** @param {string} number @param {string} value @returns {string} */
function field(number, value) {
  return `${number}${String(value.length).padStart(2, "0")}${value}`;
}

/** CRC-16/CCITT-FALSE, upper case. @param {string} text @returns {string} */
function crc16(text) {
  let crc = 0xffff;
  for (const sign of text) {
    crc ^= sign.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

/** Return a transfer message as banks take it. @param {string} text @returns {string} */
export function plainMessage(text) {
  const isUpper = text !== text.toLowerCase() && text === text.toUpperCase();
  const ascii = isUpper ? fold(text).toUpperCase() : fold(text);
  const words = ascii.replace(/[^A-Za-z0-9 ]/gu, " ").split(" ").filter((word) => word);
  return words.join(" ").slice(0, 25).trim();
}

/** Return the code of a payment block, "" without a known bank. @param {any[]} banks @param {any} payment */
export function vietqrText(banks, payment) {
  const bank = payment && findBank(banks, payment.bank);
  if (!bank) return "";
  const amount = payment.amount || 0;
  const message = plainMessage(payment.message);
  const receiver = field("00", bank.bin) + field("01", payment.account);
  let parts = field("00", "01") + field("01", amount ? "12" : "11");
  parts += field("38", field("00", "A000000727") + field("01", receiver) + field("02", "QRIBFTTA"));
  parts += field("53", "704");
  if (amount) parts += field("54", String(amount));
  parts += field("58", "VN");
  if (message) parts += field("62", field("08", message));
  parts += "6304";
  return parts + crc16(parts);
}
