// Tables of what the script says: of plots as numbers, and on a property's sheet.

/**
 * @typedef {object} Heading
 * @property {string} text
 * @property {boolean} [n] whether the column is one of numbers
 */

/**
 * Heading of a column of numbers.
 * @param {string} text
 * @returns {Heading}
 */
function N(text) {
  return { text, n: true };
}

/**
 * Heading of a column of texts.
 * @param {string} text
 * @returns {Heading}
 */
function T(text) {
  return { text };
}

/**
 * @param {string} caption
 * @param {Heading[]} headings
 * @param {Children[][]} rows
 * @returns {HTMLElement}
 */
function dataTable(caption, headings, rows) {
  const look = (/** @type {number} */ i) => (headings[i].n ? "n" : null);
  const heads = headings.map((head, i) => h("th", { scope: "col", class: look(i) }, head.text));
  const lines = rows.map(cells => h("tr", {}, cells.map((cell, i) =>
    h(i ? "td" : "th", { scope: i ? null : "row", class: look(i) }, cell))));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: "data" }, h("caption", {}, caption), h("thead", {}, h("tr", {}, heads)),
      h("tbody", {}, lines)));
}

/**
 * Opens the property's sheet, with the mouse and from the keyboard.
 * @param {number} place
 * @returns {HTMLElement}
 */
function nameButton(place) {
  return h("button", { type: "button", class: "name", "data-place": place }, nameOf(place));
}
