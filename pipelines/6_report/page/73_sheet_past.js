// Of a property's sheet: earlier editions, what changed, what was decided.

/**
 * One row per figure, one column per edition, the last eight.
 * @param {number} place
 * @returns {HTMLElement | null}
 */
function earlier(place) {
  const data = table("history"), rows = rowsOf("history", place);
  if (!rows.length) return null;
  /** @type {Map<string, Map<string, string>>} */
  const figures = new Map();
  const days = [...new Set(rows.flatMap(row => data.text(row, "as_of") ?? []))].sort().slice(-8);
  for (const row of rows) {
    const code = data.text(row, "figure") ?? "", values = figures.get(code) ?? new Map();
    values.set(data.text(row, "as_of"), unitNumber(data.number(row, "value"), data.text(row, "unit")));
    figures.set(code, values);
  }
  const lines = [...figures].map(([code, values]) =>
    [word("figure", code), ...days.map(day => values.get(day) ?? "–")]);
  return dataTable(t("sheet.history"), [T(t("sheet.figure")), ...days.map(day => N(date(day)))], lines);
}

/**
 * @param {number} place
 * @returns {Children}
 */
function past(place) {
  const data = table("changes"), rows = rowsOf("changes", place);
  const since = property.text(place, "since_on");
  const nothing = !rows.length && !rowsOf("history", place).length;
  const value = (/** @type {number} */ row, /** @type {string} */ when) => {
    const text = data.text(row, "text_" + when), isDecision = data.text(row, "figure") === "decision";
    if (text !== null) return words(isDecision ? "verdict" : "class", text);
    return unitNumber(data.number(row, "value_" + when), data.text(row, "unit"));
  };
  const heads = [
    T(data.head("figure")), N(data.head("value_before")), N(data.head("value_after")),
    T(t("sheet.explanation")),
  ];
  const changed = !rows.length ? null : dataTable(t("progress.changes"), heads, rows.map(row => [
    word("figure", data.text(row, "figure")), value(row, "before"), value(row, "after"),
    data.text(row, "sentence_" + lang) ?? "–",
  ]));
  const first = since ? h("p", {}, t("sheet.since", { date: date(since) }))
    : nothing ? h("p", { class: "empty" }, t("sheet.no_history")) : null;
  return [first, earlier(place), changed].filter(Boolean);
}

/**
 * @param {number} place
 * @returns {Children}
 */
function decided(place) {
  const data = table("decisions"), rows = rowsOf("decisions", place);
  if (!rows.length) return null;
  const names = ["verdict", "reason", "decided_by_role", "decided_on", "valid_until", "state"];
  const say = (/** @type {number} */ row, /** @type {string} */ name) => data.text(row, name) ?? "–";
  return dataTable(t("sheet.decisions"), names.map(name => T(data.head(name))), rows.map(row => [
    word("verdict", say(row, "verdict")), say(row, "reason"), say(row, "decided_by_role"),
    date(say(row, "decided_on")), date(say(row, "valid_until")), word("state", say(row, "state")),
  ]));
}
