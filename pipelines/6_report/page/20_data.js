// The tables that the page carries, column by column, unpacked when first asked for.

/** @typedef {string | number | boolean | null} Cell */
/** @typedef {[number[], Cell[]]} Sparse rows and their cells */
/**
 * @typedef {object} Column
 * @property {string} name
 * @property {string} kind `text`, `integer`, `number`, `date` or `boolean`
 * @property {string} unit
 * @property {number} decimals
 * @property {Labels} [label]
 * @property {Labels} [describes]
 * @property {Cell[]} cells
 * @property {boolean} isPlaces whether the cells are rows of `properties`
 */
/**
 * How a column comes packed: whole, as words and their numbers, as rows of `properties`, only where it has
 * something, or like another column but for some rows.
 * @typedef {Omit<Column, "cells" | "isPlaces"> & {
 *   values?: Cell[], words?: [string[], number[]], keys?: number[], sparse?: Sparse,
 *   like?: { column: string, but: Sparse } }} PackedColumn
 */

/**
 * @typedef {object} PackedTable
 * @property {number} rows
 * @property {PackedColumn[]} columns
 */

class Table {
  /** @param {PackedTable} packed */
  constructor(packed) {
    this.rows = packed.rows;
    /** @type {Column[]} */
    this.columns = [];
    /** @type {Map<string, Column>} */
    this.byName = new Map();
    for (const column of packed.columns) {
      const { name, kind, unit, decimals, label, describes } = column;
      const cells = this.unpack(column), isPlaces = column.keys !== undefined;
      const whole = { name, kind, unit, decimals, label, describes, cells, isPlaces };
      this.columns.push(whole);
      this.byName.set(name, whole);
    }
  }

  /**
   * @param {PackedColumn} column
   * @returns {Cell[]}
   */
  unpack(column) {
    if (column.values) return column.values;
    if (column.keys) return column.keys;
    if (column.words) {
      const [known, numbers] = column.words;
      return numbers.map(at => (at < 0 ? null : known[at]));
    }
    const base = column.like && this.byName.get(column.like.column);
    /** @type {Cell[]} */
    const cells = base ? base.cells.slice() : Array(this.rows).fill(null);
    const but = column.sparse ?? column.like?.but;
    but?.[0].forEach((row, i) => (cells[row] = but[1][i]));
    return cells;
  }

  /** @param {string} column */
  has(column) {
    return this.byName.has(column);
  }

  /** @param {string} column */
  column(column) {
    return this.byName.get(column) ?? null;
  }

  /**
   * What the column is called; its own name where the table has not got it.
   * @param {string} column
   * @returns {string}
   */
  head(column) {
    return this.column(column)?.label?.[lang] ?? column;
  }

  /**
   * @param {number} row
   * @param {string} column
   * @returns {Cell}
   */
  get(row, column) {
    return this.byName.get(column)?.cells[row] ?? null;
  }

  /**
   * @param {number} row
   * @param {string} column
   * @returns {string | null}
   */
  text(row, column) {
    const value = this.get(row, column);
    return value === null ? null : String(value);
  }

  /**
   * @param {number} row
   * @param {string} column
   * @returns {number | null}
   */
  number(row, column) {
    const value = this.get(row, column);
    return typeof value === "number" ? value : null;
  }

  /** @returns {number[]} Every row, by number. */
  every() {
    return Array.from({ length: this.rows }, (_, row) => row);
  }
}

/** @type {Map<string, Table>} */
const tables = new Map();

/**
 * A table by its name; one without rows and columns where the page has none of that name.
 * @param {string} name
 * @returns {Table}
 */
function table(name) {
  let found = tables.get(name);
  if (!found) {
    const packed = document.getElementById("data-" + name)?.textContent;
    found = new Table(packed ? JSON.parse(packed) : { rows: 0, columns: [] });
    tables.set(name, found);
  }
  return found;
}
