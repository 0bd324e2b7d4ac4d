// A property as a mark on a plot or the map, and what it says when the pointer is over it.

const tip = the("#tip");
const told = ["area_m2", "m2_per_user", "cost_per_m2_dkk", "need_percent", "condition_mark", "saving_dkk"];

/**
 * @param {number} place
 * @param {MouseEvent} event
 */
function hover(place, event) {
  const line = (/** @type {string} */ name) => {
    const column = columnOf(name), value = numberOf(place, name);
    if (!column || value === null) return null;
    return `${label(name)}: ${bounds(place, name) ?? withUnit(value, column)}`;
  };
  const kind = word("sector", property.text(place, "sector") ?? "");
  const conclusion = word("conclusion", property.text(place, "conclusion") ?? "");
  tip.textContent = [nameOf(place), `${kind} · ${conclusion}`, ...told.map(line)].filter(Boolean).join("\n");
  tip.hidden = false;
  tip.style.left = Math.min(event.clientX + 14, innerWidth - 310) + "px";
  tip.style.top = Math.min(event.clientY + 14, innerHeight - tip.offsetHeight - 10) + "px";
}

/**
 * @param {number} place
 * @param {number} [scale]
 * @returns {number}
 */
function radius(place, scale = 1) {
  const size = Math.sqrt(property.number(place, "area_m2") ?? 0) / 9;
  return Math.max(2.5, Math.min(14, size)) * scale;
}

/**
 * @param {number} place
 * @param {number} x
 * @param {number} y
 * @param {number} [scale]
 * @returns {Element}
 */
function mark(place, x, y, scale) {
  const code = property.text(place, "conclusion") ?? "none";
  return s("path", {
    class: "mark c-" + code, "data-place": place, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
    d: round1(shape(code, radius(place, scale))),
  });
}

/**
 * The largest first, so that no small one lies beneath.
 * @param {number[]} list
 * @returns {number[]}
 */
function byArea(list) {
  const area = (/** @type {number} */ place) => property.number(place, "area_m2") ?? 0;
  return [...list].sort((a, b) => area(b) - area(a));
}

/** @type {Map<string, () => HTMLElement>} The numbers behind a plot as a table, by the plot's id. */
const numbersOf = new Map();
