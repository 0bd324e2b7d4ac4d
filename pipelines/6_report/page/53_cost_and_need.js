// The two scatter plots: what an area costs against what it is used for, and its condition against its need.

function drawCost() {
  scatter(the("#plot-cost"), "m2_per_user", "cost_per_m2_dkk", {
    title: "plots.cost", top: 84,
    under: (fx, fy, box, inside) => norms(inside).slice(0, 8).flatMap(([norm, sectors], i) => {
      const said = sectors.map(code => word("sector", code)).join(", ") + " " + number(norm, 1);
      const x = fx(norm), y = 8 + 14 * (i % 6);
      return [
        s("line", { class: "norm", x1: x, x2: x, y1: y, y2: box.h - box.b }),
        s("text", { class: "axis", x: x + 4, y: y + 6 }, said),
      ];
    }),
  });
}

/**
 * The norms of the properties shown, the smallest first, with the sectors that each is of.
 * @param {number[]} inside
 * @returns {[number, string[]][]}
 */
function norms(inside) {
  /** @type {Map<number, string[]>} */
  const found = new Map();
  for (const place of inside) {
    const norm = property.number(place, "norm_m2_per_user"), sector = property.text(place, "sector") ?? "";
    if (norm === null || found.get(norm)?.includes(sector)) continue;
    found.set(norm, [...(found.get(norm) ?? []), sector]);
  }
  return [...found].sort((a, b) => a[0] - b[0]);
}

/**
 * A threshold that the night used, by its name after the rule; null when the project has none of that name.
 * @param {string} name
 * @returns {number | null}
 */
function threshold(name) {
  const data = table("thresholds");
  const row = data.every().find(row => data.text(row, "name")?.split(".").pop() === name);
  return row === undefined ? null : data.number(row, "value");
}

function drawNeed() {
  scatter(the("#plot-need"), "need_percent", "condition_mark", {
    title: "plots.need", x: [0, 120], y: [0.7, 5.3], down: true,
    under: (fx, fy, box) => {
      const need = threshold("attendance_percent"), poor = threshold("poor_mark");
      if (need === null || poor === null) return [];
      const x = fx(need), y = fy(poor), right = box.w - box.r, bottom = box.h - box.b;
      const left = (box.l + x) / 2, far = (x + right) / 2;
      const called = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ code) =>
        s("text", { class: "field", x, y, "text-anchor": "middle" }, word("class", code));
      return [
        s("line", { class: "norm", x1: x, x2: x, y1: box.top, y2: bottom }),
        s("line", { class: "norm", x1: box.l, x2: right, y1: y, y2: y }),
        called(left, box.top + 18, "share"), called(far, box.top + 18, "keep"),
        called(left, bottom - 8, "exit_candidate"), called(far, bottom - 8, "develop"),
      ];
    },
  });
}
