// One figure against another, a mark per property.

/**
 * @typedef {object} Box
 * @property {number} l left edge of the plot's field
 * @property {number} r room right of it
 * @property {number} top
 * @property {number} b room beneath
 * @property {number} w width of the whole
 * @property {number} h height of the whole
 */
/** @typedef {(value: number) => number} Scale */
/**
 * @typedef {object} ScatterOptions
 * @property {string} title key of its text
 * @property {number} [top]
 * @property {[number, number]} [x] ends of the axis; else by the values
 * @property {[number, number]} [y]
 * @property {boolean} [down] whether the axis grows downwards
 * @property {(fx: Scale, fy: Scale, box: Box, inside: number[]) => Element[]} [under]
 */

/**
 * @param {HTMLElement} figure
 * @param {string} xName
 * @param {string} yName
 * @param {ScatterOptions} options
 */
function scatter(figure, xName, yName, options) {
  const canvas = the(".canvas", figure), X = columnOf(xName), Y = columnOf(yName), pool = chosen();
  const points = pool.flatMap(place => {
    const x = numberOf(place, xName), y = numberOf(place, yName);
    return x === null || y === null ? [] : [{ place, x, y }];
  });
  numbersOf.set(figure.id, () => {
    const heads = ["name", "sector", "conclusion"].map(name => T(label(name)));
    const both = [N(label(xName)), N(label(yName))];
    return dataTable(t(options.title), [...heads, ...both], points.map(({ place, x, y }) => [
      nameButton(place), plainCell(place, "sector"), plainCell(place, "conclusion"),
      X && withUnit(x, X), Y && withUnit(y, Y),
    ]));
  });
  if (!points.length || !X || !Y) {
    canvas.replaceChildren(h("p", { class: "empty" }, t("plots.none")));
    return;
  }
  const top = options.top ?? 16, box = { l: 62, r: 14, top, b: 46, w: 600, h: 404 + top };
  const [x0, x1] = options.x ?? [0, reach(points.map(point => point.x))];
  const [y0, y1] = options.y ?? [0, reach(points.map(point => point.y))];
  const wide = box.w - box.l - box.r, high = box.h - top - box.b;
  const share = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ end) =>
    (Math.max(low, Math.min(end, value)) - low) / (end - low);
  /** @type {Scale} */
  const fx = value => box.l + share(value, x0, x1) * wide;
  /** @type {Scale} */
  const fy = value => top + (options.down ? share(value, y0, y1) : 1 - share(value, y0, y1)) * high;
  const value = new Map(points.map(point => [point.place, point])), inside = points.map(point => point.place);
  const body = [
    ...grid(fx, fy, steps(x0, x1), steps(y0, y1), box), ...(options.under?.(fx, fy, box, inside) ?? []),
    ...byArea(inside).map(place => mark(place, fx(value.get(place)?.x ?? x0), fy(value.get(place)?.y ?? y0))),
    ...axisTitles(label(xName) + headingUnit(X), label(yName) + headingUnit(Y), box),
  ];
  const beyond = points.filter(point => point.x > x1 || point.y > y1).length;
  const missing = pool.length - points.length, said = `${t(options.title)}. ${points.length}`;
  const picture = { viewBox: `0 0 ${box.w} ${box.h}`, role: "img", "aria-label": said };
  canvas.replaceChildren(s("svg", picture, body), h("p", { class: "empty" }, [
    beyond ? t("plots.outside", { count: number(beyond) }) : "",
    missing ? t("plots.left_out", { count: number(missing) }) : "",
  ].join(" ")));
}

/**
 * @param {Scale} fx
 * @param {Scale} fy
 * @param {number[]} across
 * @param {number[]} up
 * @param {Box} box
 * @returns {Element[]}
 */
function grid(fx, fy, across, up, box) {
  const bottom = box.h - box.b;
  return [
    ...across.flatMap(value => [
      s("line", { class: "grid", x1: fx(value), x2: fx(value), y1: box.top, y2: bottom }),
      s("text", { class: "axis", x: fx(value), y: bottom + 17, "text-anchor": "middle" },
        number(value, digitsOf(across))),
    ]),
    ...up.flatMap(value => [
      s("line", { class: "grid", x1: box.l, x2: box.w - box.r, y1: fy(value), y2: fy(value) }),
      s("text", { class: "axis", x: box.l - 6, y: fy(value) + 4, "text-anchor": "end" },
        number(value, digitsOf(up))),
    ]),
  ];
}

/**
 * @param {string} x
 * @param {string} y
 * @param {Box} box
 * @returns {Element[]}
 */
function axisTitles(x, y, box) {
  const middle = box.top + (box.h - box.top - box.b) / 2, turn = `rotate(-90 14 ${middle})`;
  return [
    s("text", { class: "axis", x: (box.l + box.w - box.r) / 2, y: box.h - 8, "text-anchor": "middle" }, x),
    s("text", { class: "axis", x: 14, y: middle, transform: turn, "text-anchor": "middle" }, y),
  ];
}
