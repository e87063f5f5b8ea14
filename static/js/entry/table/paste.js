// Pasting a block of cells, and taking it back.

import { cellOf, entryOf, read, write } from "./cells.js";
import { hasWords, planFill, readBlock } from "./block.js";
import { fold, hasUnit } from "./figures.js";
import { judgeAnew } from "./marks.js";
import { say } from "./notice.js";
import { askWhere } from "./where.js";

const ASKING = "正在识别粘贴的内容…";
const SWITCHED = "识别粘贴的内容时，填报方式已切换，没有填入。请再粘贴一次。";
const NOT_ASKED = "粘贴的内容带有文字，须由系统判断填入何处，而现在连不上系统，没有填入。请稍后再粘贴，或只复制数字部分。";

/**
 * @param {import("./cells.js").Table} table
 * @param {import("./history.js").History} history
 * @param {(task: Promise<void>) => void} waitFor is told of what arrives later
 */
export function watchPaste(table, history, waitFor) {
  table.form.addEventListener("paste", (event) => {
    const start = cellOf(table, event.target);
    if (!start || !event.clipboardData) return;
    const text = event.clipboardData.getData("text/plain");
    const block = readBlock(text);
    if (block.length === 1 && block[0].length === 1) return; // one value pastes as anywhere else
    event.preventDefault();
    if (hasWords(block)) waitFor(pasteByLabels(table, history, start, text, block));
    else pasteHere(table, history, start, block);
  });
}

async function pasteByLabels(table, history, start, text, block) {
  const entry = entryOf(table);
  say("paste", ASKING);
  const answer = await askWhere(table, start, text);
  if (!answer) return say("paste", NOT_ASKED);
  if (entryOf(table) !== entry) return say("paste", SWITCHED); // it would mean something else now
  if (!answer.labelled) return pasteHere(table, history, start, block);
  const fills = table.cells
    .filter((cell) => cell.name in answer.texts)
    .map((cell) => ({ cell, text: answer.texts[cell.name] }));
  if (!fills.length) return say("paste", answer.problems.join(""));
  const filled = fill(table, history, fills);
  const parts = [`按名称填入了 ${fills.length} 格`, ...changesInWords(table, filled.changes)];
  return tell(history, filled, `${parts.join("；")}。${answer.problems.join("")}`);
}

function pasteHere(table, history, start, block) {
  const plan = planFill(table, start, block);
  const filled = fill(table, history, plan.fills);
  const parts = [`粘贴了 ${plan.rows} 行 ${plan.columns} 列`];
  const beyond = [
    plan.rowsBeyond && `${plan.rowsBeyond} 行`,
    plan.columnsBeyond && `${plan.columnsBeyond} 列`,
  ].filter(Boolean);
  if (beyond.length) parts.push(`有 ${beyond.join("、")}超出表格，没有填入`);
  tell(history, filled, `${parts.concat(changesInWords(table, filled.changes)).join("；")}。`);
}

function fill(table, history, fills) {
  const changes = fills.map(({ cell, text }) => ({
    cell,
    before: cell.input.value,
    after: normalise(table, cell, text),
    isShortened: hasUnit(text, cell.unit),
  }));
  const act = history.act(() => {
    for (const { cell, after } of changes) cell.input.value = after;
  });
  for (const { cell } of changes) judgeAnew(table, cell);
  return { act, changes };
}

function tell(history, { act }, sentence) {
  say("paste", sentence, act ? [{ text: "撤销粘贴", press: () => history.revert(act) }] : []);
}

// Plain text as people write it; what cannot be read stays, to be seen and corrected.
function normalise(table, cell, text) {
  const entry = entryOf(table);
  const figure = read(cell, text, entry);
  return figure === undefined ? fold(text) : write(cell, figure, entry);
}

function changesInWords(table, changes) {
  const entry = entryOf(table);
  const isUnreadable = ({ cell, after }) => read(cell, after, entry) === undefined;
  const number = (test) => changes.filter(test).length;
  const cleared = number(({ before, after }) => before && !after);
  const shortened = number((change) => change.isShortened);
  const unreadable = number(isUnreadable);
  return [
    cleared && `有 ${cleared} 格原有数字，粘贴处为空白，已清空`,
    shortened && `有 ${shortened} 格的数字后写有单位，已只填数字`,
    unreadable && `有 ${unreadable} 格不是有效数字，请改正`,
  ].filter(Boolean);
}
