// Draws what the reader asks for from the page's own data: list, plots, map, property sheet. No library, no network, no markup from data:
// every text goes in as text.
(() => {
"use strict";
const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// ---- Words ----
const texts = JSON.parse($("#texts").textContent);
let lang = document.documentElement.lang;
const t = (key, facts = {}) => (texts[lang][key] ?? key).replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name, one, many) => many === undefined ? facts[name] ?? whole : String(facts[name]) === "1" ? one : many);
const word = (family, code) => texts[lang][`code.${family}.${code}`] ?? code;
const families = { sector: "sector", tenure: "tenure", conclusion: "conclusion", outcome_class: "class", state: "state", verdict: "verdict", firm_flags: "flag", open_flags: "flag", guards: "guard", flag: "flag", guard: "guard", rung: "rung", figure: "figure", plan_role: "role", role: "role", cause: "cause", user_kind: "user", effect: "effect", reason: "reason", activity: "sector", address_source: "address_source" };
const words = (family, codes) => family === "flag" || family === "guard" ? codes.split(" ").map(code => word(family, code)).join(", ") : word(family, codes);
const unitText = unit => unit === "none" ? "" : texts[lang]["unit." + unit] ?? unit;

function number(value, decimals = 0) {
  if (value === null || value === undefined || !isFinite(value)) return "–";
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
  const [dot, comma] = lang === "da" ? [".", ","] : [",", "."];
  const text = whole.replace(/\B(?=(\d{3})+$)/g, dot) + (rest ? comma + rest : "");
  return value < 0 && /[1-9]/.test(text) ? "−" + text : text;
}
function date(iso) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso);
  if (!parts) return iso;
  if (lang === "da") return `${parts[3]}.${parts[2]}.${parts[1]}`;
  return `${+parts[3]} ${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][parts[2] - 1]} ${parts[1]}`;
}
const withUnit = (value, column) => {
  const unit = unitText(column.unit);
  return number(value, column.decimals) + (unit && value !== null ? "\u00a0" + unit : "");
};

// ---- Data ----
const cache = {};
/** A table as columns of plain values; undone as PageData packed it. */
function table(name) {
  if (name in cache) return cache[name];
  const element = document.getElementById("data-" + name);
  if (!element) return cache[name] = { rows: 0, columns: [], has: () => false, get: () => null, column: () => null };
  const packed = JSON.parse(element.textContent), byName = {};
  for (const column of packed.columns) {
    byName[column.name] = column;
    if (column.values) column.cells = column.values;
    else if (column.words) column.cells = column.words[1].map(place => place < 0 ? null : column.words[0][place]);
    else if (column.keys) column.cells = column.keys;
    else if (column.sparse) { column.cells = Array(packed.rows).fill(null); column.sparse[0].forEach((row, i) => column.cells[row] = column.sparse[1][i]); }
    else if (column.like) { column.cells = (byName[column.like.column]?.cells ?? Array(packed.rows).fill(null)).slice(); column.like.but[0].forEach((row, i) => column.cells[row] = column.like.but[1][i]); }
  }
  return cache[name] = {
    rows: packed.rows, columns: packed.columns, has: column => column in byName, column: column => byName[column],
    get: (row, column) => byName[column]?.cells[row] ?? null,
  };
}
/** Rows of a table that belong to a property, by its place in `properties`. */
const indexes = {};
function rowsOf(name, place, key = "property_id") {
  const index = indexes[name + "/" + key] ??= (() => {
    const map = new Map(), data = table(name), column = data.column(key), ids = property.column("property_id");
    if (!column) return map;
    const places = column.keys ? null : new Map(ids ? ids.cells.map((id, i) => [id, i]) : []);
    for (let row = 0; row < data.rows; row++) {
      const owner = places ? places.get(column.cells[row]) : column.cells[row];
      if (!map.has(owner)) map.set(owner, []);
      map.get(owner).push(row);
    }
    return map;
  })();
  return index.get(place) ?? [];
}
const property = table("properties");
const places = Array.from({ length: property.rows }, (_, i) => i);
const candidateRow = (() => {
  const data = table("candidates"), map = new Map();
  for (const place of places) { const row = rowsOf("candidates", place)[0]; if (row !== undefined) map.set(place, row); }
  return map;
})();
/** A column of the list: of `candidates` where only that table has it. */
const columnOf = name => property.column(name) ?? table("candidates").column(name);
const cellOf = (place, name) => {
  if (property.has(name)) return property.get(place, name);
  const row = candidateRow.get(place);
  return row === undefined ? null : table("candidates").get(row, name);
};
/** The sectors of a property: its main use first, then what else it is used for. */
const sectorsOf = place => {
  const data = table("uses"), rows = rowsOf("uses", place);
  return rows.length ? rows.map(row => data.get(row, "sector")) : [property.get(place, "sector")];
};
const nameOf = place => property.get(place, "name") ?? property.get(place, "property_id");

// ---- Elements ----
/** An element; children are elements or texts. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}
function s(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes ?? {})) if (value !== undefined && value !== null) element.setAttribute(name, typeof value === "number" ? Math.round(value * 10) / 10 : value);
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}
const conclusions = ["leave", "could_leave", "cannot_leave", "share", "develop", "keep", "investigate"];
/** One shape per conclusion, so that no colour is needed to tell them apart. */
function shape(code, r) {
  switch (code) {
    case "leave": return `M0 ${-1.25 * r}L${1.15 * r} ${.8 * r}H${-1.15 * r}Z`;
    case "could_leave": return `M0 ${1.25 * r}L${1.15 * r} ${-.8 * r}H${-1.15 * r}Z`;
    case "cannot_leave": { const a = .45 * r, b = 1.1 * r; return `M0 ${-a}L${b - a} ${-b}L${b} ${a - b}L${a} 0L${b} ${b - a}L${b - a} ${b}L0 ${a}L${a - b} ${b}L${-b} ${b - a}L${-a} 0L${-b} ${a - b}L${a - b} ${-b}Z`; }
    case "develop": return `M${-.9 * r} ${-.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}Z`;
    case "share": return `M0 ${-1.25 * r}L${1.25 * r} 0L0 ${1.25 * r}L${-1.25 * r} 0Z`;
    case "investigate": { const a = .4 * r, b = 1.1 * r; return `M${-a} ${-b}h${2 * a}v${b - a}h${b - a}v${2 * a}h${a - b}v${b - a}h${-2 * a}v${a - b}h${a - b}v${-2 * a}h${b - a}Z`; }
    default: return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}
const round1 = text => text.replace(/-?\d+\.\d+/g, found => (+found).toFixed(1));
function badge(code) {
  if (!code) return "–";
  return h("span", { class: "badge" }, s("svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true" }, s("path", { class: "c-" + code, d: round1(shape(code, 5.5)) })), word("conclusion", code));
}
function dataTable(caption, headings, rows) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: "data" }, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, headings.map(head => h("th", { scope: "col", class: head.n ? "n" : null }, head.text)))),
      h("tbody", {}, rows.map(cells => h("tr", {}, cells.map((cell, i) => h(i ? "td" : "th", { scope: i ? null : "row", class: headings[i].n ? "n" : null }, cell)))))));
}
/** Opens the property's sheet, with the mouse and from the keyboard. */
const nameButton = place => h("button", { type: "button", class: "name", "data-place": place }, nameOf(place));
const N = text => ({ text, n: true }), T = text => ({ text });

