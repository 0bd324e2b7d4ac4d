// The map: properties by their coordinates (UTM metres, already a plane), the outline where one is given.

/** @typedef {[number, number]} Point easting and northing in metres */
/** @typedef {[number, number, number, number]} View left, top, width, height */

/** @type {View | null} What is shown of the map, and the whole of it. */
let view = null;
/** @type {View | null} */
let whole = null;

function drawMap() {
  const figure = the("#plot-map"), canvas = the(".canvas", figure);
  const named = state.search ? new Set(chosen()) : null;
  const pool = places.filter(place => !state.hidden.has(property.text(place, "sector") ?? "")
    && (!named || named.has(place)));
  const shown = pool.filter(pointOf);
  /** @type {Point[]} */
  const placed = [];
  for (const place of places) {
    const point = pointOf(place);
    if (point) placed.push(point);
  }
  numbersOf.set(figure.id, () => mapNumbers(shown));
  the(".zoom", figure).hidden = !placed.length;
  if (!placed.length) {
    canvas.replaceChildren(h("p", { class: "empty" }, t("map.none")));
    return;
  }
  const rings = outlineRings(), land = landOf([...placed, ...rings.flat()]);
  whole = [0, 0, land.w, land.h];
  view ??= [...whole];
  const missing = pool.length - shown.length, said = `${t("map.title")}. ${shown.length}`;
  const picture = { viewBox: viewBox(view), role: "img", "aria-label": said };
  canvas.replaceChildren(s("svg", picture, mapBody(land, view, rings, shown)),
    h("p", { class: "empty" }, missing ? t("map.without", { count: number(missing) }) : ""));
}

/**
 * @param {View} view
 * @returns {string}
 */
function viewBox(view) {
  return view.map(side => side.toFixed(1)).join(" ");
}

/**
 * Easting and northing in metres.
 * @param {number} place
 * @returns {Point | null}
 */
function pointOf(place) {
  const x = numberOf(place, "easting_m"), y = numberOf(place, "northing_m");
  return x === null || y === null ? null : [x, y];
}

/**
 * @param {number[]} shown
 * @returns {HTMLElement}
 */
function mapNumbers(shown) {
  const texts = ["sector", "conclusion"], numbers = ["area_m2", "easting_m", "northing_m"];
  const heads = ["name", ...texts].map(name => T(label(name)));
  return dataTable(t("map.title"), [...heads, ...numbers.map(name => N(label(name)))], shown.map(place =>
    [nameButton(place), ...[...texts, ...numbers].map(name => plainCell(place, name))]));
}

/** @returns {Point[][]} The rings of the municipality's outline, in metres. */
function outlineRings() {
  const outline = table("outline");
  /** @type {Map<Cell, Point[]>} */
  const rings = new Map();
  for (const row of outline.every()) {
    const ring = outline.get(row, "ring"), points = rings.get(ring) ?? [];
    points.push([outline.number(row, "easting_m") ?? 0, outline.number(row, "northing_m") ?? 0]);
    rings.set(ring, points);
  }
  return [...rings.values()];
}

/**
 * @typedef {object} Land
 * @property {number} w width of the picture
 * @property {number} h
 * @property {[number, number]} x from and to, in metres
 * @property {[number, number]} y
 * @property {number} scale units of the picture to the metre
 * @property {Scale} fx
 * @property {Scale} fy
 */

/**
 * The land around points, with room at its edges.
 * @param {Point[]} points
 * @returns {Land}
 */
function landOf(points) {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
  }
  const pad = Math.max(300, (x1 - x0) * 0.04, (y1 - y0) * 0.04);
  [x0, x1, y0, y1] = [x0 - pad, x1 + pad, y0 - pad, y1 + pad];
  const w = 1000, k = w / (x1 - x0), height = Math.max(260, Math.min(540, (y1 - y0) * k));
  const scale = Math.min(k, height / (y1 - y0));
  return {
    w, h: height, x: [x0, x1], y: [y0, y1], scale,
    fx: x => (x - (x0 + x1) / 2) * scale + w / 2, fy: y => height / 2 - (y - (y0 + y1) / 2) * scale,
  };
}

/**
 * @param {Land} land
 * @param {View} view
 * @param {Point[][]} rings
 * @param {number[]} shown
 * @returns {Element[]}
 */
function mapBody(land, view, rings, shown) {
  const { fx, fy, scale, x: [x0, x1], y: [y0, y1] } = land, zoom = view[2] / land.w, body = [];
  const mesh = [1000, 2000, 5000, 10000, 20000].find(size => (x1 - x0) * zoom / size <= 8) ?? 50000;
  for (const ring of rings) {
    const corners = ring.map(([x, y]) => `${fx(x).toFixed(1)} ${fy(y).toFixed(1)}`);
    body.push(s("path", { class: "outline", d: "M" + corners.join("L") + "Z" }));
  }
  for (let x = Math.ceil(x0 / mesh) * mesh; x < x1; x += mesh) {
    body.push(s("line", { class: "grid", x1: fx(x), x2: fx(x), y1: 0, y2: land.h }));
  }
  for (let y = Math.ceil(y0 / mesh) * mesh; y < y1; y += mesh) {
    body.push(s("line", { class: "grid", x1: 0, x2: land.w, y1: fy(y), y2: fy(y) }));
  }
  for (const place of byArea(shown)) {
    const [x, y] = pointOf(place) ?? [0, 0];
    body.push(mark(place, fx(x), fy(y), Math.max(0.15, zoom)));
  }
  const x = view[0] + 14 * zoom, y = view[1] + view[3] - 16 * zoom;
  const small = `translate(${x} ${y}) scale(${zoom}) translate(${-x} ${-y})`;
  body.push(
    s("line", { class: "scale", x1: x, x2: x + mesh * scale, y1: y, y2: y, "stroke-width": 2 * zoom }),
    s("text", { x, y: y - 6 * zoom, transform: small }, `${number(mesh / 1000)} km`));
  return body;
}
