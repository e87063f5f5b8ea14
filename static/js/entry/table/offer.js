// Offering the copy that an earlier page left behind.

import { announceInput, entryOf, meaning } from "./cells.js";
import { setEntry } from "./entry.js";
import { dropOffered, sweep, takeOffered, typedInputs } from "./keep.js";
import { judgeAnew } from "./marks.js";
import { say } from "./notice.js";

/**
 * @param {import("./cells.js").Table} table
 */
export async function offerKeptCopy(table) {
  sweep(Date.now());
  const copy = await takeOffered(table.form);
  if (!copy) return;
  const { cells, others } = differences(table, copy);
  if (!cells && !others) {
    dropOffered(table.form);
    return;
  }
  say("kept", describe(table, copy, cells, others), [
    { text: "恢复", press: () => restore(table, copy) },
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
    return kept !== undefined && meaning(cell, kept, copy.entry) !== meaning(cell, cell.input.value, entry);
  });
  const others = [...typedInputs(table.form)].filter(([name, input]) => {
    const kept = copy.texts[name];
    const isCell = table.cells.some((cell) => cell.input === input);
    return !isCell && kept !== undefined && kept.trim() !== input.value.trim();
  });
  return { cells: cells.length, others: others.length };
}

function restore(table, copy) {
  setEntry(table, copy.entry);
  for (const [name, input] of typedInputs(table.form)) {
    if (copy.texts[name] !== undefined) input.value = copy.texts[name];
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
