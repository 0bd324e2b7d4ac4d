// Plots are drawn when they first come near the screen; then again whenever a filter or the language changes.

/** @type {Record<string, () => void>} */
const plots = {
  "plot-cost": drawCost, "plot-need": drawNeed, "plot-sectors": drawSectors, "plot-map": drawMap,
};
/** @type {Set<string>} */
const seen = new Set();

const watcher = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) drawFirst(target.id);
}, { rootMargin: "400px" });

/** @param {string} id */
function drawFirst(id) {
  if (seen.has(id)) return;
  seen.add(id);
  redraw(id);
}

/** @param {string} id */
function redraw(id) {
  plots[id]();
  fillNumbers(id);
}

/**
 * The numbers of a plot, where the reader has opened them.
 * @param {string} id
 */
function fillNumbers(id) {
  const details = the(`#${id} details.numbers`), content = numbersOf.get(id);
  if (details.hasAttribute("open") && content) details.lastElementChild?.replaceChildren(content());
}

function refresh() {
  drawList();
  drawPicked();
  seen.forEach(redraw);
}

/**
 * Turns the whole page into another language.
 * @param {string} language
 */
function speak(language) {
  lang = language;
  document.documentElement.lang = lang;
  const { authority } = document.body.dataset;
  document.title = authority ? t("page.title", { authority }) : t("page.title_plain");
  for (const element of all("[data-lang]")) element.hidden = element.dataset.lang !== lang;
  for (const element of all("[data-t]")) element.textContent = t(element.dataset.t ?? "");
  for (const element of all("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel ?? ""));
  }
  for (const button of all("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === lang));
  }
  drawControls();
  refresh();
  if (opened !== null) sheet().replaceChildren(...sheetOf(opened));
  // A page from a file share may have no storage.
  try { localStorage.setItem("kvadratur.language", lang); } catch { /* then it is not remembered */ }
}

/** @returns {string | null} */
function rememberedLanguage() {
  try { return localStorage.getItem("kvadratur.language"); } catch { return null; }
}