// ---- The list ----
const state = { sort: null, down: false, shown: 100, search: "", sector: "", class: "*", state: "", columns: null, hidden: new Set() };
const defaults = ["rank", "name", "sector", "conclusion", "state", "net_area_m2", "m2_per_user", "occupancy_percent", "present_percent", "cost_per_m2_dkk", "condition_mark", "saving_dkk", "saving_per_m2_dkk", "firm_flags", "open_flags"];
const never = name => name.endsWith("_low") || name.endsWith("_high") || name.endsWith(lang === "da" ? "_en" : "_da") || ["line", "record", "file"].includes(name);
function listColumns() {
  const names = [], add = column => { if (!never(column.name) && !names.includes(column.name)) names.push(column.name); };
  const extra = table("candidates").columns.filter(column => column.name !== "property_id" && !property.has(column.name));
  extra.filter(column => column.name === "rank").forEach(add);
  property.columns.forEach(add);
  extra.forEach(add);
  return names;
}
/** The unit to add to a heading; empty where the heading says it already, as in "Cost per m²". */
function headingUnit(column) {
  const text = column.label?.[lang] ?? "", unit = unitText(column.unit);
  if (!text.includes("m²")) return unit && !text.split(/[ ()]/).includes(unit) ? ` (${unit})` : "";
  return { dkk_per_m2: ` (${unitText("dkk")})`, kwh_per_m2: ` (${unitText("kwh")})` }[column.unit] ?? "";
}
/** "Use (Danish)" is a heading for files; on a page in one language the language goes without saying. */
const plainLabel = column => /_(da|en)$/.test(column?.name ?? "") ? (column.label?.[lang] ?? column.name).replace(/ \([^)]*\)$/, "") : column?.label?.[lang];
const label = name => plainLabel(columnOf(name)) ?? name;
const isNumber = column => column.kind === "number" || column.kind === "integer";
function plainCell(place, name) {
  const column = columnOf(name), value = cellOf(place, name);
  if (value === null || value === "") return "–";
  if (column.kind === "boolean") return t(value ? "word.yes" : "word.no");
  if (column.kind === "date") return date(value);
  if (column.kind === "integer" && column.unit === "none" || column.unit === "year") return String(value);
  if (isNumber(column)) return number(value, column.decimals);
  if (name === "sector") return sectorsOf(place).map(code => word("sector", code)).join(" + ");
  return families[name] ? words(families[name], value) : value;
}
/** "12,5 til 14,0" when the bounds differ, "mindst 12,5" or "højst 14,0" when one of them is not known; null when there is nothing to say. */
function interval(low, high, say) {
  if (low === high) return null;
  if (high === null) return t("candidates.at_least", { low: say(low) });
  if (low === null) return t("candidates.at_most", { high: say(high) });
  return t("candidates.range", { low: say(low), high: say(high) });
}
function bounds(place, name) {
  const column = columnOf(name);
  if (!columnOf(name + "_low") || !columnOf(name + "_high")) return null;
  return interval(cellOf(place, name + "_low"), cellOf(place, name + "_high"), value => number(value, column.decimals));
}
function filtered() {
  const needle = state.search.trim().toLowerCase();
  const found = places.filter(place =>
    (!state.class || (state.class === "*" ? candidateRow.has(place) || property.get(place, "conclusion") === "leave" : property.get(place, "conclusion") === state.class)) && (!state.sector || sectorsOf(place).includes(state.sector)) &&
    (!state.state || cellOf(place, "state") === state.state) &&
    (!needle || ["name", "address", "property_id", "locality"].some(name => (property.get(place, name) ?? "").toLowerCase().includes(needle))));
  const key = state.sort ?? (candidateRow.size ? "rank" : "name"), column = columnOf(key);
  // Unless the reader asks for another order, the plan leads.
  const led = place => state.sort === null && property.get(place, "conclusion") === "leave" ? 0 : 1;
  const collator = new Intl.Collator(lang, { numeric: true }), sign = state.down ? -1 : 1;
  return found.sort((a, b) => {
    const x = cellOf(a, key), y = cellOf(b, key);
    if (led(a) !== led(b)) return led(a) - led(b);
    if (x === y) return a - b;
    if (x === null) return 1;
    if (y === null) return -1;
    return sign * (column && isNumber(column) ? x - y : collator.compare(plainCell(a, key), plainCell(b, key))) || a - b;
  });
}
let current = [];
function drawList() {
  current = filtered();
  const columns = state.columns.filter(name => columnOf(name)), list = $("#list");
  if (!property.rows) { list.replaceChildren(h("tbody", {}, h("tr", {}, h("td", {}, t("candidates.no_properties"))))); $("#more").hidden = true; $("#count").textContent = ""; return; }
  const area = current.reduce((sum, place) => sum + (property.get(place, "net_area_m2") ?? 0), 0);
  $("#count").textContent = current.length ? t("candidates.count", { shown: number(current.length), all: number(property.rows), area: number(area) + "\u00a0m²" })
    : t(state.class === "*" && !state.search && !state.sector && !state.state ? "candidates.none" : "candidates.no_match");
  list.replaceChildren(
    h("caption", { class: "empty" }, $("#count").textContent),
    h("thead", {}, h("tr", {}, columns.map(name => {
      const column = columnOf(name), active = name === state.sort;
      return h("th", { scope: "col", class: isNumber(column) ? "n" : null, "aria-sort": active ? (state.down ? "descending" : "ascending") : null, title: column.describes?.[lang] },
        h("button", { type: "button", "data-sort": name }, label(name) + headingUnit(column)));
    }))),
    h("tbody", {}, current.slice(0, state.shown).map(place => h("tr", { "data-place": place }, columns.map(name => {
      const column = columnOf(name), range = bounds(place, name), first = name === "name";
      const content = first ? nameButton(place) : name === "conclusion" ? badge(cellOf(place, name)) : plainCell(place, name);
      return h(first ? "th" : "td", { scope: first ? "row" : null, class: isNumber(column) ? "n" : null }, content, range ? h("span", { class: "bounds" }, range) : null);
    })))));
  $("#more").hidden = current.length <= state.shown;
}
function drawControls() {
  const option = (value, text, chosen) => h("option", { value, selected: value === chosen }, text);
  const sectors = [...new Set(property.column("sector")?.cells.filter(Boolean) ?? [])].sort((a, b) => word("sector", a).localeCompare(word("sector", b), lang));
  $("#sector").replaceChildren(option("", t("candidates.all"), state.sector), ...sectors.map(code => option(code, word("sector", code), state.sector)));
  $("#class").replaceChildren(option("*", t("candidates.only"), state.class), option("", t("candidates.all"), state.class), ...conclusions.map(code => option(code, word("conclusion", code), state.class)));
  $("#state").replaceChildren(option("", t("candidates.all"), state.state), ...["firm", "open"].map(code => option(code, word("state", code), state.state)));
  $("#choices").replaceChildren(...listColumns().map(name => h("label", {}, h("input", { type: "checkbox", value: name, checked: state.columns.includes(name) }), " " + label(name))));
  const shown = $("#map-sectors");
  shown.replaceChildren(shown.firstElementChild, ...sectors.map(code => h("label", {}, h("input", { type: "checkbox", value: code, checked: !state.hidden.has(code) }), " " + word("sector", code))));
  $("#legend").replaceChildren(...conclusions.map(code => h("li", {}, badge(code))));
}

