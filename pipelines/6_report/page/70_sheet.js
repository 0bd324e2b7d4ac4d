// A property's sheet: its parts in order, and how it opens and closes.

/** @type {number | number[] | null} The property whose sheet is open, or the properties compared. */
let opened = null;
/** @type {HTMLElement | null} */
let openedFrom = null;

/** @returns {HTMLDialogElement} */
function sheet() {
  return /** @type {HTMLDialogElement} */ (the("#sheet"));
}

/**
 * Opens a sheet as a step of its own: the back button closes it.
 * @param {number | number[]} what
 * @param {HTMLElement} from
 */
function openSheet(what, from) {
  openedFrom = from;
  const compared = (/** @type {number} */ place) => "with=" + encodeURIComponent(idOf(place));
  const address = Array.isArray(what) ? "#compare?" + what.map(compared).join("&") : addressOf(what);
  history.pushState({ isStep: true }, "", address);
  showSheet(what);
}

/** @param {number | number[]} what */
function showSheet(what) {
  opened = what;
  sheet().replaceChildren(...sheetOf(what));
  document.body.classList.add("sheet-open");
  if (!sheet().open) sheet().showModal();
  sheet().scrollTop = 0;
  the("#sheet-title").focus();
}

/**
 * @param {number | number[]} what
 * @returns {HTMLElement[]}
 */
function sheetOf(what) {
  return Array.isArray(what) ? comparison(what) : sheetContent(what);
}

function sheetClosed() {
  document.body.classList.remove("sheet-open");
  opened = null;
  const { place, compared } = readAddress(location.hash);
  if (place !== null || compared.length) {
    if (history.state?.isStep) history.back();
    else history.replaceState(null, "", pageAddress());
  }
  if (openedFrom?.isConnected) openedFrom.focus();
}

/**
 * @param {string} title
 * @param {Children} content
 * @returns {HTMLElement | null}
 */
function part(title, content) {
  if (!content || Array.isArray(content) && !content.length) return null;
  return h("section", {}, h("h3", {}, title), content);
}

/**
 * @param {number} place
 * @returns {HTMLElement[]}
 */
function sheetContent(place) {
  const parts = [
    sheetHead(nameOf(place)), ...sheetConclusion(place),
    part(t("sheet.reasons"), reasons(place)),
    part(t("sheet.figures"), figures(place) ?? factList(place, measured(place))),
    part(t("sheet.benchmarks"), benchmarks(place)),
    part(t("sheet.uses"), uses(place)),
    part(t("sheet.ladder"), ladder(place)),
    part(t("sheet.moves"), moves(place)),
    part(t("sheet.protected"), protection(place)),
    part(t("sheet.arrivals"), arrivals(place)),
    part(t("sheet.core"), core(place)),
    part(t("sheet.history"), past(place)),
    part(t("sheet.decisions"), decided(place)),
    part(t("sheet.facts"), factList(place, mastered(place))),
    part(t("sheet.buildings"), buildings(place)),
    part(t("sheet.evidence"), evidence(place)),
  ];
  return parts.flatMap(found => found ?? []);
}

/**
 * @param {string} title
 * @returns {HTMLElement}
 */
function sheetHead(title) {
  return h("div", { class: "sheet-head" }, h("h2", { id: "sheet-title", tabindex: "-1" }, title),
    h("button", { type: "button", onclick: () => print() }, t("sheet.print")),
    h("button", { type: "button", onclick: () => sheet().close() }, t("sheet.close")));
}

/**
 * @param {number} place
 * @returns {(HTMLElement | null)[]}
 */
function sheetConclusion(place) {
  const say = (/** @type {string} */ name) => property.text(place, name);
  const conclusion = say("conclusion_" + lang), found = say("outcome_class");
  const facts = {
    class: word("class", found), reason: say("reason_" + lang) ?? "–", rule: word("rule", say("rule")),
  };
  return [
    h("p", {}, badge(say("conclusion"))),
    conclusion ? h("p", { class: "headline" }, conclusion) : null,
    found ? h("p", {}, t("sheet.by_the_rules", facts)) : null,
  ];
}

/**
 * The columns of the property itself that have something.
 * @param {number} place
 * @returns {Column[]}
 */
function known(place) {
  const elsewhere = ["name", "reason_" + lang, "conclusion_" + lang, "conclusion", "outcome_class", "rule"];
  return property.columns.filter(column => !never(column.name) && !elsewhere.includes(column.name)
    && property.get(place, column.name) !== null);
}

/**
 * @param {number} place
 * @returns {Column[]}
 */
function mastered(place) {
  return known(place).filter(column => !isNumber(column) || column.unit === "none");
}

/**
 * @param {number} place
 * @returns {Column[]}
 */
function measured(place) {
  return known(place).filter(column => column.name === "area_m2"
    || isNumber(column) && column.unit !== "none" && column.unit !== "m");
}

/**
 * @param {number} place
 * @param {Column[]} columns
 * @returns {HTMLElement}
 */
function factList(place, columns) {
  return h("dl", { class: "facts" }, columns.flatMap(column => {
    const unit = isNumber(column) ? unitText(column.unit) : "", range = bounds(place, column.name);
    const said = plainCell(place, column.name) + (unit ? "\u00a0" + unit : "");
    const around = range ? h("span", { class: "bounds" }, range) : null;
    return [h("dt", {}, label(column.name)), h("dd", {}, said, around)];
  }));
}
