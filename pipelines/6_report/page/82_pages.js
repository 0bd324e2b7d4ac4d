// One page at a time, each with its own address; back and forward work as between pages of a site. Without
// this script everything stands on one page.

let page = pages[0];

/** @returns {string} the address of the open page and what is filtered there */
function pageAddress() {
  const query = ["properties", "map"].includes(page) ? stateQuery() : "";
  return page === pages[0] && !query ? location.pathname + location.search : `#${page}${query}`;
}

/** @param {string} name */
function openPage(name) {
  page = name;
  for (const section of all("[data-page]")) section.classList.toggle("shown", section.dataset.page === page);
  for (const link of all("nav a")) {
    if (link.getAttribute("href") === "#" + page) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** After a filter: the address says so, without a step of its own for the back button. */
function noteState() {
  if (!sheet().open) history.replaceState(history.state, "", pageAddress());
}

/** Opens what the address names. */
function route() {
  const { page: name, element, compared, place, query } = readAddress(location.hash);
  if (place !== null || compared.length) {
    if (!document.querySelector("[data-page].shown")) openPage("properties");
    showSheet(place !== null ? place : compared);
    return;
  }
  if (sheet().open) sheet().close();
  const isFirst = !document.querySelector("[data-page].shown");
  // The way to the content, or an address of nothing: what is open stays.
  if (name === null) {
    if (isFirst) openPage(page);
    return;
  }
  const isOther = name !== page || isFirst;
  openPage(name);
  if (stateQuery() !== (query.toString() ? "?" + query : "") && !element) {
    takeQuery(query);
    drawControls();
    refresh();
  }
  if (element) element.scrollIntoView();
  else if (isOther) scrollTo(0, 0);
}

/** Prints every page, one after the other. */
function printAll() {
  document.body.classList.add("whole");
  print();
}
addEventListener("afterprint", () => document.body.classList.remove("whole"));