// ---- Plots ----
const tip = $("#tip");
function hover(place, event) {
  const line = name => { const column = columnOf(name), value = cellOf(place, name); return column && value !== null ? `${label(name)}: ${bounds(place, name) ?? withUnit(value, column)}` : null; };
  tip.textContent = [nameOf(place), `${word("sector", property.get(place, "sector") ?? "")} · ${word("conclusion", property.get(place, "conclusion") ?? "")}`, ...["area_m2", "m2_per_user", "cost_per_m2_dkk", "need_percent", "condition_mark", "saving_dkk"].map(line)].filter(Boolean).join("\n");
  tip.hidden = false;
  tip.style.left = Math.min(event.clientX + 14, innerWidth - 310) + "px";
  tip.style.top = Math.min(event.clientY + 14, innerHeight - tip.offsetHeight - 10) + "px";
}
const radius = (place, scale = 1) => Math.max(2.5, Math.min(14, Math.sqrt(property.get(place, "area_m2") ?? 0) / 9)) * scale;
function mark(place, x, y, scale) {
  const code = property.get(place, "conclusion") ?? "none";
  return s("path", { class: "mark c-" + code, "data-place": place, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, d: round1(shape(code, radius(place, scale))) });
}
function steps(low, high, about = 5) {
  if (!(high > low)) return [low];
  const raw = (high - low) / about, size = 10 ** Math.floor(Math.log10(raw)), step = size * [1, 2, 5, 10].find(times => size * times >= raw * .99), marks = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) marks.push(Math.round(value / step) * step);
  return marks;
}
/** The decimals that keep two steps apart, so that no axis says 20 twice. */
const digitsOf = marks => marks.length < 2 ? 0 : Math.min(6, Math.max(0, -Math.floor(Math.log10(marks[1] - marks[0]) + 1e-9)));
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
/** The axis ends at the 98th percentile, so that one odd property does not squeeze the rest; it is drawn at the edge and said so. */
function reach(values) { const sorted = [...values].sort((a, b) => a - b), top = quantile(sorted, .98) * 1.15; return Math.min(top || 1, Math.max(...sorted, 1e-9) * 1.05); }
const byArea = list => [...list].sort((a, b) => (property.get(b, "area_m2") ?? 0) - (property.get(a, "area_m2") ?? 0));
const chosen = () => places.filter(place => (!state.sector || sectorsOf(place).includes(state.sector)) && (!state.search || (nameOf(place) ?? "").toLowerCase().includes(state.search.trim().toLowerCase())));

