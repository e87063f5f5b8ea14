// Moving about with the keyboard, as in a spreadsheet.

import { cellOf, entryOf } from "./cells.js";
import { dress, undress } from "./reading.js";

/**
 * @param {import("./cells.js").Table} table
 * @param {{save: () => void}} actions
 */
export function watchKeys(table, { save }) {
  const before = new WeakMap(); // what each input held when it was entered
  table.form.addEventListener("focusin", ({ target }) => {
    if (!cellOf(table, target)) return;
    undress(target);
    before.set(target, target.value);
    target.select();
  });
  table.form.addEventListener("focusout", ({ target }) => {
    const cell = cellOf(table, target);
    if (cell) dress(cell, entryOf(table));
  });
  table.form.addEventListener("mousedown", selectOnFirstClick(table));
  table.form.addEventListener("keydown", (event) => onKey(table, event, { save, before }));
  table.form.addEventListener("keydown", submitByKey);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    save();
  });
}

// Ctrl+Enter presses 检查并报送, from wherever in the table somebody is.
function submitByKey(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  if (event.isComposing || event.repeat) return;
  event.preventDefault();
  document.getElementById("submit").click();
}

// The browser would put the caret where the mouse is and so undo the selection.
function selectOnFirstClick(table) {
  return (event) => {
    if (event.button !== 0 || event.target === document.activeElement) return;
    if (!cellOf(table, event.target)) return;
    event.preventDefault();
    event.target.focus();
  };
}

function onKey(table, event, { save, before }) {
  // Keys of an input method that is composing are its own.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const cell = cellOf(table, event.target);
  if (event.key === "Enter") onEnter(table, event, cell, save);
  else if (!cell) return;
  else if (event.key === "Escape") restore(event, before.get(event.target));
  else if (!event.shiftKey) moveTo(event, neighbour(table, event.key, cell));
}

function onEnter(table, event, cell, save) {
  if (!(event.target instanceof HTMLInputElement)) return;
  event.preventDefault(); // it would press the form's first button
  if (!cell) save();
  else moveTo(event, nextByEnter(table, cell, event.shiftKey ? -1 : 1));
}

function restore(event, text) {
  if (text === undefined || event.target.value === text) return;
  event.preventDefault();
  event.target.value = text;
  event.target.select();
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
}

function moveTo(event, cell) {
  if (!cell) return;
  event.preventDefault();
  cell.input.focus();
}

// The action figures one after the other, then the table column by column.
function nextByEnter(table, cell, step) {
  const columns = table.rows[0].map((_, index) => table.rows.map((row) => row[index]));
  const order = table.actions.concat(...columns);
  return order[order.indexOf(cell) + step];
}

function neighbour(table, key, cell) {
  const line = [table.actions, ...table.rows].find((each) => each.includes(cell));
  const index = line.indexOf(cell);
  if (key === "ArrowLeft") return isAtEdge(cell.input, 0) ? line[index - 1] : null;
  if (key === "ArrowRight") return isAtEdge(cell.input, cell.input.value.length) ? line[index + 1] : null;
  if (key === "ArrowUp") return above(table, line, cell, -1);
  if (key === "ArrowDown") return above(table, line, cell, 1);
  return null;
}

/**
 * Whether an arrow key would lead out of the input: the caret is at this edge, or all is selected.
 * @param {HTMLInputElement} input
 * @param {number} edge a position in its text
 * @returns {boolean}
 */
export function isAtEdge(input, edge) {
  const { selectionStart: start, selectionEnd: end, value } = input;
  const isAll = start === 0 && end === value.length;
  return isAll || (start === edge && end === edge);
}

function above(table, line, cell, step) {
  const lines = [table.actions, ...table.rows];
  const target = lines[lines.indexOf(line) + step];
  if (!target) return null;
  if (target.length === line.length) return target[line.indexOf(cell)];
  return nearest(target, cell);
}

// Five action figures stand over eleven columns: go to the one that is nearest to the eye.
function nearest(line, cell) {
  const distance = (each) => Math.abs(middle(each) - middle(cell));
  return line.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}

function middle({ box }) {
  const { left, right } = box.getBoundingClientRect();
  return (left + right) / 2;
}
