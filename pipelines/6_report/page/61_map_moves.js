// Moving about the map.

/**
 * Nearer by a factor above 1, farther below it; 0 shows the whole.
 * @param {number} factor
 */
function zoomBy(factor) {
  if (!whole || !view) return;
  if (factor) {
    const [x, y, w, height] = view, wide = Math.min(whole[2], w / factor), high = wide * whole[3] / whole[2];
    view = [x + (w - wide) / 2, y + (height - high) / 2, wide, high];
  } else {
    view = [...whole];
  }
  drawMap();
}

/** @param {PointerEvent} event */
function drag(event) {
  const picture = around(event, "svg");
  if (!picture || !view || event.button || around(event, ".mark")) return;
  const from = view, ratio = from[2] / picture.getBoundingClientRect().width;
  const move = (/** @type {PointerEvent} */ next) => {
    const x = from[0] - (next.clientX - event.clientX) * ratio;
    const y = from[1] - (next.clientY - event.clientY) * ratio;
    view = [x, y, from[2], from[3]];
    picture.setAttribute("viewBox", viewBox(view));
  };
  const stop = () => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", stop);
    drawMap();
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", stop);
}
