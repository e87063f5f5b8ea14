// A copy of what was typed, kept in this browser until the server has it, locked up with the account's
// key. A copy found on opening the page moves to a second place, so that typing on does not overwrite
// it before its owner has said whether to take it back.

import { COPIES } from "../../account/copies.js";
import { canLock, lock, unlock } from "./vault.js";

const OFFERED = "#offered";
const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;
const THIS_PAGE = `${Date.now()}-${Math.random()}`;
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "version", "entry"]);
let turn = 0; // of keeping and dropping: the latest one holds, whichever is done first
let keptTurn = 0;

/**
 * @typedef {object} Copy
 * @property {number} at when it was made, in milliseconds since 1970
 * @property {string} version the server's version that the page was built on
 * @property {import("./cells.js").Entry} entry
 * @property {Record<string, string>} texts by input name
 *
 * @typedef {object} Stored
 * @property {number} at
 * @property {string} page which page's it is: a table may be open in two tabs
 * @property {string} locked the copy
 */

/**
 * The inputs that people type in, by name; of choices their group, which has a value too.
 * @param {HTMLFormElement} form
 * @returns {Map<string, HTMLInputElement | RadioNodeList>}
 */
export function typedInputs(form) {
  const inputs = [...form.elements].filter(
    ({ name, type }) => name && !NOT_TYPED.has(name) && /^(text|date|textarea|select-one|radio)$/.test(type),
  );
  return new Map(inputs.map(({ name }) => [name, form.elements.namedItem(name)]));
}

/**
 * Keep what stands in the form now.
 * @param {HTMLFormElement} form
 * @returns {Promise<void>}
 */
export async function keep(form) {
  const mine = (turn += 1);
  if (!canLock) return;
  const at = Date.now();
  const locked = await lock(form.dataset.copyKey, { at, ...read(form) });
  if (mine === turn && put(keyOf(form), { at, page: THIS_PAGE, locked })) keptTurn = mine;
}

/** @returns {boolean} whether what was last to be kept is: storage may be full or switched off */
export function isKept() {
  return keptTurn === turn;
}

/**
 * Forget what this page kept, even if another tab, such as the one for signing in again, has set
 * it apart meanwhile.
 * @param {HTMLFormElement} form
 */
export function drop(form) {
  keptTurn = turn += 1;
  for (const key of [keyOf(form), keyOf(form) + OFFERED]) {
    const stored = get(key);
    if (stored && stored.page === THIS_PAGE) remove(key);
  }
}

/**
 * The copy an earlier page left behind, set apart until dropOffered().
 * @param {HTMLFormElement} form
 * @returns {Promise<Copy | null>} null also for one that the account's key does not open any more
 */
export async function takeOffered(form) {
  const left = get(keyOf(form));
  if (left && put(keyOf(form) + OFFERED, left)) remove(keyOf(form));
  const stored = left || get(keyOf(form) + OFFERED);
  if (!stored || !canLock) return null;
  const copy = await unlock(form.dataset.copyKey, stored.locked);
  if (!copy) dropOffered(form);
  return copy;
}

/** @param {HTMLFormElement} form */
export function dropOffered(form) {
  remove(keyOf(form) + OFFERED);
}

/**
 * Remove the copies, of any table and account, that are older than thirty days.
 * @param {number} now
 */
export function sweep(now) {
  for (const key of keys().filter((each) => each.startsWith(COPIES))) {
    const stored = get(key);
    if (!stored || !(stored.at > now - THIRTY_DAYS)) remove(key);
  }
}

function read(form) {
  const { version, entry } = form.elements;
  const texts = {};
  for (const [name, input] of typedInputs(form)) texts[name] = input.value;
  return { version: version.value, entry: entry.value, texts };
}

function keyOf(form) {
  return COPIES + form.dataset.key;
}

function keys() {
  try {
    return Object.keys(localStorage);
  } catch (_) {
    return [];
  }
}

function get(key) {
  try {
    const stored = JSON.parse(localStorage.getItem(key));
    return stored && stored.locked ? stored : null;
  } catch (_) {
    return null;
  }
}

function put(key, stored) {
  try {
    localStorage.setItem(key, JSON.stringify(stored));
    return true;
  } catch (_) {
    return false;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch (_) {
    // Storage is switched off: then there is nothing to remove.
  }
}