function scatter(figure, xName, yName, options) {
  const canvas = $(".canvas", figure), X = columnOf(xName), Y = columnOf(yName), pool = chosen();
  const inside = X && Y ? pool.filter(place => cellOf(place, xName) !== null && cellOf(place, yName) !== null) : [];
  figure._numbers = () => dataTable(t(options.title), [T(label("name")), T(label("sector")), T(label("conclusion")), N(label(xName)), N(label(yName))],
    inside.map(place => [nameButton(place), plainCell(place, "sector"), plainCell(place, "conclusion"), withUnit(cellOf(place, xName), X), withUnit(cellOf(place, yName), Y)]));
  if (!inside.length) return canvas.replaceChildren(h("p", { class: "empty" }, t("plots.none")));
  const w = 600, top = options.top ?? 16, hgt = 404 + top, l = 62, r = 14, b = 46;
  const x1 = options.x?.[1] ?? reach(inside.map(place => cellOf(place, xName))), y1 = options.y?.[1] ?? reach(inside.map(place => cellOf(place, yName)));
  const x0 = options.x?.[0] ?? 0, y0 = options.y?.[0] ?? 0;
  const fx = value => l + (Math.max(x0, Math.min(x1, value)) - x0) / (x1 - x0) * (w - l - r), fy = value => { const up = (Math.max(y0, Math.min(y1, value)) - y0) / (y1 - y0); return options.down ? top + up * (hgt - top - b) : hgt - b - up * (hgt - top - b); };
  const body = [];
  const across = steps(x0, x1), up = steps(y0, y1);
  for (const value of across) body.push(s("line", { class: "grid", x1: fx(value), x2: fx(value), y1: top, y2: hgt - b }), s("text", { class: "axis", x: fx(value), y: hgt - b + 17, "text-anchor": "middle" }, number(value, digitsOf(across))));
  for (const value of up) body.push(s("line", { class: "grid", x1: l, x2: w - r, y1: fy(value), y2: fy(value) }), s("text", { class: "axis", x: l - 6, y: fy(value) + 4, "text-anchor": "end" }, number(value, digitsOf(up))));
  body.push(...(options.under?.(fx, fy, { l, r, top, b, w, h: hgt }, inside) ?? []));
  for (const place of byArea(inside)) body.push(mark(place, fx(cellOf(place, xName)), fy(cellOf(place, yName))));
  body.push(s("text", { class: "axis", x: (l + w - r) / 2, y: hgt - 8, "text-anchor": "middle" }, label(xName) + headingUnit(X)), s("text", { class: "axis", x: 14, y: top + (hgt - top - b) / 2, transform: `rotate(-90 14 ${top + (hgt - top - b) / 2})`, "text-anchor": "middle" }, label(yName) + headingUnit(Y)));
  const beyond = inside.filter(place => cellOf(place, xName) > x1 || cellOf(place, yName) > y1).length, missing = pool.length - inside.length;
  canvas.replaceChildren(s("svg", { viewBox: `0 0 ${w} ${hgt}`, role: "img", "aria-label": `${t(options.title)}. ${inside.length}` }, body),
    h("p", { class: "empty" }, [beyond ? t("plots.outside", { count: number(beyond) }) : "", missing ? t("plots.left_out", { count: number(missing) }) : ""].join(" ")));
}
function drawCost() {
  scatter($("#plot-cost"), "m2_per_user", "cost_per_m2_dkk", { title: "plots.cost", top: 84, under: (fx, fy, box, inside) => {
    const norms = new Map();
    for (const place of inside) { const norm = property.get(place, "norm_m2_per_user"); if (norm !== null) norms.set(norm, (norms.get(norm) ?? new Set()).add(property.get(place, "sector"))); }
    return [...norms].sort((a, b) => a[0] - b[0]).slice(0, 8).flatMap(([norm, sectors], i) => [s("line", { class: "norm", x1: fx(norm), x2: fx(norm), y1: 8 + 14 * (i % 6), y2: box.h - box.b }), s("text", { class: "axis", x: fx(norm) + 4, y: 14 + 14 * (i % 6) }, [...sectors].map(code => word("sector", code)).join(", ") + " " + number(norm, 1))]);
  } });
}
/** A threshold that the night used, by its name after the rule; null when the project has none of that name. */
function threshold(name) {
  const data = table("thresholds");
  for (let row = 0; row < data.rows; row++) if (data.get(row, "name").split(".").pop() === name) return data.get(row, "value");
  return null;
}
function drawNeed() {
  scatter($("#plot-need"), "need_percent", "condition_mark", { title: "plots.need", x: [0, 120], y: [.7, 5.3], down: true, under: (fx, fy, box) => {
    const need = threshold("attendance_percent"), poor = threshold("poor_mark");
    if (need === null || poor === null) return [];
    const xm = fx(need), ym = fy(poor), field = (x, y, code) => s("text", { class: "field", x, y, "text-anchor": "middle" }, word("class", code));
    return [s("line", { class: "norm", x1: xm, x2: xm, y1: box.top, y2: box.h - box.b }), s("line", { class: "norm", x1: box.l, x2: box.w - box.r, y1: ym, y2: ym }),
      field((box.l + xm) / 2, box.top + 18, "share"), field((xm + box.w - box.r) / 2, box.top + 18, "keep"), field((box.l + xm) / 2, box.h - box.b - 8, "exit_candidate"), field((xm + box.w - box.r) / 2, box.h - box.b - 8, "develop")];
  } });
}
function drawSectors() {
  const figure = $("#plot-sectors"), data = table("sectors"), select = $("#figure"), canvas = $(".canvas", figure);
  const rows = Array.from({ length: data.rows }, (_, row) => row);
  const figures = [...new Set(rows.filter(row => data.get(row, "median") !== null).map(row => data.get(row, "figure")))];
  const wanted = figures.includes(select.value) ? select.value : ["present_percent", "occupancy_percent"].find(code => figures.includes(code)) ?? figures[0];
  select.replaceChildren(...figures.map(code => h("option", { value: code, selected: code === wanted }, word("figure", code))));
  const shown = rows.filter(row => data.get(row, "figure") === wanted && data.get(row, "median") !== null && (!state.sector || data.get(row, "sector") === state.sector));
  const unit = shown.length ? data.get(shown[0], "unit") ?? "none" : "none", digits = ["percent", "dkk", "dkk_per_m2", "m2", "count"].includes(unit) ? 0 : 1;
  const authorities = new Set(shown.map(row => data.get(row, "authority_code")));
  const title = row => word("sector", data.get(row, "sector")) + (authorities.size > 1 ? " " + (data.get(row, "authority_code") ?? "") : "");
  const value = (row, name) => data.get(row, name), say = (row, name) => number(value(row, name), digits);
  const five = ["minimum", "first_quartile", "median", "third_quartile", "maximum", "norm"];
  figure._numbers = () => dataTable(word("figure", wanted), [T(label("sector")), N(data.column("properties")?.label?.[lang] ?? "n"), ...five.map(name => N(data.column(name)?.label?.[lang] ?? name))], shown.map(row => [title(row), number(value(row, "properties")), ...five.map(name => say(row, name))]));
  if (!shown.length) return canvas.replaceChildren(h("p", { class: "empty" }, t("plots.none")));
  const w = 900, l = 150, r = 30, row = 34, top = 10, hgt = top + shown.length * row + 42, high = Math.max(...shown.map(line => Math.max(value(line, "third_quartile") * 2 - value(line, "first_quartile"), value(line, "norm") ?? 0))) * 1.05 || 1;
  const end = Math.min(high, Math.max(...shown.map(line => Math.max(value(line, "maximum"), value(line, "norm") ?? 0))) * 1.02 || 1), fx = number => l + Math.max(0, Math.min(end, number)) / end * (w - l - r), body = [];
  const across = steps(0, end, 8);
  for (const step of across) body.push(s("line", { class: "grid", x1: fx(step), x2: fx(step), y1: top, y2: hgt - 40 }), s("text", { class: "axis", x: fx(step), y: hgt - 24, "text-anchor": "middle" }, number(step, digitsOf(across))));
  shown.forEach((line, i) => {
    const y = top + i * row + row / 2;
    body.push(s("text", { x: l - 10, y: y + 4, "text-anchor": "end" }, `${title(line)} (${number(value(line, "properties"))})`),
      s("line", { class: "whisker", x1: fx(value(line, "minimum")), x2: fx(value(line, "maximum")), y1: y, y2: y }),
      s("rect", { class: "box", x: fx(value(line, "first_quartile")), width: Math.max(1, fx(value(line, "third_quartile")) - fx(value(line, "first_quartile"))), y: y - 9, height: 18 }, s("title", {}, five.slice(0, 5).map(name => `${data.column(name).label[lang]}: ${say(line, name)}`).join("\n"))),
      s("line", { class: "median", x1: fx(value(line, "median")), x2: fx(value(line, "median")), y1: y - 9, y2: y + 9 }));
    if (value(line, "norm") !== null) body.push(s("circle", { class: "norm-dot", cx: fx(value(line, "norm")), cy: y, r: 5 }, s("title", {}, `${t("sheet.norm")}: ${say(line, "norm")}`)));
  });
  body.push(s("text", { class: "axis", x: (l + w - r) / 2, y: hgt - 6, "text-anchor": "middle" }, word("figure", wanted) + (unitText(unit) ? ` (${unitText(unit)})` : "")));
  canvas.replaceChildren(s("svg", { viewBox: `0 0 ${w} ${hgt}`, role: "img", "aria-label": `${t("plots.sectors")}: ${word("figure", wanted)}` }, body));
}

