// JSON Resume out: the sections of a résumé without empty values, without the street and postal code of a person.

const RESUME_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/** @param {any} data @param {any} answers @returns {string} */
export function exportResume(data, answers) {
  /** @type {Record<string, any>} */
  const made = { $schema: RESUME_SCHEMA };
  for (const name of Object.keys(data.forms.Resume)) {
    const value = bareValue(data, data.forms.Resume[name], answers[name]);
    if (!isEmpty(value)) made[name] = value;
  }
  const location = made.basics.location || {};
  delete location.address;
  delete location.postalCode;
  if (!Object.keys(location).length) delete made.basics.location;
  made.meta = { version: "v1.0.0", canonical: RESUME_SCHEMA };
  return JSON.stringify(made, null, 2) + "\n";
}

/** @param {any} value */
function isEmpty(value) {
  return value === "" || value === null || (typeof value === "object" && !Object.keys(value).length);
}

/** @param {any} data @param {any} field @param {any} value @returns {any} */
function bareValue(data, field, value) {
  if (field.type === "list") return field.of ? value.map((/** @type {any} */ item) => bareRecord(data, field.of, item)) : value;
  return field.type === "record" && value ? bareRecord(data, field.of, value) : value;
}

/** @param {any} data @param {string} form @param {any} value */
function bareRecord(data, form, value) {
  /** @type {Record<string, any>} */
  const made = {};
  for (const [name, field] of Object.entries(data.forms[form])) {
    if (name === "photo") continue;
    const bare = bareValue(data, field, value[name]);
    if (!isEmpty(bare)) made[name] = bare;
  }
  return made;
}
