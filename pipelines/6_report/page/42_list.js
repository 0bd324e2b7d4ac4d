// The list of properties.

function drawList() {
  const list = the("#list"), count = the("#count"), more = the("#more");
  if (!property.rows) {
    list.replaceChildren(h("tbody", {}, h("tr", {}, h("td", {}, t("candidates.no_properties")))));
    more.hidden = true;
    count.textContent = "";
    return;
  }
  const found = filtered();
  count.textContent = countOf(found);
  list.replaceChildren(h("caption", { class: "empty" }, count.textContent), listHead(), listBody(found));
  more.hidden = found.length <= state.shown;
}

/**
 * @param {number[]} found
 * @returns {string}
 */
function countOf(found) {
  if (!found.length) {
    const { search, sector, state: certainty, locality, tenure, flag, plan } = state;
    const fields = [search, sector, certainty, locality, tenure, flag, plan];
    const asksNothing = state.class === "*" && !fields.some(Boolean);
    return t(asksNothing ? "candidates.none" : "candidates.no_match");
  }
  const area = found.reduce((sum, place) => sum + (property.number(place, "net_area_m2") ?? 0), 0);
  const facts = { shown: number(found.length), all: number(property.rows), area: number(area) + "\u00a0m²" };
  return t("candidates.count", facts);
}

/** @returns {Column[]} The chosen columns that there are. */
function shownColumns() {
  return state.columns.flatMap(name => columnOf(name) ?? []);
}

/** @returns {HTMLElement} */
function listHead() {
  const corner = h("td", { class: "pick" });
  return h("thead", {}, h("tr", {}, corner, shownColumns().map(column => {
    const order = state.down ? "descending" : "ascending";
    const attributes = {
      scope: "col", class: isNumber(column) ? "n" : null, title: column.describes?.[lang],
      "aria-sort": column.name === state.sort ? order : null,
    };
    const heading = label(column.name) + headingUnit(column);
    return h("th", attributes, h("button", { type: "button", "data-sort": column.name }, heading));
  })));
}

/**
 * @param {number[]} found
 * @returns {HTMLElement}
 */
function listBody(found) {
  const columns = shownColumns();
  return h("tbody", {}, found.slice(0, state.shown).map(place =>
    h("tr", { "data-place": place }, h("td", { class: "pick" }, pick(place)),
      columns.map(column => listCell(place, column)))));
}

/**
 * @param {number} place
 * @param {Column} column
 * @returns {HTMLElement}
 */
function listCell(place, column) {
  const { name } = column, range = bounds(place, name), first = name === "name";
  const content = first ? nameButton(place)
    : name === "conclusion" ? badge(property.text(place, name)) : plainCell(place, name);
  const attributes = { scope: first ? "row" : null, class: isNumber(column) ? "n" : null };
  return h(first ? "th" : "td", attributes, content, range ? h("span", { class: "bounds" }, range) : null);
}

/**
 * Sorts by a column; once more by the same one turns the order round.
 * @param {string} name
 */
function sortBy(name) {
  const column = columnOf(name), again = (state.sort ?? "rank") === name;
  state.down = again ? !state.down : column !== null && isNumber(column) && name !== "rank";
  state.sort = name;
}
