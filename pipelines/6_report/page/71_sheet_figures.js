// Of a property's sheet: why, its figures, what others have published, its uses.

/**
 * @param {number} place
 * @returns {Children}
 */
function reasons(place) {
  const data = table("reasons"), rows = rowsOf("reasons", place);
  if (!rows.length) return h("p", { class: "empty" }, t("sheet.none"));
  const keys = ["sheet.flag", "sheet.state", "sheet.explanation", "sheet.counterfactual"];
  const heads = keys.map(key => T(t(key)));
  return dataTable(t("sheet.reasons"), heads, rows.map(row => {
    const guard = data.text(row, "guard"), found = data.text(row, "state");
    return [
      word("flag", data.text(row, "flag")),
      (found === null ? "" : word("state", found)) + (guard ? ` (${words("guard", guard)})` : ""),
      data.text(row, "sentence_" + lang) ?? "–", data.text(row, "counterfactual_" + lang) ?? "–",
    ];
  }));
}

/** @type {Map<string, number> | null} Rows of `sectors` by authority, sector and figure. */
let sectorIndex = null;

/**
 * @param {number} place
 * @param {string} figure
 * @returns {number | undefined}
 */
function sectorRow(place, figure) {
  const data = table("sectors");
  sectorIndex ??= new Map(data.every().map(row => {
    const authority = data.text(row, "authority_code") ?? "";
    return [`${authority}/${data.text(row, "sector")}/${data.text(row, "figure")}`, row];
  }));
  const authority = property.text(place, "authority_code") ?? "";
  return sectorIndex.get(`${authority}/${property.text(place, "sector")}/${figure}`);
}

/**
 * @param {number} place
 * @returns {Children}
 */
function figures(place) {
  const data = table("figures"), rows = rowsOf("figures", place), sectors = table("sectors");
  if (!rows.length) return null;
  const keys = ["sheet.value", "sheet.bounds", "sheet.norm", "sheet.quartiles", "sheet.level"];
  const numbers = keys.map(key => N(t(key)));
  const heads = [T(t("sheet.figure")), ...numbers, T(t("sheet.reason"))];
  return dataTable(t("sheet.figures"), heads, rows.map(row => {
    const unit = data.text(row, "unit"), code = data.text(row, "figure");
    const peers = sectorRow(place, code ?? "");
    const say = (/** @type {number | null} */ value) => unitNumber(value, unit);
    const quartiles = peers === undefined ? "–" : ["first_quartile", "median", "third_quartile"]
      .map(name => unitNumber(sectors.number(peers, name), "none")).join(" · ");
    const reason = data.text(row, "reason");
    const why = [reason ? word("reason", reason) : "", data.text(row, "period")];
    return [
      word("figure", code), say(data.number(row, "value")),
      interval(data.number(row, "value_low"), data.number(row, "value_high"), say) ?? "–",
      peers === undefined ? "–" : say(sectors.number(peers, "norm")), quartiles,
      data.text(row, "data_level") ?? "–", why.filter(Boolean).join(" · ") || "–",
    ];
  }));
}

/**
 * What others have published of the figures that are known here: of the property's sector, else of all.
 * @param {number} place
 * @returns {Children}
 */
function benchmarks(place) {
  const data = table("benchmarks"), found = table("figures"), sector = property.text(place, "sector");
  const own = new Map(rowsOf("figures", place).map(row => [found.text(row, "figure"), row]));
  const heading = (/** @type {string} */ name) => data.head(name).replace(/ \([^)]*\)$/, "");
  const rows = data.every().filter(row => own.has(data.text(row, "figure"))
    && [null, sector].includes(data.text(row, "sector")));
  if (!rows.length) return null;
  const heads = [
    T(data.head("figure")), N(t("sheet.value")), N(data.head("value")), T(heading("scope_" + lang)),
    N(data.head("year")), T(data.head("source")), T(heading("sentence_" + lang)),
  ];
  return dataTable(t("sheet.benchmarks"), heads, rows.map(row => {
    const mine = own.get(data.text(row, "figure")) ?? 0, value = found.number(mine, "value");
    const say = (/** @type {number | null} */ value) => unitNumber(value, data.text(row, "unit"));
    const range = interval(found.number(mine, "value_low"), found.number(mine, "value_high"), say);
    return [
      word("figure", data.text(row, "figure")), value === null ? (range ?? "–") : say(value),
      say(data.number(row, "value")), data.text(row, "scope_" + lang), data.text(row, "year") ?? "–",
      data.text(row, "source"), data.text(row, "sentence_" + lang),
    ];
  }));
}

/**
 * What a property with several uses is used for: the part, the users and the places of each.
 * @param {number} place
 * @returns {Children}
 */
function uses(place) {
  const data = table("uses"), rows = rowsOf("uses", place);
  if (!rows.length) return null;
  const wanted = [
    "share_percent", "area_m2", "users", "capacity", "m2_per_user", "norm_m2_per_user", "occupancy_percent",
    "vacant_m2",
  ];
  const columns = wanted.flatMap(name => data.column(name) ?? []);
  const cell = (/** @type {number} */ row, /** @type {Column} */ column) => {
    const say = (/** @type {number | null} */ value) => withUnit(value, column);
    const value = data.number(row, column.name), low = column.name + "_low", high = column.name + "_high";
    const both = data.has(low) && data.has(high);
    const range = both ? interval(data.number(row, low), data.number(row, high), say) : null;
    if (value === null) return range ?? "–";
    return range ? h("span", {}, say(value), h("span", { class: "bounds" }, range)) : say(value);
  };
  const heads = [T(data.head("sector")), ...columns.map(column => N(data.head(column.name)))];
  const main = (/** @type {number} */ row) => (data.get(row, "main") ? ` (${t("sheet.main_use")})` : "");
  return [h("p", {}, t("sheet.uses_note")), dataTable(t("sheet.uses"), heads, rows.map(row =>
    [word("sector", data.text(row, "sector")) + main(row), ...columns.map(column => cell(row, column))]))];
}
