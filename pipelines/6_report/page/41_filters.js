// What the reader asks for, and which properties that leaves, in which order.

const state = {
  /** @type {string | null} */
  sort: null,
  down: false,
  shown: 100,
  search: "",
  sector: "",
  class: "*",
  state: "",
  locality: "",
  tenure: "",
  flag: "",
  /** `yes`, `no` or nothing. */
  plan: "",
  /** @type {string[]} */
  columns: [],
  /** @type {Set<string>} Sectors that the map leaves out. */
  hidden: new Set(),
};

/**
 * Whether a property is of the class asked for; `*` are those that the plan or the rules point at.
 * @param {number} place
 * @returns {boolean}
 */
function inClass(place) {
  const conclusion = property.get(place, "conclusion");
  if (state.class === "*") return candidateRow.has(place) || conclusion === "leave";
  return !state.class || conclusion === state.class;
}

/**
 * @param {number} place
 * @param {string} needle
 * @returns {boolean}
 */
function mentions(place, needle) {
  const said = ["name", "address", "property_id", "locality"];
  return said.some(name => (property.text(place, name) ?? "").toLowerCase().includes(needle));
}

/**
 * Whether a property says in a column what is asked for by the field of that name.
 * @param {number} place
 * @param {"state" | "locality" | "tenure"} name
 * @returns {boolean}
 */
function isAsked(place, name) {
  return !state[name] || cellOf(place, name) === state[name];
}

/**
 * The flags that a property has, firm and open.
 * @param {number} place
 * @returns {string[]}
 */
function flagsOf(place) {
  const cells = [cellOf(place, "firm_flags"), cellOf(place, "open_flags")];
  return cells.flatMap(codes => (codes ? String(codes).split(" ") : []));
}

/**
 * Yes and no come as 1 and 0 or as themselves.
 * @param {Cell} value
 * @returns {boolean}
 */
function isTrue(value) {
  return value === true || value === 1;
}

/** @returns {number[]} The properties asked for, in the order asked for. */
function filtered() {
  const needle = state.search.trim().toLowerCase();
  const found = places.filter(place => inClass(place)
    && (!state.sector || sectorsOf(place).includes(state.sector))
    && ["state", "locality", "tenure"].every(name => isAsked(place, /** @type {"state"} */ (name)))
    && (!state.flag || flagsOf(place).includes(state.flag))
    && (!state.plan || isTrue(cellOf(place, "in_plan")) === (state.plan === "yes"))
    && (!needle || mentions(place, needle)));
  return inOrder(found);
}

/**
 * Sorts in place; what has no value comes last both ways, and what is alike keeps its order.
 * @param {number[]} found
 * @returns {number[]}
 */
function inOrder(found) {
  const key = state.sort ?? (candidateRow.size ? "rank" : "name"), column = columnOf(key);
  // Unless the reader asks for another order, the plan leads.
  const led = (/** @type {number} */ place) =>
    state.sort === null && property.get(place, "conclusion") === "leave" ? 0 : 1;
  const collator = new Intl.Collator(lang, { numeric: true }), sign = state.down ? -1 : 1;
  const numeric = column !== null && isNumber(column);
  return found.sort((a, b) => {
    const x = cellOf(a, key), y = cellOf(b, key);
    if (led(a) !== led(b)) return led(a) - led(b);
    if (x === y) return a - b;
    if (x === null) return 1;
    if (y === null) return -1;
    const order = numeric ? Number(x) - Number(y) : collator.compare(plainCell(a, key), plainCell(b, key));
    return sign * order || a - b;
  });
}

/** @returns {number[]} The properties that plots show: of the sector and the name asked for. */
function chosen() {
  const needle = state.search.trim().toLowerCase();
  return places.filter(place => (!state.sector || sectorsOf(place).includes(state.sector))
    && (!needle || nameOf(place).toLowerCase().includes(needle)));
}
