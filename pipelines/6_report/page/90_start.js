// What the reader does, and the first drawing.

function start() {
  askNothing();
  const remembered = rememberedLanguage();
  speak(remembered !== null && remembered in texts ? remembered : lang);
  for (const id of Object.keys(plots)) watcher.observe(the("#" + id));
  fromHash();
}

function fromHash() {
  const wanted = /^#property=(.+)$/.exec(location.hash), id = wanted && decodeURIComponent(wanted[1]);
  const place = id ? places.find(place => idOf(place) === id) : undefined;
  if (place !== undefined) openSheet(place);
}

document.addEventListener("click", event => {
  const language = around(event, "[data-language]"), sort = around(event, "[data-sort]");
  const zoom = around(event, "[data-zoom]"), link = around(event, ".name, .mark");
  if (language) speak(language.dataset.language ?? lang);
  else if (sort) {
    sortBy(sort.dataset.sort ?? "name");
    drawList();
    all(`[data-sort="${sort.dataset.sort}"]`)[0]?.focus();
  } else if (zoom) zoomBy(Number(zoom.dataset.zoom));
  else if (link) openSheet(Number(link.dataset.place), link);
  else if (around(event, "#more")) {
    state.shown += 200;
    drawList();
  } else if (around(event, "#reset")) {
    askNothing();
    field("#search").value = "";
    drawControls();
    refresh();
  }
  if (!around(event, "#chooser")) the("#chooser").removeAttribute("open");
});

document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    the("#chooser").removeAttribute("open");
    tip.hidden = true;
  }
  const name = around(event, "#list .name");
  if (!name) return;
  const names = all("#list .name"), at = names.indexOf(name), last = names.length - 1;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
  if (next === undefined) return;
  names[Math.max(0, Math.min(last, next))].focus();
  event.preventDefault();
});

document.addEventListener("mousemove", event => {
  const found = around(event, ".mark");
  if (found) hover(Number(found.dataset.place), event);
  else tip.hidden = true;
});

/** @type {number | undefined} */
let waiting;
field("#search").addEventListener("input", () => {
  Object.assign(state, { search: field("#search").value, shown: 100 });
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 120);
});
for (const id of ["sector", "class", "state"]) {
  field("#" + id).addEventListener("change", () => {
    Object.assign(state, { [id]: field("#" + id).value, shown: 100 });
    refresh();
  });
}
field("#figure").addEventListener("change", drawSectors);

the("#choices").addEventListener("change", () => {
  const on = new Set(all("#choices input").flatMap(box =>
    (box instanceof HTMLInputElement && box.checked ? box.value : [])));
  state.columns = listColumns().filter(name => on.has(name));
  drawList();
});
the("#map-sectors").addEventListener("change", event => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement)) return;
  if (box.checked) state.hidden.delete(box.value);
  else state.hidden.add(box.value);
  drawMap();
});
the("#controls").addEventListener("submit", event => event.preventDefault());
the("#plot-map .canvas").addEventListener("pointerdown", drag);
sheet().addEventListener("close", sheetClosed);
addEventListener("hashchange", fromHash);
for (const id of Object.keys(plots)) {
  the(`#${id} details.numbers`).addEventListener("toggle", () => fillNumbers(id));
}
addEventListener("beforeprint", () => Object.keys(plots).forEach(drawFirst));
start();
