// A copy of what was typed, kept in this browser until the server has it.
// A copy found on opening the page moves to a second place, so that typing on does not overwrite it
// before its owner has said whether to take it back.

const PREFIX = "zkreport:";
const OFFERED = "#offered";
const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;
const THIS_PAGE = `${Date.now()}-${Math.random()}`;
const NOT_TYPED = /^(csrfmiddlewaretoken|version|entry|decide-.*)$/;

/**
 * @typedef {object} Copy
 * @property {number} at when it was made, in milliseconds since 1970
 * @property {string} page which page's it is: a table may be open in two tabs
 * @property {string} version the server's version that the page was built on
 * @property {import("./cells.js").Entry} entry
 * @property {Record<string, string>} texts by input name
 * @property {Record<string, string>} [was] what the page was built on, by input name; see base.js
 */

/**
 * The inputs that people type in, by name; of choices their group, which has a value too.
 * @param {HTMLFormElement} form
 * @returns {Map<string, HTMLInputElement | RadioNodeList>}
 */
export function typedInputs(form) {
  const inputs = [...form.elements].filter(
    ({ name, type }) => name && !NOT_TYPED.test(name) && /^(text|date|textarea|select-one|radio)$/.test(type),
  );
  return new Map(inputs.map(({ name }) => [name, form.elements.namedItem(name)]));
}

/**
 * @param {HTMLFormElement} form
 * @returns {boolean} whether the copy could be made: storage may be full or switched off
 */
export function keep(form) {
  const { version, entry, was } = Object.fromEntries(
    ["version", "entry", "was"].map((name) => [name, form.elements.namedItem(name).value]),
  );
  const texts = {};
  for (const [name, input] of typedInputs(form)) texts[name] = input.value;
  return put(keyOf(form), { at: Date.now(), page: THIS_PAGE, version, entry, texts, was: JSON.parse(was) });
}

/**
 * Forget what this page kept, even if another tab, such as the one for signing in again, has set
 * it apart meanwhile.
 * @param {HTMLFormElement} form
 */
export function drop(form) {
  for (const key of [keyOf(form), keyOf(form) + OFFERED]) {
    const copy = get(key);
    if (copy && copy.page === THIS_PAGE) remove(key);
  }
}

/**
 * The copy an earlier page left behind, set apart until dropOffered().
 * @param {HTMLFormElement} form
 * @returns {Copy | null}
 */
export function takeOffered(form) {
  const left = get(keyOf(form));
  if (left && put(keyOf(form) + OFFERED, left)) remove(keyOf(form));
  return left || get(keyOf(form) + OFFERED);
}

/** @param {HTMLFormElement} form */
export function dropOffered(form) {
  remove(keyOf(form) + OFFERED);
}

/**
 * Remove the copies, of any table, that are older than thirty days.
 * @param {number} now
 */
export function sweep(now) {
  for (const key of keys().filter((each) => each.startsWith(PREFIX))) {
    const copy = get(key);
    if (copy && !(copy.at > now - THIRTY_DAYS)) remove(key);
  }
}

function keyOf(form) {
  return PREFIX + form.dataset.key;
}

function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function get(key) {
  try {
    const copy = JSON.parse(localStorage.getItem(key));
    return copy && copy.texts ? copy : null;
  } catch {
    return null;
  }
}

function put(key, copy) {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage is switched off: then there is nothing to remove.
  }
}
