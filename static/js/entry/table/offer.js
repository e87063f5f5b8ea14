// Offering the copy that an earlier page left behind.

import { announceInput, entryOf, meaning, read, write } from "./cells.js";
import { setEntry } from "./entry.js";
import { dropOffered, sweep, takeOffered, typedInputs } from "./keep.js";
import { judgeAnew } from "./marks.js";
import { say } from "./notice.js";

/**
 * @param {import("./cells.js").Table} table
 * @param {import("./base.js").Base} base
 */
export async function offerKeptCopy(table, base) {
  sweep(Date.now());
  const copy = await takeOffered(table.form);
  if (!copy) return;
  const { cells, others } = differences(table, copy);
  if (!cells && !others) {
    dropOffered(table.form);
    return;
  }
  say("kept", describe(table, copy, cells, others), [
    { text: "恢复", press: () => restore(table, base, copy) },
    { text: "放弃", press: () => dropOffered(table.form) },
  ]);
}

function describe(table, copy, cells, others) {
  const parts = [cells && `${cells} 格`, others && `另 ${others} 项`].filter(Boolean);
  const count = parts.join("、").replace(/^另 /, "");
  const isOlder = copy.version !== table.form.elements.namedItem("version").value;
  const warning = isOlder ? "此后系统中的表有过改动，恢复后请核对。" : "";
  return `本机留有 ${moment(new Date(copy.at))} 未保存的内容（${count}与系统中不同）。${warning}`;
}

function differences(table, copy) {
  const entry = entryOf(table);
  const cells = table.cells.filter((cell) => {
    const kept = copy.texts[cell.name];
    return wasTyped(copy, cell.name, kept, cell) && meaning(cell, kept, copy.entry) !== meaning(cell, cell.input.value, entry);
  });
  const others = [...typedInputs(table.form)].filter(([name, input]) => {
    const kept = copy.texts[name];
    const isCell = table.cells.some((cell) => cell.input === input);
    return !isCell && wasTyped(copy, name, kept) && kept.trim() !== input.value.trim();
  });
  return { cells: cells.length, others: others.length };
}

// What was left alone then may have been changed by somebody else since: it stays as it is now.
function wasTyped(copy, name, kept, cell) {
  if (kept === undefined || !copy.was) return kept !== undefined;
  const holds = cell ? meaning(cell, kept, copy.entry) : kept.trim();
  return holds !== (copy.was[name] || "");
}

function restore(table, base, copy) {
  const cells = new Map(table.cells.map((cell) => [cell.name, cell]));
  for (const cell of table.cells) {
    const figure = read(cell, cell.input.value, entryOf(table));
    if (figure !== undefined) cell.input.value = write(cell, figure, copy.entry);
  }
  setEntry(table, copy.entry);
  for (const [name, input] of typedInputs(table.form)) {
    const kept = copy.texts[name];
    if (!wasTyped(copy, name, kept, cells.get(name))) continue;
    input.value = kept;
    if (copy.was) base.set(name, copy.was[name] || ""); // from that it was changed
  }
  announceInput(table); // keeps these texts anew, and saves them
  dropOffered(table.form);
  for (const cell of table.cells) judgeAnew(table, cell);
  table.cells[0].input.focus();
}

function moment(at) {
  const minutes = String(at.getMinutes()).padStart(2, "0");
  return `${at.getMonth() + 1}月${at.getDate()}日 ${at.getHours()}:${minutes}`;
}
