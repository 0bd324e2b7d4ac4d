// The fields above the list and the map.

/** @returns {string[]} Every sector that a property has, by its word. */
function knownSectors() {
  const codes = (property.column("sector")?.cells ?? []).flatMap(code => (code ? String(code) : []));
  return [...new Set(codes)].sort((a, b) => word("sector", a).localeCompare(word("sector", b), lang));
}

/**
 * @param {string} value
 * @param {string} text
 * @param {string} chosen
 * @returns {HTMLElement}
 */
function option(value, text, chosen) {
  return h("option", { value, selected: value === chosen }, text);
}

/**
 * @param {string} value
 * @param {string} text
 * @param {boolean} checked
 * @returns {HTMLElement}
 */
function tick(value, text, checked) {
  return h("label", {}, h("input", { type: "checkbox", value, checked }), " " + text);
}

/**
 * Fills a field with each of the values that there are, by their words; one without a choice is put away.
 * @param {string} selector
 * @param {string[]} values
 * @param {string} chosen
 * @param {(value: string) => string} say
 */
function choose(selector, values, chosen, say) {
  const found = [...new Set(values)].sort((a, b) => say(a).localeCompare(say(b), lang, { numeric: true }));
  the(selector).replaceChildren(option("", t("candidates.all"), chosen),
    ...found.map(value => option(value, say(value), chosen)));
  const around = the(selector).closest("label");
  if (around) around.hidden = !found.length;
}

function drawControls() {
  const everything = (/** @type {string} */ chosen) => option("", t("candidates.all"), chosen);
  const sectors = knownSectors();
  the("#sector").replaceChildren(everything(state.sector),
    ...sectors.map(code => option(code, word("sector", code), state.sector)));
  the("#class").replaceChildren(option("*", t("candidates.only"), state.class), everything(state.class),
    ...conclusions.map(code => option(code, word("conclusion", code), state.class)));
  the("#state").replaceChildren(everything(state.state),
    ...["firm", "open"].map(code => option(code, word("state", code), state.state)));
  const codes = (/** @type {Cell[]} */ cells) => cells.flatMap(cell => (cell ? String(cell) : []));
  const choices = (/** @type {string} */ name) => codes(columnOf(name)?.cells ?? []);
  choose("#locality", choices("locality"), state.locality, code => code);
  choose("#tenure", choices("tenure"), state.tenure, code => word("tenure", code));
  choose("#flag", places.flatMap(flagsOf), state.flag, code => word("flag", code));
  const inPlan = columnOf("in_plan") ? ["yes", "no"] : [];
  choose("#in-plan", inPlan, state.plan, code => t(code === "yes" ? "word.yes" : "word.no"));
  field("#search").value = state.search;
  the("#choices").replaceChildren(
    ...listColumns().map(name => tick(name, label(name), state.columns.includes(name))));
  the("#map-sectors").replaceChildren(the("#map-sectors legend"),
    ...sectors.map(code => tick(code, word("sector", code), !state.hidden.has(code))));
  the("#legend").replaceChildren(...conclusions.map(code => h("li", {}, badge(code))));
}

/** As the page opens: what the plan or the rules point at, where they do. */
function opening() {
  return {
    search: "", sector: "", state: "", locality: "", tenure: "", flag: "", plan: "",
    class: candidateRow.size ? "*" : "", columns: defaults.filter(name => columnOf(name)),
  };
}

function askNothing() {
  Object.assign(state, opening(), { sort: null, down: false, shown: 100 });
}
