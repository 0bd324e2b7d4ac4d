// Of a property's sheet: what can be done with it, and what the plan does.

/**
 * @param {number} place
 * @returns {Children}
 */
function ladder(place) {
  const data = table("ladder"), rows = rowsOf("ladder", place);
  if (!rows.length) return null;
  const heads = [
    T(t("sheet.rung")), T(t("sheet.judgement")), N(data.head("area_m2")), N(data.head("saving_dkk")),
    T(t("sheet.explanation")),
  ];
  return dataTable(t("sheet.ladder"), heads, rows.map(row => [
    word("rung", data.text(row, "rung")) + (data.get(row, "chosen") ? ` (${t("sheet.recommended")})` : ""),
    word("verdict", data.text(row, "verdict") ?? "unknown"), unitNumber(data.number(row, "area_m2"), "m2"),
    unitNumber(data.number(row, "saving_dkk"), "dkk"), data.text(row, "sentence_" + lang) ?? "–",
  ]));
}

/**
 * @param {Table} data
 * @param {number} row
 * @returns {string}
 */
function activityOf(data, row) {
  return words(families.activity, data.text(row, "activity") ?? "–");
}

/**
 * @param {number} place
 * @returns {Children}
 */
function moves(place) {
  const data = table("plan_move"), rows = rowsOf("plan_move", place, "from_property_id");
  if (!rows.length) return null;
  const heads = [
    T(data.head("to_name")), T(data.head("activity")), N(data.head("users")), N(data.head("distance_m")),
    N(data.head("occupancy_after_percent")), N(data.head("remaining_m2")),
  ];
  return dataTable(t("sheet.moves"), heads, rows.map(row => [
    data.text(row, "to_name") ?? "–", activityOf(data, row), number(data.number(row, "users")),
    unitNumber(data.number(row, "distance_m"), "m"),
    unitNumber(data.number(row, "occupancy_after_percent"), "percent"),
    unitNumber(data.number(row, "remaining_m2"), "m2"),
  ]));
}

/**
 * The decision that keeps the plan from leaving it.
 * @param {number} place
 * @returns {Children}
 */
function protection(place) {
  const row = rowsOf("plan_protected", place)[0];
  return row === undefined ? null : h("p", {}, table("plan_protected").text(row, "sentence_" + lang));
}

/**
 * Who comes here by the plan, and how full it gets: the receiver's own sheet.
 * @param {number} place
 * @returns {Children}
 */
function arrivals(place) {
  const data = table("plan_move"), rows = rowsOf("plan_move", place, "to_property_id");
  if (!rows.length) return null;
  const heads = [
    T(data.head("from_name")), T(data.head("activity")), N(data.head("users")), N(data.head("distance_m")),
  ];
  const from = dataTable(t("sheet.arrivals"), heads, rows.map(row => [
    data.text(row, "from_name") ?? "–", activityOf(data, row), number(data.number(row, "users")),
    unitNumber(data.number(row, "distance_m"), "m"),
  ]));
  return [from, ...fullness(place)];
}

/** @type {[string, string][]} What is said of a receiver, with the unit that each is written in. */
const receiverColumns = [
  ["users", "none"], ["users_5", "none"], ["users_10", "none"], ["users_arriving", "none"],
  ["users_after", "none"], ["users_after_5", "none"], ["users_after_10", "none"], ["capacity", "none"],
  ["reserve_places", "none"], ["places_left", "none"], ["occupancy_percent", "percent"],
  ["occupancy_after_percent", "percent"], ["occupancy_later_percent", "percent"], ["reserve_m2", "m2"],
  ["remaining_m2", "m2"],
];

/**
 * How full a receiver gets. Of several uses the one that receives fills up, not the main one: it is named.
 * @param {number} place
 * @returns {HTMLElement[]}
 */
function fullness(place) {
  const full = table("plan_receiver"), into = rowsOf("plan_receiver", place);
  if (!into.length) return [];
  const several = rowsOf("uses", place).length > 0;
  // A column that is empty everywhere is not in the page's data, and has no heading.
  const there = receiverColumns.filter(([name]) => full.has(name));
  const heads = [...(several ? [T(full.head("sector"))] : []), ...there.map(([name]) => N(full.head(name)))];
  const lines = into.map(row => [
    ...(several ? [word("sector", full.text(row, "sector"))] : []),
    ...there.map(([name, unit]) => {
      const value = full.number(row, name);
      return unit === "none" ? number(value) : unitNumber(value, unit);
    }),
  ]);
  const basis = new Set(into.flatMap(row => full.text(row, "sentence_" + lang) ?? []));
  return [dataTable(t("plan.receivers"), heads, lines), ...[...basis].map(text => h("p", {}, text))];
}

/**
 * @param {number} place
 * @returns {Children}
 */
function core(place) {
  const data = table("plan_core"), row = rowsOf("plan_core", place)[0];
  if (row === undefined) return null;
  const heads = [
    T(data.head("role")), N(data.head("keep_loss_dkk")), N(data.head("keep_disruption_km")),
    N(data.head("keep_loss_m2")), N(data.head("keep_equal_loss_dkk")), T(data.head("replaced_names")),
  ];
  return dataTable(t("sheet.core"), heads, [[
    word("role", data.text(row, "role") ?? "unsettled"), unitNumber(data.number(row, "keep_loss_dkk"), "dkk"),
    number(data.number(row, "keep_disruption_km")), unitNumber(data.number(row, "keep_loss_m2"), "m2"),
    unitNumber(data.number(row, "keep_equal_loss_dkk"), "dkk"), data.text(row, "replaced_names") ?? "–",
  ]]);
}
