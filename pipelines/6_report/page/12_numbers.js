// Writes numbers, dates and intervals as the reader's language does.

/**
 * @param {number | null | undefined} value
 * @param {number} [decimals]
 * @returns {string}
 */
function number(value, decimals = 0) {
  if (value === null || value === undefined || !isFinite(value)) return "–";
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
  const [dot, comma] = lang === "da" ? [".", ","] : [",", "."];
  const text = whole.replace(/\B(?=(\d{3})+$)/g, dot) + (rest ? comma + rest : "");
  return value < 0 && /[1-9]/.test(text) ? "−" + text : text;
}

const englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * An ISO date; anything else stays as it is.
 * @param {string} iso
 * @returns {string}
 */
function date(iso) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso);
  if (!parts) return iso;
  if (lang === "da") return `${parts[3]}.${parts[2]}.${parts[1]}`;
  return `${+parts[3]} ${englishMonths[+parts[2] - 1]} ${parts[1]}`;
}

/**
 * @param {number | null} value
 * @param {Column} column
 * @returns {string}
 */
function withUnit(value, column) {
  const unit = unitText(column.unit);
  return number(value, column.decimals) + (unit && value !== null ? "\u00a0" + unit : "");
}

/**
 * A value of a table in long form, whose unit stands in its row.
 * @param {number | null} value
 * @param {string | null} unit
 * @returns {string}
 */
function unitNumber(value, unit) {
  if (value === null) return "–";
  const digits = ["percent", "m2_per_user", "mark", "kwh_per_m2"].includes(unit ?? "") ? 1 : 0;
  const suffix = unitText(unit ?? "none"), text = number(value, digits);
  return suffix ? text + "\u00a0" + suffix : text;
}

/**
 * "12,5 til 14,0" when the bounds differ, "mindst 12,5" or "højst 14,0" when one of them is not known; null
 * when there is nothing to say.
 * @param {number | null} low
 * @param {number | null} high
 * @param {(value: number | null) => string} say
 * @returns {string | null}
 */
function interval(low, high, say) {
  if (low === high) return null;
  if (high === null) return t("candidates.at_least", { low: say(low) });
  if (low === null) return t("candidates.at_most", { high: say(high) });
  return t("candidates.range", { low: say(low), high: say(high) });
}