// ---- Map ----
let view = null, whole = null;
function drawMap() {
  const figure = $("#plot-map"), canvas = $(".canvas", figure);
  const pool = places.filter(place => !state.hidden.has(property.get(place, "sector")) && (!state.search || chosenSet().has(place)));
  const placed = places.filter(place => cellOf(place, "easting_m") !== null && cellOf(place, "northing_m") !== null), on = new Set(placed), shown = pool.filter(place => on.has(place));
  figure._numbers = () => dataTable(t("map.title"), [T(label("name")), T(label("sector")), T(label("conclusion")), N(label("area_m2")), N(label("easting_m")), N(label("northing_m"))], shown.map(place => [nameButton(place), ...["sector", "conclusion", "area_m2", "easting_m", "northing_m"].map(name => plainCell(place, name))]));
  $(".zoom", figure).hidden = !placed.length;
  if (!placed.length) return canvas.replaceChildren(h("p", { class: "empty" }, t("map.none")));
  const outline = table("outline"), rings = new Map();
  for (let row = 0; row < outline.rows; row++) { const ring = outline.get(row, "ring"); if (!rings.has(ring)) rings.set(ring, []); rings.get(ring).push([outline.get(row, "easting_m"), outline.get(row, "northing_m")]); }
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  const grow = (x, y) => { x0 = Math.min(x0, x); x1 = Math.max(x1, x); y0 = Math.min(y0, y); y1 = Math.max(y1, y); };
  for (const place of placed) grow(cellOf(place, "easting_m"), cellOf(place, "northing_m"));
  for (const ring of rings.values()) for (const [x, y] of ring) grow(x, y);
  const pad = Math.max(300, (x1 - x0) * .04, (y1 - y0) * .04);
  [x0, x1, y0, y1] = [x0 - pad, x1 + pad, y0 - pad, y1 + pad];
  const w = 1000, k = w / (x1 - x0), hgt = Math.max(260, Math.min(540, (y1 - y0) * k)), scale = Math.min(k, hgt / (y1 - y0));
  const fx = x => (x - (x0 + x1) / 2) * scale + w / 2, fy = y => hgt / 2 - (y - (y0 + y1) / 2) * scale;
  whole = [0, 0, w, hgt];
  view ??= [...whole];
  const zoom = view[2] / w, body = [];
  const grid = [1000, 2000, 5000, 10000, 20000].find(size => (x1 - x0) * zoom / size <= 8) ?? 50000;
  for (const ring of rings.values()) body.push(s("path", { class: "outline", d: "M" + ring.map(([x, y]) => `${fx(x).toFixed(1)} ${fy(y).toFixed(1)}`).join("L") + "Z" }));
  for (let x = Math.ceil(x0 / grid) * grid; x < x1; x += grid) body.push(s("line", { class: "grid", x1: fx(x), x2: fx(x), y1: 0, y2: hgt }));
  for (let y = Math.ceil(y0 / grid) * grid; y < y1; y += grid) body.push(s("line", { class: "grid", x1: 0, x2: w, y1: fy(y), y2: fy(y) }));
  for (const place of byArea(shown)) body.push(mark(place, fx(cellOf(place, "easting_m")), fy(cellOf(place, "northing_m")), Math.max(.15, zoom)));
  const sx = view[0] + 14 * zoom, sy = view[1] + view[3] - 16 * zoom;
  body.push(s("line", { class: "scale", x1: sx, x2: sx + grid * scale, y1: sy, y2: sy, "stroke-width": 2 * zoom }), s("text", { x: sx, y: sy - 6 * zoom, transform: `translate(${sx} ${sy}) scale(${zoom}) translate(${-sx} ${-sy})` }, `${number(grid / 1000)} km`));
  const missing = pool.length - shown.length;
  canvas.replaceChildren(s("svg", { viewBox: view.map(v => v.toFixed(1)).join(" "), role: "img", "aria-label": `${t("map.title")}. ${shown.length}` }, body), h("p", { class: "empty" }, missing ? t("map.without", { count: number(missing) }) : ""));
}
const chosenSet = () => new Set(chosen());
function zoomBy(factor) {
  if (!whole) return;
  if (!factor) view = [...whole];
  else { const [x, y, w, hgt] = view, nw = Math.min(whole[2], w / factor), nh = nw * whole[3] / whole[2]; view = [x + (w - nw) / 2, y + (hgt - nh) / 2, nw, nh]; }
  drawMap();
}
function drag(event) {
  const svg = event.target.closest("svg");
  if (!svg || event.button || event.target.closest(".mark")) return;
  const start = [event.clientX, event.clientY], from = [...view], ratio = from[2] / svg.getBoundingClientRect().width;
  const move = next => { view = [from[0] - (next.clientX - start[0]) * ratio, from[1] - (next.clientY - start[1]) * ratio, from[2], from[3]]; svg.setAttribute("viewBox", view.map(v => v.toFixed(1)).join(" ")); };
  const stop = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", stop); drawMap(); };
  addEventListener("pointermove", move);
  addEventListener("pointerup", stop);
}

