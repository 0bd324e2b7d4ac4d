// The address of what is open: a page with what is filtered there, a property, or a comparison.
// `#plan`, `#properties?sector=school&sort=-net_area_m2`, `#E-00041`, `#compare?with=E-00041&with=E-00042`.

/**
 * @typedef {object} Address
 * @property {string | null} page
 * @property {HTMLElement | null} element a part of a page
 * @property {number[]} compared
 * @property {number | null} place
 * @property {URLSearchParams} query
 */

/** @type {string[]} The pages, in the order of the page. */
const pages = all("nav a").map(link => (link.getAttribute("href") ?? "").slice(1));

/**
 * @param {string | null} id
 * @returns {number | null}
 */
function placeOf(id) {
  return places.find(place => idOf(place) === id) ?? null;
}

/**
 * @param {string} text
 * @returns {string}
 */
function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/**
 * @param {string} hash
 * @returns {Address}
 */
function readAddress(hash) {
  const [before, ...after] = hash.replace(/^#/, "").split("?"), name = decoded(before);
  const query = new URLSearchParams(after.join("?"));
  const id = name.startsWith("property=") ? name.slice("property=".length) : null;
  const isPage = pages.includes(name), element = name ? document.getElementById(name) : null;
  const page = isPage ? name : (element?.closest("[data-page]")?.getAttribute("data-page") ?? null);
  const compared = name === "compare" ? query.getAll("with").flatMap(id => placeOf(id) ?? []) : [];
  return {
    page: name ? page : pages[0], element: isPage ? null : element, query,
    compared: compared.length >= fewest ? compared.slice(0, most) : [],
    place: id !== null ? placeOf(id) : page === null ? placeOf(name) : null,
  };
}

/**
 * The address of a property: its key, unless the page has something else of that name.
 * @param {number} place
 * @returns {string}
 */
function addressOf(place) {
  const id = idOf(place), short = "#" + encodeURIComponent(id);
  return readAddress(short).place === place ? short : "#property=" + encodeURIComponent(id);
}

/** What of the state stands in the address, by its name there. */
const inAddress = {
  q: /** @type {const} */ ("search"), sector: /** @type {const} */ ("sector"),
  conclusion: /** @type {const} */ ("class"), certainty: /** @type {const} */ ("state"),
  locality: /** @type {const} */ ("locality"), tenure: /** @type {const} */ ("tenure"),
  flag: /** @type {const} */ ("flag"), plan: /** @type {const} */ ("plan"),
};

/** @returns {string} what is filtered, sorted and shown, where it is not as the page opens */
function stateQuery() {
  const query = new URLSearchParams(), first = opening();
  for (const [name, key] of Object.entries(inAddress)) {
    if (state[key] !== first[key]) query.set(name, state[key]);
  }
  if (state.sort !== null) query.set("sort", (state.down ? "-" : "") + state.sort);
  if (state.columns.join() !== first.columns.join()) query.set("columns", state.columns.join(" "));
  const text = query.toString();
  return text ? "?" + text : "";
}

/**
 * Takes what an address asks for; what it does not name is as the page opens.
 * @param {URLSearchParams} query
 */
function takeQuery(query) {
  askNothing();
  for (const [name, key] of Object.entries(inAddress)) state[key] = query.get(name) ?? state[key];
  const sort = query.get("sort");
  if (sort !== null && columnOf(sort.replace(/^-/, ""))) {
    Object.assign(state, { sort: sort.replace(/^-/, ""), down: sort.startsWith("-") });
  }
  const columns = (query.get("columns") ?? "").split(" ").filter(name => columnOf(name));
  if (columns.length) state.columns = columns;
}
