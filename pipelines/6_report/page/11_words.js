// Says codes and sentences in the reader's language.

/** @typedef {Record<string, string>} Labels a text per language */

/** @type {Record<string, Record<string, string>>} texts per language, by key */
const texts = JSON.parse(the("#texts").textContent ?? "{}");
let lang = document.documentElement.lang;

/**
 * A text with its facts filled in; `{count|one|many}` takes the word that follows the number.
 * @param {string} key
 * @param {Record<string, string | number>} [facts]
 * @returns {string}
 */
function t(key, facts = {}) {
  const slot = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g;
  return (texts[lang][key] ?? key).replace(slot, (whole, name, one, many) => {
    if (many === undefined) return String(facts[name] ?? whole);
    return String(facts[name]) === "1" ? one : many;
  });
}

/**
 * @param {string} family
 * @param {string | null} code
 * @returns {string}
 */
function word(family, code) {
  return code === null ? "–" : (texts[lang][`code.${family}.${code}`] ?? code);
}

/** @type {Record<string, string>} The family of words that a column's codes belong to. */
const families = {
  sector: "sector", tenure: "tenure", conclusion: "conclusion", outcome_class: "class", state: "state",
  verdict: "verdict", firm_flags: "flag", open_flags: "flag", guards: "guard", flag: "flag", guard: "guard",
  rung: "rung", figure: "figure", plan_role: "role", role: "role", cause: "cause", user_kind: "user",
  effect: "effect", reason: "reason", activity: "sector", address_source: "address_source",
};

/**
 * One code, or several with spaces between where a cell lists them.
 * @param {string} family
 * @param {string} codes
 * @returns {string}
 */
function words(family, codes) {
  if (family !== "flag" && family !== "guard") return word(family, codes);
  return codes.split(" ").map(code => word(family, code)).join(", ");
}

/**
 * @param {string} unit
 * @returns {string}
 */
function unitText(unit) {
  return unit === "none" ? "" : (texts[lang]["unit." + unit] ?? unit);
}