// ---- Property sheet ----
let open = null, opener = null;
function openSheet(place, from) {
  open = place;
  opener = from ?? opener;
  const sheet = $("#sheet");
  sheet.replaceChildren(...sheetContent(place));
  document.body.classList.add("sheet-open");
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  $("#sheet-title").focus();
  history.replaceState(null, "", "#property=" + encodeURIComponent(property.get(place, "property_id")));
}
function closed() {
  document.body.classList.remove("sheet-open");
  open = null;
  history.replaceState(null, "", location.pathname + location.search);
  opener?.isConnected && opener.focus();
}
const side = data => name => data.get.bind(data, name);
function unitNumber(value, unit) { const digits = ["percent", "m2_per_user", "mark", "kwh_per_m2"].includes(unit) ? 1 : 0, text = number(value, digits), suffix = unitText(unit ?? "none"); return value === null ? "–" : suffix ? text + "\u00a0" + suffix : text; }
function part(title, content) { return content && (!Array.isArray(content) || content.length) ? h("section", {}, h("h3", {}, title), content) : null; }
function sheetContent(place) {
  const code = property.get(place, "conclusion"), P = name => property.get(place, name), local = name => name + "_" + lang;
  const facts = property.columns.filter(column => !never(column.name) && !["name", "reason_" + lang, "conclusion_" + lang, "conclusion", "outcome_class", "rule"].includes(column.name)).map(column => [column, P(column.name)]).filter(([, value]) => value !== null);
  const master = facts.filter(([column]) => !isNumber(column) || column.unit === "none"), measured = facts.filter(([column]) => isNumber(column) && column.unit !== "none" && column.unit !== "m" || column.name === "area_m2");
  const list = pairs => h("dl", { class: "facts" }, pairs.flatMap(([column]) => [h("dt", {}, label(column.name)), h("dd", {}, plainCell(place, column.name) + (isNumber(column) && unitText(column.unit) ? "\u00a0" + unitText(column.unit) : ""), bounds(place, column.name) ? h("span", { class: "bounds" }, bounds(place, column.name)) : null)]));
  return [
    h("div", { class: "sheet-head" }, h("h2", { id: "sheet-title", tabindex: "-1" }, nameOf(place)), h("button", { type: "button", onclick: () => print() }, t("sheet.print")), h("button", { type: "button", onclick: () => $("#sheet").close() }, t("sheet.close"))),
    h("p", {}, badge(code)),
    P(local("conclusion")) ? h("p", { class: "headline" }, P(local("conclusion"))) : null,
    P("outcome_class") ? h("p", {}, t("sheet.by_the_rules", { class: word("class", P("outcome_class")), reason: P(local("reason")) ?? "–", rule: word("rule", P("rule") ?? "–") })) : null,
    part(t("sheet.reasons"), reasons(place)),
    part(t("sheet.figures"), figures(place) ?? list(measured)),
    part(t("sheet.benchmarks"), benchmarks(place)),
    part(t("sheet.uses"), uses(place)),
    part(t("sheet.ladder"), ladder(place)),
    part(t("sheet.moves"), moves(place)),
    part(t("sheet.protected"), protection(place)),
    part(t("sheet.arrivals"), arrivals(place)),
    part(t("sheet.core"), core(place)),
    part(t("sheet.history"), past(place)),
    part(t("sheet.decisions"), decided(place)),
    part(t("sheet.facts"), list(master)),
    part(t("sheet.buildings"), buildings(place)),
    part(t("sheet.evidence"), evidence(place)),
  ].filter(Boolean);
}
function reasons(place) {
  const data = table("reasons"), rows = rowsOf("reasons", place);
  if (!rows.length) return h("p", { class: "empty" }, t("sheet.none"));
  const get = (row, name) => data.get(row, name);
  return dataTable(t("sheet.reasons"), [T(t("sheet.flag")), T(t("sheet.state")), T(t("sheet.explanation")), T(t("sheet.counterfactual"))],
    rows.map(row => [word("flag", get(row, "flag")), word("state", get(row, "state") ?? "") + (get(row, "guard") ? ` (${words("guard", get(row, "guard"))})` : ""), get(row, "sentence_" + lang) ?? "–", get(row, "counterfactual_" + lang) ?? "–"]));
}
let sectorIndex = null;
function sectorRow(place, figure) {
  const data = table("sectors"), authority = property.get(place, "authority_code") ?? "", sector = property.get(place, "sector");
  sectorIndex ??= new Map(Array.from({ length: data.rows }, (_, row) => [`${data.get(row, "authority_code") ?? ""}/${data.get(row, "sector")}/${data.get(row, "figure")}`, row]));
  return sectorIndex.get(`${authority}/${sector}/${figure}`);
}
function figures(place) {
  const data = table("figures"), rows = rowsOf("figures", place), sectors = table("sectors");
  if (!rows.length) return null;
  return dataTable(t("sheet.figures"), [T(t("sheet.figure")), N(t("sheet.value")), N(t("sheet.bounds")), N(t("sheet.norm")), N(t("sheet.quartiles")), N(t("sheet.level")), T(t("sheet.reason"))], rows.map(row => {
    const unit = data.get(row, "unit"), low = data.get(row, "value_low"), high = data.get(row, "value_high"), code = data.get(row, "figure"), peers = sectorRow(place, code), say = value => unitNumber(value, unit);
    const quartiles = peers === undefined ? "–" : ["first_quartile", "median", "third_quartile"].map(name => unitNumber(sectors.get(peers, name), "none")).join(" · ");
    return [word("figure", code), say(data.get(row, "value")), interval(low, high, say) ?? "–", peers === undefined ? "–" : say(sectors.get(peers, "norm")), quartiles, data.get(row, "data_level") ?? "–", [data.get(row, "reason") ? word("reason", data.get(row, "reason")) : "", data.get(row, "period") ?? ""].filter(Boolean).join(" · ") || "–"];
  }));
}
/** What others have published of the figures that are known here: of the property's sector, else of all. */
function benchmarks(place) {
  const data = table("benchmarks"), known = table("figures"), sector = property.get(place, "sector");
  const own = new Map(rowsOf("figures", place).map(row => [known.get(row, "figure"), row]));
  const head = name => data.column(name)?.label?.[lang] ?? name, heading = name => head(name).replace(/ \([^)]*\)$/, "");
  const rows = Array.from({ length: data.rows }, (_, row) => row)
    .filter(row => own.has(data.get(row, "figure")) && [null, sector].includes(data.get(row, "sector")));
  if (!rows.length) return null;
  return dataTable(
    t("sheet.benchmarks"),
    [T(head("figure")), N(t("sheet.value")), N(head("value")), T(heading("scope_" + lang)), N(head("year")), T(head("source")), T(heading("sentence_" + lang))],
    rows.map(row => {
      const mine = own.get(data.get(row, "figure")), say = value => unitNumber(value, data.get(row, "unit"));
      const bounds = interval(known.get(mine, "value_low"), known.get(mine, "value_high"), say);
      return [
        word("figure", data.get(row, "figure")), known.get(mine, "value") === null ? bounds ?? "–" : say(known.get(mine, "value")), say(data.get(row, "value")),
        data.get(row, "scope_" + lang), data.get(row, "year") ?? "–", data.get(row, "source"), data.get(row, "sentence_" + lang),
      ];
    }));
}
/** What a property with several uses is used for: the part, the users and the places of each. */
function uses(place) {
  const data = table("uses"), rows = rowsOf("uses", place), column = name => data.column(name);
  if (!rows.length) return null;
  const names = ["share_percent", "area_m2", "users", "capacity", "m2_per_user", "norm_m2_per_user", "occupancy_percent", "vacant_m2"].filter(column);
  const cell = (row, name) => {
    const say = value => withUnit(value, column(name)), value = data.get(row, name);
    const around = column(name + "_low") && column(name + "_high") ? interval(data.get(row, name + "_low"), data.get(row, name + "_high"), say) : null;
    return value === null ? around ?? "–" : around ? [say(value), h("span", { class: "bounds" }, around)] : say(value);
  };
  return [h("p", {}, t("sheet.uses_note")),
    dataTable(t("sheet.uses"), [T(column("sector").label[lang]), ...names.map(name => N(column(name).label[lang]))],
      rows.map(row => [word("sector", data.get(row, "sector")) + (data.get(row, "main") ? ` (${t("sheet.main_use")})` : ""), ...names.map(name => cell(row, name))]))];
}
function ladder(place) {
  const data = table("ladder"), rows = rowsOf("ladder", place), head = name => data.column(name)?.label?.[lang] ?? name;
  if (!rows.length) return null;
  return dataTable(t("sheet.ladder"), [T(t("sheet.rung")), T(t("sheet.judgement")), N(head("area_m2")), N(head("saving_dkk")), T(t("sheet.explanation"))], rows.map(row => [word("rung", data.get(row, "rung")) + (data.get(row, "chosen") ? ` (${t("sheet.recommended")})` : ""), word("verdict", data.get(row, "verdict") ?? "unknown"), unitNumber(data.get(row, "area_m2"), "m2"), unitNumber(data.get(row, "saving_dkk"), "dkk"), data.get(row, "sentence_" + lang) ?? "–"]));
}
function moves(place) {
  const data = table("plan_move"), rows = rowsOf("plan_move", place, "from_property_id"), head = name => data.column(name)?.label?.[lang] ?? name;
  if (!rows.length) return null;
  return dataTable(t("sheet.moves"), [T(head("to_name")), T(head("activity")), N(head("users")), N(head("distance_m")), N(head("occupancy_after_percent")), N(head("remaining_m2"))], rows.map(row => [data.get(row, "to_name") ?? "–", words(families.activity, data.get(row, "activity") ?? "–"), number(data.get(row, "users")), unitNumber(data.get(row, "distance_m"), "m"), unitNumber(data.get(row, "occupancy_after_percent"), "percent"), unitNumber(data.get(row, "remaining_m2"), "m2")]));
}
/** The decision that keeps the plan from leaving it. */
function protection(place) {
  const data = table("plan_protected"), row = rowsOf("plan_protected", place)[0];
  return row === undefined ? null : h("p", {}, data.get(row, "sentence_" + lang));
}
/** Who comes here by the plan, and how full it gets: the receiver's own sheet. */
function arrivals(place) {
  const data = table("plan_move"), rows = rowsOf("plan_move", place, "to_property_id");
  const full = table("plan_receiver"), into = rowsOf("plan_receiver", place), several = rowsOf("uses", place).length > 0;
  const head = name => data.column(name)?.label?.[lang] ?? name, own = name => full.column(name)?.label?.[lang] ?? name;
  if (!rows.length) return null;
  const from = dataTable(t("sheet.arrivals"), [T(head("from_name")), T(head("activity")), N(head("users")), N(head("distance_m"))],
    rows.map(row => [data.get(row, "from_name") ?? "–", words(families.activity, data.get(row, "activity") ?? "–"),
      number(data.get(row, "users")), unitNumber(data.get(row, "distance_m"), "m")]));
  if (!into.length) return from;
  // A column that is empty everywhere is not in the page's data, and has no heading.
  const there = names => names.filter(name => full.column(name));
  const counts = there(["users", "users_5", "users_10", "users_arriving", "users_after", "users_after_5", "users_after_10", "capacity", "reserve_places", "places_left"]);
  const shares = there(["occupancy_percent", "occupancy_after_percent", "occupancy_later_percent"]), sizes = there(["reserve_m2", "remaining_m2"]);
  const basis = [...new Set(into.map(at => full.get(at, "sentence_" + lang)).filter(Boolean))];
  // Of several uses the one that receives fills up, not the main one: it is named.
  return [from, dataTable(t("plan.receivers"), [...several ? [T(own("sector"))] : [], ...[...counts, ...shares, ...sizes].map(name => N(own(name)))],
    into.map(at => [...several ? [word("sector", full.get(at, "sector"))] : [], ...counts.map(name => number(full.get(at, name))),
      ...shares.map(name => unitNumber(full.get(at, name), "percent")), ...sizes.map(name => unitNumber(full.get(at, name), "m2"))])),
    ...basis.map(text => h("p", {}, text))];
}
function core(place) {
  const data = table("plan_core"), row = rowsOf("plan_core", place)[0], head = name => data.column(name)?.label?.[lang] ?? name;
  if (row === undefined) return null;
  return dataTable(t("sheet.core"), [T(head("role")), N(head("keep_loss_dkk")), N(head("keep_disruption_km")), N(head("keep_loss_m2")), N(head("keep_equal_loss_dkk")), T(head("replaced_names"))], [[word("role", data.get(row, "role") ?? "unsettled"), unitNumber(data.get(row, "keep_loss_dkk"), "dkk"), number(data.get(row, "keep_disruption_km")), unitNumber(data.get(row, "keep_loss_m2"), "m2"), unitNumber(data.get(row, "keep_equal_loss_dkk"), "dkk"), data.get(row, "replaced_names") ?? "–"]]);
}
/** One row per figure, one column per edition, the last eight. */
function earlier(place) {
  const data = table("history"), rows = rowsOf("history", place), figures = new Map();
  if (!rows.length) return null;
  const days = [...new Set(rows.map(row => data.get(row, "as_of")))].sort().slice(-8);
  for (const row of rows) { const code = data.get(row, "figure"); if (!figures.has(code)) figures.set(code, new Map()); figures.get(code).set(data.get(row, "as_of"), unitNumber(data.get(row, "value"), data.get(row, "unit") ?? "none")); }
  return dataTable(t("sheet.history"), [T(t("sheet.figure")), ...days.map(day => N(date(day)))], [...figures].map(([code, values]) => [word("figure", code), ...days.map(day => values.get(day) ?? "–")]));
}
function past(place) {
  const data = table("changes"), rows = rowsOf("changes", place), since = property.get(place, "since_on"), head = name => data.column(name)?.label?.[lang] ?? name;
  const value = (row, when) => { const text = data.get(row, "text_" + when), figure = data.get(row, "figure"); return text !== null ? words(figure === "decision" ? "verdict" : "class", text) : unitNumber(data.get(row, "value_" + when), data.get(row, "unit") ?? "none"); };
  return [since ? h("p", {}, t("sheet.since", { date: date(since) })) : rows.length || rowsOf("history", place).length ? null : h("p", { class: "empty" }, t("sheet.no_history")),
    earlier(place),
    rows.length ? dataTable(t("progress.changes"), [T(head("figure")), N(head("value_before")), N(head("value_after")), T(t("sheet.explanation"))], rows.map(row => [word("figure", data.get(row, "figure")), value(row, "before"), value(row, "after"), data.get(row, "sentence_" + lang) ?? "–"])) : null].filter(Boolean);
}
function decided(place) {
  const data = table("decisions"), rows = rowsOf("decisions", place), head = name => data.column(name)?.label?.[lang] ?? name;
  if (!rows.length) return null;
  return dataTable(t("sheet.decisions"), ["verdict", "reason", "decided_by_role", "decided_on", "valid_until", "state"].map(name => T(head(name))), rows.map(row => [word("verdict", data.get(row, "verdict") ?? "–"), data.get(row, "reason") ?? "–", data.get(row, "decided_by_role") ?? "–", date(data.get(row, "decided_on") ?? "–"), date(data.get(row, "valid_until") ?? "–"), word("state", data.get(row, "state") ?? "–")]));
}
function buildings(place) {
  const data = table("buildings"), rows = rowsOf("buildings", place);
  if (!rows.length) return null;
  const names = ["building_id", "address", "address_source", "use_" + lang, "built_year", "total_area_m2", "attic_m2", "basement_m2", "area_m2", "condition_mark"].filter(name => data.has(name));
  return dataTable(t("sheet.buildings"), names.map(name => ({ text: plainLabel(data.column(name)) ?? name, n: isNumber(data.column(name)) })), rows.map(row => names.map(name => { const column = data.column(name), value = data.get(row, name); return value === null ? "–" : column.unit === "year" ? String(value) : isNumber(column) ? withUnit(value, column) : families[name] ? words(families[name], value) : value; })));
}
function evidence(place) {
  const data = table("evidence"), rows = rowsOf("evidence", place), head = name => data.column(name)?.label?.[lang] ?? name;
  if (!rows.length) return null;
  const names = ["figure", "feed", "file", "line", "record", "part", "key", "value", "row_count"].filter(name => data.has(name));
  return [h("p", {}, t("sheet.evidence_note")), dataTable(t("sheet.evidence"), names.map(name => ({ text: head(name), n: isNumber(data.column(name)) })), rows.map(row => names.map(name => { const value = data.get(row, name); return value === null ? "–" : ["figure", "feed", "part"].includes(name) ? word(name, value) : name === "value" ? unitNumber(value, data.get(row, "unit") ?? "none") : String(value); })))];
}

