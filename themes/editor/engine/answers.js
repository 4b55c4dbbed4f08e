// Answers as the models of the starter have them: what is left out gets its default. The forms are data.

/** Return answers with every field of a form. @param {any} data @param {string} form @param {any} values */
export function completed(data, form, values) {
  /** @type {Record<string, any>} */
  const made = {};
  for (const [name, field] of Object.entries(data.forms[form])) {
    const value = values && Object.hasOwn(values, name) ? values[name] : undefined;
    made[name] = completedValue(data, field, value);
  }
  return made;
}

/** @param {any} data @param {any} field @param {any} value */
function completedValue(data, field, value) {
  if (field.type === "list") {
    if (!field.of) return value ?? [];
    return (value ?? []).map((/** @type {any} */ item) => completed(data, field.of, item));
  }
  if (field.type === "record") {
    if (value === undefined || value === null) return field.optional ? null : completed(data, field.of, field.default);
    return completed(data, field.of, value);
  }
  return value === undefined ? field.default ?? (field.optional ? null : "") : value;
}

/** Return every photo that answers name, in the order of their fields. @param {any} data @param {string} form @param {any} answers @returns {any[]} */
export function photosOf(data, form, answers) {
  /** @type {any[]} */
  const found = [];
  const visit = (/** @type {string} */ name, /** @type {any} */ value) => {
    if (name === "Photo") {
      found.push(value);
      return;
    }
    for (const [key, field] of Object.entries(/** @type {Record<string, any>} */ (data.forms[name]))) {
      if (!field.of || !value[key]) continue;
      for (const item of field.type === "list" ? value[key] : [value[key]]) visit(field.of, item);
    }
  };
  visit(form, answers);
  return found;
}
