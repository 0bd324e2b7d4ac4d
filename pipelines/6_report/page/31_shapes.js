// One shape per conclusion, so that no colour is needed to tell them apart.

const conclusions = ["leave", "could_leave", "cannot_leave", "share", "develop", "keep", "investigate"];

/**
 * @param {string} code
 * @param {number} r
 * @returns {string}
 */
function shape(code, r) {
  switch (code) {
    case "leave": return `M0 ${-1.25 * r}L${1.15 * r} ${0.8 * r}H${-1.15 * r}Z`;
    case "could_leave": return `M0 ${1.25 * r}L${1.15 * r} ${-0.8 * r}H${-1.15 * r}Z`;
    case "cannot_leave": return cross(0.45 * r, 1.1 * r);
    case "develop": return `M${-0.9 * r} ${-0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}Z`;
    case "share": return `M0 ${-1.25 * r}L${1.25 * r} 0L0 ${1.25 * r}L${-1.25 * r} 0Z`;
    case "investigate": return plus(0.4 * r, 1.1 * r);
    default: return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}

/**
 * @param {number} a half an arm's width, along the edge
 * @param {number} b how far an arm reaches
 * @returns {string}
 */
function cross(a, b) {
  return `M0 ${-a}L${b - a} ${-b}L${b} ${a - b}L${a} 0L${b} ${b - a}L${b - a} ${b}L0 ${a}L${a - b} ${b}`
    + `L${-b} ${b - a}L${-a} 0L${-b} ${a - b}L${a - b} ${-b}Z`;
}

/**
 * @param {number} a half an arm's width
 * @param {number} b how far an arm reaches
 * @returns {string}
 */
function plus(a, b) {
  return `M${-a} ${-b}h${2 * a}v${b - a}h${b - a}v${2 * a}h${a - b}v${b - a}h${-2 * a}v${a - b}h${a - b}`
    + `v${-2 * a}h${b - a}Z`;
}

/**
 * @param {string} text
 * @returns {string}
 */
function round1(text) {
  return text.replace(/-?\d+\.\d+/g, found => (+found).toFixed(1));
}

/**
 * A conclusion with its shape.
 * @param {string | null} code
 * @returns {Child}
 */
function badge(code) {
  if (!code) return "–";
  const path = s("path", { class: "c-" + code, d: round1(shape(code, 5.5)) });
  const picture = s("svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true" }, path);
  return h("span", { class: "badge" }, picture, word("conclusion", code));
}
