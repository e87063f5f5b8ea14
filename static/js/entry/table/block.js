// A block copied from Excel, WPS or LibreOffice: what it holds, and where it goes.

import { fold } from "./figures.js";

const TOTAL = "合计";

/**
 * @param {string} text rows ended by line breaks, cells by tabs, quoted where they hold either
 * @returns {string[][]}
 */
export function readBlock(text) {
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const token = /("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)(\t|\n|$)/y;
  const rows = [[]];
  for (;;) {
    const [, cell, end] = token.exec(body);
    rows[rows.length - 1].push(unquote(cell));
    if (end === "\n") rows.push([]);
    else if (end === "") return rows;
  }
}

/**
 * @typedef {object} Plan
 * @property {{cell: import("./cells.js").Cell, text: string}[]} fills
 * @property {number} rows how many rows and columns of the table are filled
 * @property {number} columns
 * @property {number} rowsBeyond how many hold something, but stand outside the table
 * @property {number} columnsBeyond
 * @property {number} unknown rows of a labelled block that are no category
 * @property {boolean} hasTotal whether a 合计 row was left out
 * @property {string} repeated a category that stands in the block twice; then nothing is filled
 */

/**
 * Where each text of a block goes: by its labels if it has them, otherwise from `start` on.
 * @param {import("./cells.js").Table} table
 * @param {import("./cells.js").Cell} start
 * @param {string[][]} block
 * @returns {Plan}
 */
export function planFill(table, start, block) {
  const labels = table.labels.map(squash);
  const isLabelled = block.some((row) => labels.includes(squash(row[0])));
  return isLabelled ? planByLabel(table, labels, block) : planFrom(table, start, block);
}

function planFrom(table, start, block) {
  const area = table.actions.includes(start) ? [table.actions] : table.rows;
  const top = area.findIndex((row) => row.includes(start));
  const left = area[top].indexOf(start);
  const rows = area.slice(top).map((row) => row.slice(left));
  const beyond = block.slice(rows.length).filter(holdsSomething).length;
  return { ...pair(rows, block), rowsBeyond: beyond, unknown: 0, hasTotal: false, repeated: "" };
}

function planByLabel(table, labels, block) {
  const names = block.map((row) => squash(row[0]));
  const known = block.filter((row, index) => labels.includes(names[index]));
  const others = block.filter((row, index) => !labels.includes(names[index]) && names[index] !== TOTAL);
  const rows = known.map((row) => table.rows[labels.indexOf(squash(row[0]))]);
  const repeated = names.find((name, index) => labels.includes(name) && names.indexOf(name) < index);
  return {
    ...pair(rows, known.map((row) => row.slice(1))),
    rowsBeyond: 0,
    unknown: others.filter(holdsSomething).length,
    hasTotal: names.includes(TOTAL),
    repeated: repeated || "",
  };
}

function pair(rows, block) {
  const fills = [];
  const width = rows[0].length;
  const used = block.slice(0, rows.length);
  used.forEach((texts, line) => texts.slice(0, width).forEach((text, column) => {
    fills.push({ cell: rows[line][column], text });
  }));
  const widest = Math.max(...used.map((texts) => texts.length));
  const outside = Math.max(...used.map((texts) => filledWidth(texts))) - width;
  return {
    fills,
    rows: used.length,
    columns: Math.min(width, widest),
    columnsBeyond: Math.max(0, outside),
  };
}

function unquote(cell) {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replace(/""/g, '"') : cell;
}

// Labels are broken over lines and padded with spaces to fit the printed form.
function squash(text) {
  return fold(text).replace(/\s/g, "");
}

function holdsSomething(row) {
  return filledWidth(row) > 0;
}

function filledWidth(row) {
  return row.reduce((width, text, index) => (fold(text) ? index + 1 : width), 0);
}
