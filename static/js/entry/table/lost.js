// Telling our own save, whose answer the network lost, from somebody else's.

import { meaning } from "./cells.js";
import { readExact, show } from "./figures.js";

/**
 * @param {import("./cells.js").Table} table
 * @param {FormData[]} unanswered what was sent without hearing what came of it
 * @param {Record<string, string> | undefined} current what the server holds, by input name, as
 *   text; a blank is ""
 * @returns {boolean} whether the server holds what one of them said
 */
export function isOwnSave(table, unanswered, current) {
  return Boolean(current) && unanswered.some((sent) => holds(table, sent, current));
}

function holds(table, sent, current) {
  const cells = new Map(table.cells.map((cell) => [cell.name, cell]));
  return Object.entries(current).every(([name, held]) => {
    const text = (sent.get(name) || "").trim();
    if (!cells.has(name)) return text === held;
    const meant = meaning(cells.get(name), text, sent.get("entry"));
    // The server keeps its old figure where it cannot read the new one.
    return meant.startsWith("?") || meant === show(readExact(held));
  });
}
