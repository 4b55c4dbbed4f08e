// What a field is called on the screen: the label of the question that asks for it.

/** @param {any[]} questions @param {string[]} path @returns {any} the question of a path */
export function questionAt(questions, path) {
  for (const question of questions) {
    const own = question.field.split(".");
    if (own.some((/** @type {string} */ part, /** @type {number} */ at) => part !== path[at])) continue;
    const rest = path.slice(own.length).filter((part) => !/^\d+$/.test(part));
    return (rest.length && question.questions.length && questionAt(question.questions, rest)) || question;
  }
  return null;
}

/** @param {any} data @param {string} path @returns {string} */
export function labelOf(data, path) {
  const questions = Object.values(/** @type {Record<string, any>} */ (data.steps)).flatMap((step) => step.questions);
  return questionAt(questions, path.split("."))?.label ?? path;
}
