// The columns that the list can show, and how their cells read.

const defaults = [
  "rank", "name", "sector", "conclusion", "state", "net_area_m2", "m2_per_user", "occupancy_percent",
  "present_percent", "cost_per_m2_dkk", "condition_mark", "saving_dkk", "saving_per_m2_dkk", "firm_flags",
  "open_flags",
];

/**
 * Whether a column is never one of its own: bounds stand with their figure, the other language elsewhere.
 * @param {string} name
 * @returns {boolean}
 */
function never(name) {
  const other = lang === "da" ? "_en" : "_da";
  return name.endsWith("_low") || name.endsWith("_high") || name.endsWith(other)
    || ["line", "record", "file"].includes(name);
}

/** @returns {string[]} */
function listColumns() {
  const extra = table("candidates").columns.filter(column =>
    column.name !== "property_id" && !property.has(column.name));
  const rank = extra.filter(column => column.name === "rank");
  const names = [...rank, ...property.columns, ...extra].map(column => column.name);
  return [...new Set(names.filter(name => !never(name)))];
}

/**
 * The unit to add to a heading; empty where the heading says it already, as in "Cost per m²".
 * @param {Column} column
 * @returns {string}
 */
function headingUnit(column) {
  const text = column.label?.[lang] ?? "", unit = unitText(column.unit);
  if (!text.includes("m²")) return unit && !text.split(/[ ()]/).includes(unit) ? ` (${unit})` : "";
  if (column.unit === "dkk_per_m2") return ` (${unitText("dkk")})`;
  return column.unit === "kwh_per_m2" ? ` (${unitText("kwh")})` : "";
}

/**
 * "Use (Danish)" is a heading for files; on a page in one language the language goes without saying.
 * @param {Column | null} column
 * @returns {string | undefined}
 */
function plainLabel(column) {
  const text = column?.label?.[lang];
  if (!column || !/_(da|en)$/.test(column.name)) return text;
  return (text ?? column.name).replace(/ \([^)]*\)$/, "");
}

/**
 * @param {string} name
 * @returns {string}
 */
function label(name) {
  return plainLabel(columnOf(name)) ?? name;
}

/**
 * @param {Column} column
 * @returns {boolean}
 */
function isNumber(column) {
  return column.kind === "number" || column.kind === "integer";
}

/**
 * A cell of the list as text, without its unit.
 * @param {number} place
 * @param {string} name
 * @returns {string}
 */
function plainCell(place, name) {
  const column = columnOf(name), value = cellOf(place, name);
  if (!column || value === null || value === "") return "–";
  if (column.kind === "boolean") return t(value ? "word.yes" : "word.no");
  if (column.kind === "date") return date(String(value));
  if (column.kind === "integer" && column.unit === "none" || column.unit === "year") return String(value);
  if (isNumber(column)) return number(Number(value), column.decimals);
  if (name === "sector") return sectorsOf(place).map(code => word("sector", code)).join(" + ");
  return families[name] ? words(families[name], String(value)) : String(value);
}

/**
 * The bounds of a figure, where it has some that differ.
 * @param {number} place
 * @param {string} name
 * @returns {string | null}
 */
function bounds(place, name) {
  if (!columnOf(name + "_low") || !columnOf(name + "_high")) return null;
  const decimals = columnOf(name)?.decimals, low = numberOf(place, name + "_low");
  return interval(low, numberOf(place, name + "_high"), value => number(value, decimals));
}
