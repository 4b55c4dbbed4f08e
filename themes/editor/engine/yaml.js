// The answers file: written as YAML that both sides read, read back along the forms. js-yaml is loaded when it is needed.

/** Return answers as YAML; every text in double quotes. @param {string} kind @param {any} values @returns {string} */
export function answersFile(kind, values) {
  const note = "# Câu trả lời của bạn. Giữ tệp này: mở lại ở trang tự làm trang web, hoặc chạy phocap starter new, để sửa trang.\n";
  return `${note}kind: ${kind}\n${yamlOf(values, "")}`;
}

/** @param {any} values @param {string} indent @returns {string} */
function yamlOf(values, indent) {
  return Object.entries(values)
    .map(([key, value]) => `${indent}${key}:${yamlValue(value, indent)}`)
    .join("");
}

/** @param {any} value @param {string} indent @returns {string} */
function yamlValue(value, indent) {
  if (Array.isArray(value)) return "\n" + value.map((item) => `${indent}  -${yamlItem(item, indent + "    ")}`).join("");
  if (value !== null && typeof value === "object") return `\n${yamlOf(value, indent + "  ")}`;
  return ` ${typeof value === "string" ? quoted(value) : value}\n`;
}

/** @param {any} item @param {string} indent @returns {string} */
function yamlItem(item, indent) {
  return typeof item === "object" ? ` ${yamlOf(item, indent).slice(indent.length)}` : ` ${quoted(item)}\n`;
}

/** @param {string} text @returns {string} */
function quoted(text) {
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Return the tree of an answers file, all values texts. An Error names what is wrong in a word. @param {string} text @returns {any} */
export function parsedAnswers(text) {
  const yaml = /** @type {any} */ (globalThis).jsyaml;
  let tree;
  try {
    tree = yaml.load(text.replace(/^\ufeff/, ""), { schema: yaml.FAILSAFE_SCHEMA });
  } catch {
    throw new Error("yaml");
  }
  if (tree === null || typeof tree !== "object" || Array.isArray(tree)) throw new Error("yaml");
  return tree;
}

/** Return a tree of texts as values of a form: numbers and yes or no where the form has them; unknown keys are dropped.
 * @param {any} data @param {string} form @param {any} tree @returns {any} */
export function boundTree(data, form, tree) {
  /** @type {Record<string, any>} */
  const made = {};
  if (tree === null || typeof tree !== "object") return made;
  for (const [name, field] of Object.entries(/** @type {Record<string, any>} */ (data.forms[form]))) {
    if (Object.hasOwn(tree, name)) made[name] = boundValue(data, field, tree[name]);
  }
  return made;
}

/** @param {any} data @param {any} field @param {any} value @returns {any} */
function boundValue(data, field, value) {
  if (field.type === "list") {
    const items = Array.isArray(value) ? value : [];
    return items.map((item) => (field.of ? boundTree(data, field.of, item) : String(item)));
  }
  if (field.type === "record") return value && typeof value === "object" ? boundTree(data, field.of, value) : null;
  if (value === null || typeof value === "object" || /^(~|null|Null|NULL|)$/.test(String(value))) return field.type === "text" ? "" : null;
  if (field.type === "bool") return value === true || value === "true";
  if (field.type === "int") return /^-?\d+$/.test(String(value).trim()) ? Number(value) : String(value);
  return String(value);
}

/** Return a JSON Resume as a tree for `boundTree`; http becomes https. @param {string} text @returns {any} */
export function parsedResume(text) {
  let tree;
  try {
    tree = JSON.parse(text, (_, value) => (typeof value === "string" ? value.replace(/^http:\/\//, "https://") : value));
  } catch {
    throw new Error("resume");
  }
  if (!tree || typeof tree.basics !== "object" || !tree.basics) throw new Error("resume");
  return tree;
}
