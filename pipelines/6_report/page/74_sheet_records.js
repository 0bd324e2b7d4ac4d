// Of a property's sheet: its buildings, and the lines of files that its figures come from.

/**
 * @param {number} place
 * @returns {Children}
 */
function buildings(place) {
  const data = table("buildings"), rows = rowsOf("buildings", place);
  if (!rows.length) return null;
  const wanted = [
    "building_id", "address", "address_source", "use_" + lang, "built_year", "total_area_m2", "attic_m2",
    "basement_m2", "area_m2", "condition_mark",
  ];
  const columns = wanted.flatMap(name => data.column(name) ?? []);
  const heads = columns.map(column => ({ text: plainLabel(column) ?? column.name, n: isNumber(column) }));
  return dataTable(t("sheet.buildings"), heads, rows.map(row => columns.map(column => {
    const value = data.get(row, column.name);
    if (value === null) return "–";
    if (column.unit === "year") return String(value);
    if (isNumber(column)) return withUnit(Number(value), column);
    return families[column.name] ? words(families[column.name], String(value)) : String(value);
  })));
}

/**
 * @param {number} place
 * @returns {Children}
 */
function evidence(place) {
  const data = table("evidence"), rows = rowsOf("evidence", place);
  if (!rows.length) return null;
  const wanted = ["figure", "feed", "file", "line", "record", "part", "key", "value", "row_count"];
  const columns = wanted.flatMap(name => data.column(name) ?? []);
  const heads = columns.map(column => ({ text: data.head(column.name), n: isNumber(column) }));
  const lines = rows.map(row => columns.map(({ name }) => {
    const value = data.get(row, name);
    if (value === null) return "–";
    if (["figure", "feed", "part"].includes(name)) return word(name, String(value));
    return name === "value" ? unitNumber(Number(value), data.text(row, "unit")) : String(value);
  }));
  return [h("p", {}, t("sheet.evidence_note")), dataTable(t("sheet.evidence"), heads, lines)];
}
