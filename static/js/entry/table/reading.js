// How figures look: with thousands separators while they are read, in plain digits while they are
// typed, and the smaller the longer they are, so that none is cut (css/entry/sheet.css). fitting.py and
// the normaliser's group() do the same where the server writes them.

import { read } from "./cells.js";

const WRITTEN = /^([+\u2212-]?)0*([0-9]{1,20})(\.[0-9]+)?$/;
const GROUPED = /^[+\u2212-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?$/;
const WIDTHS = [["longest", 13], ["longer", 11], ["long", 9]]; // digits
const ROOM_BESIDE = 9; // digits in the line of 上期 and the increment
const ROOM_OF_PREVIOUS = 5; // of them; a longer one has a line of its own
const ROOM_ALONE = 13; // without the word 上期

/**
 * @param {string} text a plain figure, with a sign or without
 * @returns {string} 1,234.5, and −2 with a true minus; other text stays
 */
export function group(text) {
  const [, sign, whole, fraction = ""] = WRITTEN.exec(text) || [];
  if (whole === undefined) return text;
  return sign.replace("-", "\u2212") + whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",") + fraction;
}

/**
 * @param {string} text
 * @returns {string} the inverse, as it is typed
 */
export function ungroup(text) {
  return GROUPED.test(text) ? text.replace("\u2212", "-").replace(/,/g, "") : text;
}

/**
 * @param {string} text
 * @returns {number} how wide it is, in digits: two separators or points are as wide as one
 */
function width(text) {
  return text.length - Math.floor((text.match(/[,.]/g) || []).length / 2);
}

/**
 * Say how much smaller than others it has to be written.
 * @param {HTMLElement} place
 * @param {string} text that stands there
 */
export function setFit(place, text) {
  const [name = ""] = WIDTHS.find(([, most]) => width(text) > most) || [];
  place.dataset.fit = name;
}

/**
 * Show a cell's text as it is read; as it is typed, where the caret is.
 * @param {import("./cells.js").Cell} cell
 * @param {import("./cells.js").Entry} entry
 */
export function dress(cell, entry) {
  const { input } = cell;
  const isRead = document.activeElement !== input && read(cell, input.value, entry) !== undefined;
  const text = isRead ? group(input.value) : input.value;
  if (text !== input.value) input.value = text;
  input.dataset.sign = /^[-\u2212]./.test(text) ? "falls" : "";
  setFit(input, text);
}

/**
 * Show it as it is typed.
 * @param {HTMLInputElement} input
 */
export function undress(input) {
  const text = ungroup(input.value);
  if (text !== input.value) input.value = text;
  setFit(input, text);
}

/**
 * @param {HTMLElement} box of a cell or total
 * @param {string} text the increment, or 累计 and the cumulative figure beside one
 */
export function setBeside(box, text) {
  const span = box.querySelector(".increment");
  if (!span) return;
  write(span, text);
  span.dataset.sign = text === "+0" ? "same" : text[0] === "\u2212" ? "falls" : "";
  const both = text && width(group(box.dataset.previous || "—")) + width(text);
  span.parentElement.dataset.crowded = both > ROOM_ALONE ? "very" : both > ROOM_BESIDE ? "rather" : "";
}

/**
 * @param {HTMLElement} box
 * @param {string} text last period's figure, "" for a blank
 */
export function showPrevious(box, text) {
  write(box.querySelector(".previous"), `上期 ${group(text) || "—"}`);
  box.classList.toggle("long-previous", width(group(text)) > ROOM_OF_PREVIOUS);
}

// A word before the figure is left out where the figure needs its room.
function write(span, text) {
  const [figure, name] = text.split(" ").reverse();
  span.textContent = figure;
  setFit(span, figure);
  if (!name) return;
  const word = document.createElement("b");
  word.className = "word";
  word.textContent = name;
  span.prepend(word, " ");
}
