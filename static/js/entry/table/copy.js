// 复制全表 while the table is filled in: the figures as they stand on the page, always cumulative.

import { offerCopying } from "../buttons.js";
import { copyOut } from "../copy-out.js";
import { entryOf, read } from "./cells.js";
import { show } from "./figures.js";
import { say } from "./notice.js";

/** @param {import("./cells.js").Table} table */
export function watchCopying(table) {
  offerCopying(() => copy(table));
}

async function copy(table) {
  const entry = entryOf(table);
  const figures = new Map(table.cells.map((cell) => [cell, read(cell, cell.input.value, entry)]));
  const texts = table.cells.map((cell) => (figures.get(cell) === undefined ? "" : show(figures.get(cell))));
  const totals = table.rows[0].map((_, column) => show(sum(table.rows.map((row) => figures.get(row[column])))));
  const unreadable = [...figures.values()].filter((figure) => figure === undefined).length;
  const more = unreadable ? `；有 ${unreadable} 格不是有效数字，已按空白复制` : "";
  say("copy", await copyOut(texts.concat(totals), more));
}

function sum(figures) {
  return figures.reduce((total, figure) => total + (figure || 0n), 0n);
}
