// A block copied from Excel, WPS or LibreOffice: what it holds, and where it goes from the caret on.
// Where one with words in it goes, the server says: statistics/workbooks/reading/pasted.py.

import { fold } from "./figures.js";

const WORDS = /[\u3400-\u9fff]\s*[\u3400-\u9fff]/; // each of the form's has two characters
const WITH_UNIT = /^[-+]?[0-9][0-9.,]*\s*[\u3400-\u9fff]{1,2}$/; // 3.5万元

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
 * Whether the block may have labels of its own.
 * @param {string[][]} block
 * @returns {boolean}
 */
export function hasWords(block) {
  return block.some((row) => row.some((text) => WORDS.test(text) && !WITH_UNIT.test(fold(text))));
}

/**
 * @typedef {object} Plan
 * @property {{cell: import("./cells.js").Cell, text: string}[]} fills
 * @property {number} rows how many rows and columns of the table are filled
 * @property {number} columns
 * @property {number} rowsBeyond how many hold something, but stand outside the table
 * @property {number} columnsBeyond
 */

/**
 * Where each text of a block goes, from `start` on.
 * @param {import("./cells.js").Table} table
 * @param {import("./cells.js").Cell} start
 * @param {string[][]} block
 * @returns {Plan}
 */
export function planFill(table, start, block) {
  const area = table.actions.includes(start) ? [table.actions] : table.rows;
  const top = area.findIndex((row) => row.includes(start));
  const left = area[top].indexOf(start);
  const rows = area.slice(top).map((row) => row.slice(left));
  const width = rows[0].length;
  const used = block.slice(0, rows.length);
  const fills = [];
  used.forEach((texts, line) => texts.slice(0, width).forEach((text, column) => {
    fills.push({ cell: rows[line][column], text });
  }));
  return {
    fills,
    rows: used.length,
    columns: Math.min(width, Math.max(...used.map((texts) => texts.length))),
    rowsBeyond: block.slice(rows.length).filter((row) => filledWidth(row) > 0).length,
    columnsBeyond: Math.max(0, Math.max(...used.map(filledWidth)) - width),
  };
}

function unquote(cell) {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replace(/""/g, '"') : cell;
}

function filledWidth(row) {
  return row.reduce((width, text, index) => (fold(text) ? index + 1 : width), 0);
}
