// Scales of plots: where an axis ends, where its steps stand, how they are written.

/**
 * Round steps between two values, both of them included where they are round.
 * @param {number} low
 * @param {number} high
 * @param {number} [about] how many steps fit
 * @returns {number[]}
 */
function steps(low, high, about = 5) {
  if (!(high > low)) return [low];
  const raw = (high - low) / about, size = 10 ** Math.floor(Math.log10(raw));
  const step = size * ([1, 2, 5].find(times => size * times >= raw * 0.99) ?? 10), marks = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) {
    marks.push(Math.round(value / step) * step);
  }
  return marks;
}

/**
 * The decimals that keep two steps apart, so that no axis says 20 twice.
 * @param {number[]} marks
 * @returns {number}
 */
function digitsOf(marks) {
  if (marks.length < 2) return 0;
  return Math.min(6, Math.max(0, -Math.floor(Math.log10(marks[1] - marks[0]) + 1e-9)));
}

/**
 * @param {number[]} sorted
 * @param {number} share
 * @returns {number}
 */
function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/**
 * The axis ends at the 98th percentile, so that one odd property does not squeeze the rest; it is drawn at
 * the edge and said so.
 * @param {number[]} values
 * @returns {number}
 */
function reach(values) {
  const sorted = [...values].sort((a, b) => a - b), top = quantile(sorted, 0.98) * 1.15;
  return Math.min(top || 1, Math.max(...sorted, 1e-9) * 1.05);
}
