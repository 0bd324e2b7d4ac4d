// Two to four properties side by side.

const fewest = 2, most = 4;

/** @type {Set<number>} The properties chosen in the list. */
const picked = new Set();

/**
 * The box in a property's row that chooses it.
 * @param {number} place
 * @returns {HTMLElement}
 */
function pick(place) {
  return h("input", {
    type: "checkbox", "data-pick": place, checked: picked.has(place),
    disabled: !picked.has(place) && picked.size >= most,
    "aria-label": t("candidates.pick", { name: nameOf(place) }),
  });
}

/** After a choice: no fifth one, and the button says when there are enough. */
function drawPicked() {
  for (const box of all("#list [data-pick]")) {
    const isOn = picked.has(Number(box.dataset.pick));
    box.toggleAttribute("disabled", !isOn && picked.size >= most);
  }
  the("#compare").toggleAttribute("disabled", picked.size < fewest);
  the("#compare").title = t("candidates.compare_note", { count: picked.size });
}

/**
 * What is compared: every column of the list that one of them has something in.
 * @param {number[]} chosen
 * @returns {string[]}
 */
function comparedColumns(chosen) {
  const elsewhere = ["name", "property_id", "bfe_number", "easting_m", "northing_m"];
  return listColumns().filter(name => !elsewhere.includes(name)
    && chosen.some(place => cellOf(place, name) !== null && cellOf(place, name) !== ""));
}

/**
 * @param {number[]} chosen
 * @returns {HTMLElement[]}
 */
function comparison(chosen) {
  const title = t("compare.title", { count: chosen.length });
  const rows = comparedColumns(chosen).map(name => {
    const column = columnOf(name), unit = column && isNumber(column) ? headingUnit(column) : "";
    return [label(name) + unit, ...chosen.map(place => {
      const range = bounds(place, name), said = plainCell(place, name);
      return range ? h("span", {}, said, h("span", { class: "bounds" }, range)) : said;
    })];
  });
  const heads = [T(t("compare.figure")), ...chosen.map(place => T(nameOf(place)))];
  return [sheetHead(title), dataTable(title, heads, rows)];
}
