// What is wrong with answers, by the limits of the models (data) and the rules that the models name. Blank is left out.
import { completed } from "./answers.js";
import { ADDRESS, lostLetter, masked, oldFont, repaired } from "./hygiene.js";
import { orderingProblems } from "./judging.js";
import { labelOf } from "./labels.js";
import { fill, strip } from "./text.js";

/**
 * @typedef {{path: string, text: string, hint?: string}} Problem
 * @typedef {{data: any, words: Record<string, string>, problems: Problem[]}} Judging
 */

const HOST = /^(?=.{3,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/i;
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u;
const HARMLESS = [
  ADDRESS,
  /\(?(?:\+|\b00)84\)?(?:[ .\u00a0-]?\d)+/g,
  /\b\d{4}-\d{2}-\d{2}\b|\b(?:19|20)\d\d[-–](?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b/g,
  /\b\d{1,3}(?:[.,]\d{3})+(?=\s?(?:đ(?![\p{L}\d_])|đồng|vnđ|vnd|usd|tên|người|%))/giu,
  /8\d{5}[ .\u00a0-]8\d{5}/g,
];
const PUBLIC_NUMBERS = /(^|\.)(payment\.account|owner\.business_code)$/;

/** Return answers as the models take them, with every problem: what is wrong is left out of the answers.
 * @param {any} data @param {any} values @param {Record<string, string>} words @returns {{values: any, problems: Problem[]}} */
export function judged(data, values, words) {
  /** @type {Judging} */
  const judging = { data, words, problems: [] };
  const made = judgedRecord(judging, data.form, values, "") || {};
  if (made.ordering?.enabled) {
    const duties = orderingProblems(data, completed(data, data.form, made), (path) => labelOf(data, path));
    judging.problems.push(...duties);
    if (duties.length) delete made.ordering;
  }
  return { values: made, problems: judging.problems };
}

/** @param {Judging} judging @param {string} path @param {string} key @param {Record<string, string | number>} more */
function tell(judging, path, key, more = {}) {
  judging.problems.push({ path, text: fill(judging.words[key] || key, more) });
}

/** @param {Judging} judging @param {string} form @param {any} values @param {string} path @returns {any} null when something needed is missing */
function judgedRecord(judging, form, values, path) {
  /** @type {Record<string, any>} */
  const made = {};
  let isWhole = true;
  for (const [name, field] of Object.entries(/** @type {Record<string, any>} */ (judging.data.forms[form]))) {
    const at = path ? `${path}.${name}` : name;
    const value = judgedValue(judging, field, values?.[name], at);
    if (value !== undefined) made[name] = value;
    else if (field.required || field.least) isWhole = false;
    if (value === undefined && (field.required || (field.type === "text" && field.least))) {
      if (!judging.problems.some((problem) => problem.path === at)) tell(judging, at, "wrong_empty");
    }
  }
  return isWhole || path === "" ? made : null;
}

/** @param {any} value @returns {boolean} */
export function isBlank(value) {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === "string") return strip(value) === "";
  if (Array.isArray(value)) return value.every(isBlank);
  return typeof value === "object" && Object.values(value).every(isBlank);
}

/** @param {Judging} judging @param {any} field @param {any} value @param {string} path @returns {any} undefined when it is left out */
function judgedValue(judging, field, value, path) {
  if (isBlank(value)) return undefined;
  if (field.type === "list") {
    const items = Array.isArray(value) ? value : [];
    const kept = items
      .map((item, at) => {
        if (isBlank(item)) return null;
        return field.of ? judgedRecord(judging, field.of, item, `${path}.${at}`) : judgedText(judging, field.item, item, `${path}.${at}`);
      })
      .filter((item) => item !== null && item !== undefined);
    if (field.most && kept.length > field.most) tell(judging, path, "full", { most: field.most });
    return kept.length ? kept.slice(0, field.most) : undefined;
  }
  if (field.type === "record") return judgedRecord(judging, field.of, { ...field.default, ...value }, path) ?? undefined;
  if (field.type === "bool") return value === true;
  if (field.type === "int") return judgedNumber(judging, field, value, path);
  return judgedText(judging, field, value, path);
}

/** @param {Judging} judging @param {any} field @param {any} value @param {string} path */
function judgedNumber(judging, field, value, path) {
  const digits = String(value).replace(/[\s.,_đĐ]/g, "");
  if (!/^\d{1,15}$/.test(digits)) return tell(judging, path, "wrong_number");
  const number = Number(digits);
  if (field.least !== undefined && number < field.least) return tell(judging, path, "wrong_range_least", { least: field.least });
  if (field.most !== undefined && number > field.most) return tell(judging, path, "wrong_range_most", { most: field.most });
  return number;
}

/** @param {Judging} judging @param {any} field @param {any} value @param {string} path @returns {string | undefined} */
function judgedText(judging, field, value, path) {
  const text = strip(String(value).normalize("NFC").replaceAll("\r\n", "\n"));
  const wrong = (/** @type {string} */ key, more = {}) => void tell(judging, path, key, more);
  if (HIDDEN.test(text)) return wrong("wrong_hidden");
  if (!PUBLIC_NUMBERS.test(path) && field.check !== "phone" && field.check !== "zalo" && idNumber(text)) {
    const number = idNumber(text) || "";
    return wrong("wrong_id", { count: number.replace(/\D/g, "").length, number: masked(number) });
  }
  const broken = repaired(text);
  if (broken) return wrong("wrong_broken", { text, repaired: broken });
  if (oldFont(text)) return wrong("wrong_font", { place: oldFont(text) });
  if (lostLetter(text)) return wrong("wrong_lost", { place: lostLetter(text) });
  if (field.most && [...text].length > field.most) return wrong("wrong_long", { most: field.most });
  if (field.type === "choice") return field.values.includes(text) ? text : wrong("wrong_form");
  if (field.type === "date") return isDay(text) ? text : wrong("wrong_date");
  if (field.pattern && !new RegExp(field.pattern).test(text)) return wrong(PATTERN_WORDS[path.split(".").slice(-1)[0]] || "wrong_form");
  const check = field.check && CHECKS[field.check];
  if (!check) return text;
  const result = check(text);
  return result.problem ? wrong(`${result.problem.replace(/\.$/, "")}.`) : (result.text ?? text);
}

/** @type {Record<string, string>} */
const PATTERN_WORDS = {
  domain: "wrong_domain",
  account: "wrong_account",
  tax_code: "wrong_tax",
  startDate: "wrong_month",
  endDate: "wrong_month",
  date: "wrong_month",
  releaseDate: "wrong_month",
};

/** @param {string} text */
function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && text >= "1990" && text < "2101";
}

/** Return a number of 9 or 12 digits that may be a personal ID, or null. @param {string} text */
export function idNumber(text) {
  if (!/(?:\d[ .\u00a0-]?){9}/.test(text)) return null;
  let rest = text;
  for (const harmless of HARMLESS) rest = rest.replace(harmless, "·");
  for (const [run] of rest.matchAll(/(?<!\d)\d(?:[ .\u00a0-]?\d)*(?!\d)/g)) {
    if ([9, 12].includes(run.replace(/\D/g, "").length)) return run;
  }
  return null;
}

/** Return what is wrong with a web address and how to mend it, as generator/loading/addresses.py says it, or "".
 * @param {string} text @returns {string} */
function addressProblem(text) {
  const copy = "Mở trang bằng trình duyệt rồi chép lại địa chỉ";
  if (/\s/.test(text)) return "Địa chỉ trang có dấu cách. Bỏ dấu cách, mỗi ô một địa chỉ";
  if (/^https?:\/\/https?[:/]/i.test(text)) return `Địa chỉ trang có “http” hai lần. Viết ${text.replace(/^https?:\/\//, "")}`;
  const scheme = /^([a-z]+):/i.exec(text)?.[1];
  if (!scheme) return `Địa chỉ trang thiếu “https://” ở đầu. Viết https://${text.replace(/^(https?)?\/+/, "")}`;
  const rest = text.slice(scheme.length + 1).replace(/^\/+/, "");
  if (!/^https?$/i.test(scheme)) {
    if (/^ht/i.test(scheme) || /^h+t+p+s*$/i.test(scheme)) return `Địa chỉ trang gõ nhầm “${scheme}”. Viết https://${rest}`;
    return `Địa chỉ trang bắt đầu bằng “${scheme}:”. Chỉ nhận địa chỉ bắt đầu bằng https:// hoặc http://`;
  }
  if (!/^https?:\/\/[^/]/i.test(text)) return `Địa chỉ trang sai dấu “//” sau “https:”. Viết https://${rest}`;
  const place = text.slice(scheme.length + 3).split(/[/?#]/)[0], [host, port = ""] = place.slice(place.lastIndexOf("@") + 1).toLowerCase().split(":");
  if (!/^\d*$/.test(port) || Number(port) > 65535) return `Địa chỉ trang không đúng dạng. ${copy}`;
  if (place.includes("@")) return "Địa chỉ trang có phần đăng nhập trước dấu @. Bỏ phần từ sau “//” đến hết dấu @";
  if (!HOST.test(host) || (port && Number(port) === 0)) return `Tên trang “${host}” trong địa chỉ không đúng. ${copy}`;
  if (/[,;.)]$/.test(text)) return `Địa chỉ trang thừa dấu “${text.slice(-1)}” ở cuối. Viết ${text.replace(/[,;.)]+$/, "")}`;
  return "";
}

/** @typedef {{problem?: string, text?: string}} Checked */
/** The rules that the models name, in their words. @type {Record<string, (text: string) => Checked>} */
const CHECKS = {
  phone(text) {
    const digits = text.replace(/\D/g, "");
    const [what, how] = [`Số điện thoại “${text}”`, "ví dụ 0207 3822 123"];
    if (/^[1-9]\d{8}$/.test(digits) && !text.startsWith("+")) {
      return { problem: `${what} mất số 0 ở đầu. Gõ lại 0${digits}` };
    }
    if (!/^\(?\+?\d[\d .()/–;,-]*$/.test(text)) return { problem: `${what} có ký tự lạ. Chỉ ghi chữ số, dấu cách, dấu chấm, ${how}` };
    if (digits.length < 3) return { problem: `${what} quá ngắn. Ghi đủ số, ${how}; chưa có thì để trống` };
    if (digits.length > 15) return { problem: `${what} dài quá 15 chữ số. Mỗi ô ghi một số` };
    if (digits.length === 12 && digits.startsWith("0")) {
      return { problem: "Số này có 12 chữ số, giống số căn cước. Ghi số điện thoại, đừng ghi số giấy tờ" };
    }
    return {};
  },
  url(text) {
    const isBalanced = text.endsWith(")") && text.split("(").length === text.split(")").length; // as in names of Wikipedia's articles
    const problem = addressProblem(isBalanced ? `${text}x` : text);
    if (problem) return { problem };
    if (!text.startsWith("https://")) return { problem: "Chỉ nhận địa chỉ bắt đầu bằng https://. Mở trang bằng trình duyệt rồi chép lại" };
    if (/["'<>`{}|\\^\s\x00-\x1f]/.test(text)) return { problem: "Địa chỉ trang có ký tự lạ. Mở trang bằng trình duyệt rồi chép lại" };
    return {};
  },
  email(text) {
    if (/^[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]+\.)+[A-Za-z]{2,24}$/.test(text)) return {};
    return { problem: `“${text}” không phải địa chỉ thư điện tử. Viết như ten@vidu.vn` };
  },
  zalo(text) {
    const digits = text.replace(/[ .-]/g, "");
    if (/^(\+?84|0)\d{9}$/.test(digits)) return { text: digits };
    const match = /^(https:\/\/zalo\.me\/)?([A-Za-z0-9._-]{3,40})$/.exec(text);
    if (match) return { text: match[2] };
    return { problem: `“${text}” không phải số hay tên Zalo. Viết số điện thoại của Zalo, ví dụ 0900 000 000` };
  },
  messenger(text) {
    const match = /^(https:\/\/(?:m\.me|www\.facebook\.com|facebook\.com)\/)?([A-Za-z0-9.-]{3,60})\/?$/.exec(text);
    if (match) return { text: match[2] };
    return { problem: `“${text}” không phải tên trang Facebook. Chép phần đứng sau facebook.com/ hoặc m.me/` };
  },
  photo(text) {
    if (/^[\p{L}\p{N}_][\p{L}\p{N}_ .()-]{0,90}\.(jpe?g|png|webp)$/iu.test(text)) return {};
    return { problem: `“${text}” không phải tên tệp ảnh. Viết tên tệp trong thư mục ảnh, ví dụ che-xanh.jpg` };
  },
};
