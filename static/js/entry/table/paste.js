// Pasting a block of cells, and taking it back.

import { announceInput, cellOf, entryOf, read, write } from "./cells.js";
import { planFill, readBlock } from "./block.js";
import { fold, hasUnit } from "./figures.js";
import { judgeAnew } from "./marks.js";
import { say } from "./notice.js";

/**
 * @param {import("./cells.js").Table} table
 */
export function watchPaste(table) {
  table.form.addEventListener("paste", (event) => {
    const start = cellOf(table, event.target);
    if (!start || !event.clipboardData) return;
    const block = readBlock(event.clipboardData.getData("text/plain"));
    if (block.length === 1 && block[0].length === 1) return; // one value pastes as anywhere else
    event.preventDefault();
    pasteBlock(table, start, block);
  });
}

function pasteBlock(table, start, block) {
  const plan = planFill(table, start, block);
  if (plan.repeated) {
    say("paste", `粘贴的内容中“${plan.repeated}”不止一行，无法确定以哪一行为准，没有填入。`);
    return;
  }
  const changes = plan.fills.map(({ cell, text }) => ({
    cell,
    before: cell.input.value,
    after: normalise(table, cell, text),
    isShortened: hasUnit(text, cell.unit),
  }));
  for (const { cell, after } of changes) cell.input.value = after;
  announceInput(table);
  for (const { cell } of changes) judgeAnew(table, cell);
  say("paste", describe(plan, countUnreadable(table, changes), changes), [
    { text: "撤销粘贴", press: () => undo(table, changes) },
  ]);
}

// Cells changed since keep what was typed there.
function undo(table, changes) {
  const own = changes.filter(({ cell, after }) => cell.input.value === after);
  for (const { cell, before } of own) cell.input.value = before;
  announceInput(table);
  for (const { cell } of own) judgeAnew(table, cell);
  changes[0].cell.input.focus();
}

// Plain text as people write it; what cannot be read stays, to be seen and corrected.
function normalise(table, cell, text) {
  const entry = entryOf(table);
  const figure = read(cell, text, entry);
  return figure === undefined ? fold(text) : write(cell, figure, entry);
}

function countUnreadable(table, changes) {
  const entry = entryOf(table);
  return changes.filter(({ cell, after }) => read(cell, after, entry) === undefined).length;
}

function describe(plan, unreadable, changes) {
  const parts = [`粘贴了 ${plan.rows} 行 ${plan.columns} 列`];
  const beyond = [
    plan.rowsBeyond && `${plan.rowsBeyond} 行`,
    plan.columnsBeyond && `${plan.columnsBeyond} 列`,
  ].filter(Boolean);
  if (beyond.length) parts.push(`有 ${beyond.join("、")}超出表格，没有填入`);
  if (plan.unknown) parts.push(`有 ${plan.unknown} 行不是本表的案件类别，没有填入`);
  if (plan.hasTotal) parts.push("合计由系统计算，没有填入");
  const shortened = changes.filter((change) => change.isShortened).length;
  if (shortened) parts.push(`有 ${shortened} 格的数字后写有单位，已只填数字`);
  if (unreadable) parts.push(`有 ${unreadable} 格不是有效数字，请改正`);
  return `${parts.join("；")}。`;
}
