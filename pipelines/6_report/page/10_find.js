// Finds elements of the page. The modules of this folder are joined in the order of their names into the one
// script of the page, inside one function: what one declares, the later ones know. No library, no network, no
// markup from data: every text goes in as text.

/**
 * The one element that the page is known to have.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement}
 */
function the(selector, root = document) {
  const found = root.querySelector(selector);
  if (found instanceof HTMLElement) return found;
  throw new Error(`the page has no ${selector}`);
}

/**
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
function all(selector, root = document) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
}

/**
 * What a person types into or picks from.
 * @param {string} selector
 * @returns {HTMLInputElement | HTMLSelectElement}
 */
function field(selector) {
  const found = the(selector);
  if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement) return found;
  throw new Error(`${selector} takes no input`);
}

/**
 * The closest element around the place of an event.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function around(event, selector) {
  const found = event.target instanceof Element ? event.target.closest(selector) : null;
  return /** @type {HTMLElement | null} */ (found);
}