// ---- Together ----
const plots = { "plot-cost": drawCost, "plot-need": drawNeed, "plot-sectors": drawSectors, "plot-map": drawMap };
const seen = new Set();
/** A plot is drawn when it first comes near the screen; then again whenever a filter or the language changes. */
const watcher = new IntersectionObserver(entries => { for (const entry of entries) if (entry.isIntersecting && !seen.has(entry.target.id)) { seen.add(entry.target.id); redraw(entry.target.id); } }, { rootMargin: "400px" });
function redraw(id) {
  plots[id]();
  const numbers = $("details.numbers", document.getElementById(id));
  if (numbers.open) numbers.lastElementChild.replaceChildren(document.getElementById(id)._numbers());
}
function refresh() { drawList(); seen.forEach(redraw); }
function speak(language) {
  lang = language;
  document.documentElement.lang = lang;
  document.title = document.body.dataset.authority ? t("page.title", { authority: document.body.dataset.authority }) : t("page.title_plain");
  all("[data-lang]").forEach(element => element.hidden = element.dataset.lang !== lang);
  all("[data-t]").forEach(element => element.textContent = t(element.dataset.t));
  all("[data-t-label]").forEach(element => element.setAttribute("aria-label", t(element.dataset.tLabel)));
  all("[data-language]").forEach(button => button.setAttribute("aria-pressed", button.dataset.language === lang));
  drawControls();
  refresh();
  if (open !== null) $("#sheet").replaceChildren(...sheetContent(open));
  try { localStorage.setItem("kvadratur.language", lang); } catch { /* a page from a file share may have no storage */ }
}
function start() {
  state.columns = defaults.filter(name => columnOf(name));
  if (!candidateRow.size) state.class = "";
  let saved = null;
  try { saved = localStorage.getItem("kvadratur.language"); } catch { /* as above */ }
  speak(saved in texts ? saved : lang);
  for (const id of Object.keys(plots)) watcher.observe(document.getElementById(id));
  fromHash();
}
function fromHash() {
  const wanted = /^#property=(.+)$/.exec(location.hash), id = wanted && decodeURIComponent(wanted[1]), place = id ? places.find(place => property.get(place, "property_id") === id) : undefined;
  if (place !== undefined) openSheet(place);
}
document.addEventListener("click", event => {
  const at = selector => event.target.closest(selector), language = at("[data-language]"), sort = at("[data-sort]"), zoom = at("[data-zoom]"), link = at(".name, .mark");
  if (language) speak(language.dataset.language);
  else if (sort) { const name = sort.dataset.sort; state.down = (state.sort ?? "rank") === name ? !state.down : isNumber(columnOf(name)) && name !== "rank"; state.sort = name; drawList(); $(`[data-sort="${name}"]`)?.focus(); }
  else if (zoom) zoomBy(+zoom.dataset.zoom);
  else if (link) openSheet(+link.dataset.place, link);
  else if (at("#more")) { state.shown += 200; drawList(); }
  else if (at("#reset")) { Object.assign(state, { sort: null, down: false, shown: 100, search: "", sector: "", state: "", class: candidateRow.size ? "*" : "", columns: defaults.filter(name => columnOf(name)) }); $("#search").value = ""; drawControls(); refresh(); }
  if (!at("#chooser")) $("#chooser").open = false;
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape") { $("#chooser").open = false; tip.hidden = true; }
  const name = event.target.closest?.("#list .name");
  if (!name || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const names = all("#list .name"), place = names.indexOf(name), next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: names.length - 1 }[event.key];
  names[Math.max(0, Math.min(names.length - 1, next))].focus();
  event.preventDefault();
});
document.addEventListener("mousemove", event => { const found = event.target.closest?.(".mark"); if (found) hover(+found.dataset.place, event); else tip.hidden = true; });
let waiting;
$("#search").addEventListener("input", event => { state.search = event.target.value; state.shown = 100; clearTimeout(waiting); waiting = setTimeout(refresh, 120); });
for (const id of ["sector", "class", "state"]) $("#" + id).addEventListener("change", event => { state[id] = event.target.value; state.shown = 100; refresh(); });
$("#figure").addEventListener("change", drawSectors);
$("#choices").addEventListener("change", () => { const on = new Set(all("#choices input:checked").map(box => box.value)); state.columns = listColumns().filter(name => on.has(name)); drawList(); });
$("#map-sectors").addEventListener("change", event => { event.target.checked ? state.hidden.delete(event.target.value) : state.hidden.add(event.target.value); drawMap(); });
$("#controls").addEventListener("submit", event => event.preventDefault());
$("#plot-map .canvas").addEventListener("pointerdown", drag);
$("#sheet").addEventListener("close", closed);
addEventListener("hashchange", fromHash);
for (const id of Object.keys(plots)) { const numbers = $("details.numbers", document.getElementById(id)); numbers.addEventListener("toggle", () => { if (numbers.open && document.getElementById(id)._numbers) numbers.lastElementChild.replaceChildren(document.getElementById(id)._numbers()); }); }
addEventListener("beforeprint", () => { for (const id of Object.keys(plots)) if (!seen.has(id)) { seen.add(id); redraw(id); } });
start();
})();
