// A figure's spread in each sector: a box per sector, with the norm.

const spread = ["minimum", "first_quartile", "median", "third_quartile", "maximum", "norm"];

function drawSectors() {
  const figure = the("#plot-sectors"), data = table("sectors"), canvas = the(".canvas", figure);
  const wanted = chooseFigure(data), shown = data.every().filter(row => data.text(row, "figure") === wanted
    && data.get(row, "median") !== null && (!state.sector || data.text(row, "sector") === state.sector));
  const unit = shown.length ? (data.text(shown[0], "unit") ?? "none") : "none";
  const digits = ["percent", "dkk", "dkk_per_m2", "m2", "count"].includes(unit) ? 0 : 1;
  const several = new Set(shown.map(row => data.text(row, "authority_code"))).size > 1;
  const title = (/** @type {number} */ row) => word("sector", data.text(row, "sector"))
    + (several ? " " + (data.text(row, "authority_code") ?? "") : "");
  const say = (/** @type {number} */ row, /** @type {string} */ name) =>
    number(data.number(row, name), digits);
  numbersOf.set(figure.id, () => {
    const count = data.column("properties")?.label?.[lang] ?? "n";
    const heads = [T(label("sector")), N(count), ...spread.map(name => N(data.head(name)))];
    return dataTable(word("figure", wanted ?? null), heads, shown.map(row =>
      [title(row), number(data.number(row, "properties")), ...spread.map(name => say(row, name))]));
  });
  if (!shown.length || wanted === undefined) {
    canvas.replaceChildren(h("p", { class: "empty" }, t("plots.none")));
    return;
  }
  const lines = shown.map(row => boxOf(data, row, title(row), name => say(row, name)));
  const axis = word("figure", wanted) + (unitText(unit) ? ` (${unitText(unit)})` : "");
  canvas.replaceChildren(boxes(lines, axis, `${t("plots.sectors")}: ${word("figure", wanted)}`));
}

/**
 * Fills the choice of figures; the one chosen before, else the one that says most.
 * @param {Table} data
 * @returns {string | undefined}
 */
function chooseFigure(data) {
  const select = field("#figure"), known = data.every().filter(row => data.get(row, "median") !== null);
  const figures = [...new Set(known.flatMap(row => data.text(row, "figure") ?? []))];
  const first = ["present_percent", "occupancy_percent"].find(code => figures.includes(code)) ?? figures[0];
  const wanted = figures.includes(select.value) ? select.value : first;
  select.replaceChildren(...figures.map(code => option(code, word("figure", code), wanted)));
  return wanted;
}

/**
 * @typedef {object} SpreadLine
 * @property {string} title
 * @property {number[]} five least, quartiles, most
 * @property {number | null} norm
 * @property {string} said
 * @property {string} normSaid
 */

/**
 * @param {Table} data
 * @param {number} row
 * @param {string} title
 * @param {(name: string) => string} say
 * @returns {SpreadLine}
 */
function boxOf(data, row, title, say) {
  return {
    title: `${title} (${number(data.number(row, "properties"))})`,
    five: spread.slice(0, 5).map(name => data.number(row, name) ?? 0),
    norm: data.number(row, "norm"),
    said: spread.slice(0, 5).map(name => `${data.head(name)}: ${say(name)}`).join("\n"),
    normSaid: `${t("sheet.norm")}: ${say("norm")}`,
  };
}

/**
 * @param {SpreadLine[]} lines
 * @param {string} axis
 * @param {string} title
 * @returns {Element}
 */
function boxes(lines, axis, title) {
  const w = 900, l = 150, r = 30, row = 34, top = 10, height = top + lines.length * row + 42;
  const most = (/** @type {(five: number[]) => number} */ of) =>
    Math.max(...lines.map(({ five, norm }) => Math.max(of(five), norm ?? 0)));
  const high = most(five => five[3] * 2 - five[1]) * 1.05 || 1;
  const end = Math.min(high, most(five => five[4]) * 1.02 || 1), across = steps(0, end, 8);
  /** @type {Scale} */
  const fx = value => l + Math.max(0, Math.min(end, value)) / end * (w - l - r);
  const body = across.flatMap(step => [
    s("line", { class: "grid", x1: fx(step), x2: fx(step), y1: top, y2: height - 40 }),
    s("text", { class: "axis", x: fx(step), y: height - 24, "text-anchor": "middle" },
      number(step, digitsOf(across))),
  ]);
  lines.forEach(({ title, five, norm, said, normSaid }, i) => {
    const y = top + i * row + row / 2, [least, first, median, third, largest] = five.map(fx);
    body.push(
      s("text", { x: l - 10, y: y + 4, "text-anchor": "end" }, title),
      s("line", { class: "whisker", x1: least, x2: largest, y1: y, y2: y }),
      s("rect", { class: "box", x: first, width: Math.max(1, third - first), y: y - 9, height: 18 },
        s("title", {}, said)),
      s("line", { class: "median", x1: median, x2: median, y1: y - 9, y2: y + 9 }));
    if (norm !== null) {
      body.push(s("circle", { class: "norm-dot", cx: fx(norm), cy: y, r: 5 }, s("title", {}, normSaid)));
    }
  });
  body.push(s("text", { class: "axis", x: (l + w - r) / 2, y: height - 6, "text-anchor": "middle" }, axis));
  return s("svg", { viewBox: `0 0 ${w} ${height}`, role: "img", "aria-label": title }, body);
}
