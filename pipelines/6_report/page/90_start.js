// What the reader does, and the first drawing.

function start() {
  askNothing();
  document.body.classList.add("paged");
  const { query } = readAddress(location.hash);
  takeQuery(query);
  const remembered = rememberedLanguage();
  speak(remembered !== null && remembered in texts ? remembered : lang);
  for (const id of Object.keys(plots)) watcher.observe(the("#" + id));
  route();
}

/** @type {[string, (element: HTMLElement) => void][]} What a click does, by what it meets. */
const clicks = [
  ["[data-language]", button => speak(button.dataset.language ?? lang)],
  ["[data-sort]", heading => {
    sortBy(heading.dataset.sort ?? "name");
    drawList();
    noteState();
    all(`[data-sort="${heading.dataset.sort}"]`)[0]?.focus();
  }],
  ["[data-zoom]", button => zoomBy(Number(button.dataset.zoom))],
  [".name, .mark", link => openSheet(Number(link.dataset.place), link)],
  ["#more", () => {
    state.shown += 200;
    drawList();
  }],
  ["#reset", () => {
    askNothing();
    drawControls();
    refresh();
    noteState();
  }],
  ["#export", saveList],
  ["#compare", button => openSheet([...picked], button)],
  ["#print-page", () => print()],
  ["#print-all", printAll],
];

document.addEventListener("click", event => {
  for (const [selector, act] of clicks) {
    const met = around(event, selector);
    if (!met) continue;
    act(met);
    break;
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
  waiting = setTimeout(() => {
    refresh();
    noteState();
  }, 120);
});
for (const id of ["sector", "class", "state", "locality", "tenure", "flag", "in-plan"]) {
  field("#" + id).addEventListener("change", () => {
    Object.assign(state, { [id === "in-plan" ? "plan" : id]: field("#" + id).value, shown: 100 });
    refresh();
    noteState();
  });
}
the("#list").addEventListener("change", event => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement)) return;
  if (box.checked) picked.add(Number(box.dataset.pick));
  else picked.delete(Number(box.dataset.pick));
  drawPicked();
});
field("#figure").addEventListener("change", drawSectors);

the("#choices").addEventListener("change", () => {
  const on = new Set(all("#choices input").flatMap(box =>
    (box instanceof HTMLInputElement && box.checked ? box.value : [])));
  state.columns = listColumns().filter(name => on.has(name));
  drawList();
  noteState();
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
addEventListener("popstate", route);
for (const id of Object.keys(plots)) {
  the(`#${id} details.numbers`).addEventListener("toggle", () => fillNumbers(id));
}
addEventListener("beforeprint", () => Object.keys(plots).forEach(drawFirst));
start();
