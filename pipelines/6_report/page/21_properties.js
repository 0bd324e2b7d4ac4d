// The properties, by their row in `properties` (a "place"), and what other tables say of them.

const property = table("properties");
const places = property.every();

/** @type {Map<string, Map<Cell, number[]>>} */
const indexes = new Map();

/**
 * Rows of a table that belong to a property.
 * @param {string} name
 * @param {number} place
 * @param {string} [key]
 * @returns {number[]}
 */
function rowsOf(name, place, key = "property_id") {
  let index = indexes.get(name + "/" + key);
  if (!index) indexes.set(name + "/" + key, index = indexed(table(name).column(key)));
  return index.get(place) ?? [];
}

/**
 * Rows by the property that they belong to.
 * @param {Column | null} column
 * @returns {Map<Cell, number[]>}
 */
function indexed(column) {
  /** @type {Map<Cell, number[]>} */
  const index = new Map();
  const ids = property.column("property_id")?.cells ?? [];
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  column?.cells.forEach((cell, row) => {
    const owner = column.isPlaces ? cell : placeOf.get(cell) ?? null, rows = index.get(owner);
    if (rows) rows.push(row);
    else index.set(owner, [row]);
  });
  return index;
}

/** @type {Map<number, number>} The row in `candidates` of each property that has one. */
const candidateRow = new Map(places.flatMap(place => {
  const row = rowsOf("candidates", place)[0];
  return row === undefined ? [] : [[place, row]];
}));

/**
 * A column of the list: of `candidates` where only that table has it.
 * @param {string} name
 * @returns {Column | null}
 */
function columnOf(name) {
  return property.column(name) ?? table("candidates").column(name);
}

/**
 * @param {number} place
 * @param {string} name
 * @returns {Cell}
 */
function cellOf(place, name) {
  if (property.has(name)) return property.get(place, name);
  const row = candidateRow.get(place);
  return row === undefined ? null : table("candidates").get(row, name);
}

/**
 * @param {number} place
 * @param {string} name
 * @returns {number | null}
 */
function numberOf(place, name) {
  const value = cellOf(place, name);
  return typeof value === "number" ? value : null;
}

/**
 * The sectors of a property: its main use first, then what else it is used for.
 * @param {number} place
 * @returns {string[]}
 */
function sectorsOf(place) {
  const data = table("uses"), rows = rowsOf("uses", place);
  const found = rows.length ? rows.map(row => data.text(row, "sector")) : [property.text(place, "sector")];
  return found.flatMap(code => code ?? []);
}

/**
 * @param {number} place
 * @returns {string}
 */
function nameOf(place) {
  return property.text(place, "name") ?? idOf(place);
}

/**
 * @param {number} place
 * @returns {string}
 */
function idOf(place) {
  return property.text(place, "property_id") ?? "";
}
