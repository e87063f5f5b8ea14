// The table as the page holds it: every cell with its place, and what its text means.

import { readExact, readFigure, readIncrement, show } from "./figures.js";

/**
 * @typedef {object} Cell
 * @property {string} name the input's name, trademark-filed
 * @property {HTMLInputElement} input
 * @property {HTMLElement} box the .cell around it
 * @property {HTMLElement | null} problem where a sentence about it is shown
 * @property {boolean} isFlow whether it is cumulative, and so has an increment
 * @property {number} places decimal places it may have
 * @property {string} unit what it counts
 * @property {bigint | null | undefined} previous null: blank last period; undefined: no last period
 *
 * @typedef {"cumulative" | "increment"} Entry how the texts of flow cells are meant
 *
 * @typedef {object} Table
 * @property {HTMLFormElement} form
 * @property {Cell[]} actions
 * @property {Cell[][]} rows one per category
 * @property {string[]} labels the categories, in the order of rows
 * @property {Cell[]} cells all of them
 * @property {HTMLElement[]} totals
 */

/**
 * @param {HTMLFormElement} form
 * @returns {Table}
 */
export function findTable(form) {
  const lines = [...form.querySelectorAll("tr[data-category]")];
  const cells = [...form.querySelectorAll(".cell[data-cell]")].map(toCell);
  const rows = lines.map((line) => cells.filter((cell) => line.contains(cell.box)));
  const actions = cells.filter((cell) => !rows.some((row) => row.includes(cell)));
  const labels = lines.map((line) => line.dataset.category);
  return { form, actions, rows, labels, cells, totals: [...form.querySelectorAll("[data-total]")] };
}

/**
 * @param {Table} table
 * @returns {Entry}
 */
export function entryOf(table) {
  return table.form.elements.namedItem("entry").value === "increment" ? "increment" : "cumulative";
}

/**
 * @param {Table} table
 * @param {EventTarget | null} target
 * @returns {Cell | undefined}
 */
export function cellOf(table, target) {
  return table.cells.find((cell) => cell.input === target);
}

/**
 * The cumulative figure that a text stands for.
 * @param {Cell} cell
 * @param {string} text
 * @param {Entry} entry
 * @returns {bigint | null | undefined} null for blank, undefined for unreadable
 */
export function read(cell, text, entry) {
  if (entry === "cumulative" || !cell.isFlow) return readFigure(text, cell.places, cell.unit);
  return readIncrement(text, cell.places, cell.unit, cell.previous);
}

/**
 * The text that stands for a cumulative figure: the inverse of read().
 * @param {Cell} cell
 * @param {bigint | null} figure
 * @param {Entry} entry
 * @returns {string}
 */
export function write(cell, figure, entry) {
  if (figure === null || entry === "cumulative" || !cell.isFlow) return show(figure);
  return show(figure - (cell.previous || 0n));
}

/**
 * Two texts mean the same exactly when these strings are equal ("1,234" and "1234").
 * @param {Cell} cell
 * @param {string} text
 * @param {Entry} entry
 * @returns {string}
 */
export function meaning(cell, text, entry) {
  const figure = read(cell, text, entry);
  return figure === undefined ? `?${text.trim()}` : show(figure);
}

/**
 * Tell the page that texts were put in by script, as if they had been typed.
 * @param {Table} table
 */
export function announceInput(table) {
  table.form.dispatchEvent(new Event("input"));
}

/**
 * Last period's figure of a cell or total.
 * @param {HTMLElement} box
 * @returns {bigint | null | undefined}
 */
export function previousOf(box) {
  return box.dataset.previous === undefined ? undefined : readExact(box.dataset.previous);
}

function toCell(box) {
  return {
    name: box.dataset.cell,
    input: box.querySelector("input"),
    box,
    problem: box.querySelector(".problem"),
    isFlow: box.dataset.kind === "flow",
    places: Number(box.dataset.places || 6),
    unit: box.dataset.unit,
    previous: previousOf(box),
  };
}
