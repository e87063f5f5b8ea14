// 沿用上期 for a row: last period's cumulative figures stand in its blank cells again. Not where
// increments are typed: a blank means the same there.

import { entryOf, read, write } from "./cells.js";
import { isAtEdge } from "./keys.js";
import { judgeAnew } from "./marks.js";
import { say } from "./notice.js";

/**
 * @param {import("./cells.js").Table} table
 * @param {import("./history.js").History} history
 */
export function watchCarrying(table, history) {
  table.rows.forEach((row, index) => {
    const button = makeButton(table.labels[index]);
    row[0].box.parentElement.querySelector("th").append(button);
    button.addEventListener("click", () => carry(table, history, index));
    watchArrows(row[0].input, button);
  });
}

// Tab passes it by, as it would be a stop more in every row; the arrows lead there.
function makeButton(label) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "carry", tabIndex: -1, textContent: "沿用上期" });
  button.setAttribute("aria-label", `${label}：空白格沿用上期累计数`);
  return button;
}

function watchArrows(input, button) {
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" && isPlain(event) && isAtEdge(input, 0)) button.focus();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight" && isPlain(event)) input.focus();
  });
}

function isPlain({ ctrlKey, altKey, metaKey, shiftKey, isComposing }) {
  return !(ctrlKey || altKey || metaKey || shiftKey || isComposing);
}

function carry(table, history, index) {
  const label = table.labels[index];
  const blank = table.rows[index].filter((cell) => read(cell, cell.input.value, entryOf(table)) === null);
  const cells = blank.filter(({ previous }) => previous !== null && previous !== undefined);
  if (!cells.length) {
    say("paste", `“${label}”没有可沿用上期数的空白格。`);
    return;
  }
  const act = history.act(() => {
    for (const cell of cells) cell.input.value = write(cell, cell.previous, "cumulative");
  });
  for (const cell of cells) judgeAnew(table, cell);
  cells[0].input.focus();
  const sentence = `“${label}”有 ${cells.length} 个空白格已填入上期累计数。`;
  say("paste", sentence, [{ text: "撤销", press: () => history.revert(act) }]);
}
