// What is filtered, as a file: the rows asked for, in their order, and the columns shown.

/**
 * A cell for a spreadsheet: whole numbers and fractions as the language writes them, without separators of
 * thousands. A text that would be taken for a formula gets an apostrophe, as in the edition's own files.
 * @param {number} place
 * @param {Column} column
 * @returns {string}
 */
function exportCell(place, column) {
  const value = cellOf(place, column.name);
  if (value === null || value === "") return "";
  if (isNumber(column)) return lang === "da" ? String(value).replace(".", ",") : String(value);
  if (column.kind === "date") return String(value);
  const text = plainCell(place, column.name);
  return /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
}

/**
 * The shown columns, with the key before them and its bounds after each figure that has some.
 * @returns {Column[]}
 */
function exportColumns() {
  const names = shownColumns().flatMap(({ name }) => [name, name + "_low", name + "_high"]);
  return [...new Set(["property_id", ...names])].flatMap(name => columnOf(name) ?? []);
}

/** @returns {string} the file, for Excel in the reader's language */
function exportText() {
  const separator = lang === "da" ? ";" : ",", columns = exportColumns();
  const heads = columns.map(column => (plainLabel(column) ?? column.name) + headingUnit(column));
  const rows = filtered().map(place => columns.map(column => exportCell(place, column)));
  const quote = (/** @type {string} */ cell) =>
    (/[";,\n\r]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
  return "\ufeff" + [heads, ...rows].map(cells => cells.map(quote).join(separator) + "\r\n").join("");
}

function saveList() {
  const address = URL.createObjectURL(new Blob([exportText()], { type: "text/csv" }));
  h("a", { href: address, download: t("candidates.file") + ".csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
