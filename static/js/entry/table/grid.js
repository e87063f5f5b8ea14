// What follows from the typed figures: increments, the 合计 row, the number of blank cells.

import { entryOf, previousOf, read } from "./cells.js";
import { show, showIncrement } from "./figures.js";
import { dress, group, setBeside, setFit } from "./reading.js";

/**
 * Bring everything computed up to date.
 * @param {import("./cells.js").Table} table
 */
export function refresh(table) {
  const entry = entryOf(table);
  table.form.dataset.entry = entry;
  table.form.dataset.carries = table.cells.some((cell) => cell.previous !== undefined) ? "on" : "";
  const figures = new Map(
    table.cells.map((cell) => [cell, read(cell, cell.input.value, entry)]),
  );
  for (const [cell, figure] of figures) {
    dress(cell, entry);
    showBeside(cell, figure, entry);
  }
  for (const total of table.totals) showTotal(table, total, figures, entry);
  countBlanks(figures);
}

function showBeside(cell, figure, entry) {
  if (!cell.isFlow || cell.previous === undefined) return;
  const isFigure = figure !== null && figure !== undefined;
  setBeside(cell.box, isFigure ? besideText(figure, cell.previous, entry) : "");
}

// Beside an increment stands the cumulative figure, beside a cumulative figure the increment.
function besideText(figure, previous, entry) {
  if (entry === "increment") return `累计 ${group(show(figure))}`;
  return group(showIncrement(figure - (previous || 0n)));
}

function showTotal(table, total, figures, entry) {
  const column = [...figures.keys()].filter((cell) => cell.box.dataset.column === total.dataset.total);
  const filled = column.filter((cell) => figures.get(cell) !== null && figures.get(cell) !== undefined);
  const sum = add(filled.map((cell) => figures.get(cell)));
  // The total is the sum of what stands above it, so it counts increments where those are typed. There
  // a blank has none, and last period's total and theirs are the cumulative one (sheet.py says the same).
  const typed = entry === "increment" ? sum - add(filled.map((cell) => cell.previous || 0n)) : sum;
  const output = total.querySelector("output");
  output.textContent = group(show(typed));
  setFit(output, output.textContent);
  const previous = previousOf(total);
  const cumulative = entry === "increment" ? (previous || 0n) + typed : sum;
  // Before the first figure is in, 0 less the last total would look like a fall.
  const beside = filled.length ? besideText(cumulative, previous, entry) : "";
  if (previous !== undefined) setBeside(total, beside);
}

function countBlanks(figures) {
  const blanks = [...figures.values()].filter((figure) => figure === null).length;
  const place = document.getElementById("blank-count");
  if (place) place.textContent = `共 ${blanks} 个空白格`;
}

function add(figures) {
  return figures.reduce((sum, figure) => sum + figure, 0n);
}
