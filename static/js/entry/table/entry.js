// Typing either what has come up since 1 January (累计数) or only what is new (当期新增).

import { announceInput, entryOf, read, write } from "./cells.js";
import { hush, say } from "./notice.js";

/**
 * @param {import("./cells.js").Table} table
 * @param {() => void} onSwitch called when the texts have been converted
 */
export function watchEntry(table, onSwitch) {
  for (const button of switches()) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      if (button.value !== entryOf(table) && switchEntry(table)) onSwitch();
    });
  }
  const zeros = document.getElementById("zero-new");
  if (!zeros) return;
  zeros.hidden = entryOf(table) !== "increment";
  zeros.addEventListener("click", () => fillZeros(table));
}

/**
 * Say how the visible texts are meant, and change none of them.
 * @param {import("./cells.js").Table} table
 * @param {import("./cells.js").Entry} entry
 */
export function setEntry(table, entry) {
  const isIncrement = entry === "increment";
  table.form.elements.namedItem("entry").value = entry;
  for (const button of switches()) button.setAttribute("aria-pressed", button.value === entry);
  const name = document.getElementById("entry-name");
  if (name) name.textContent = isIncrement ? "当期新增" : "累计数";
  const zeros = document.getElementById("zero-new");
  if (zeros) zeros.hidden = !isIncrement;
}

function switches() {
  return document.querySelectorAll(".entries button");
}

function switchEntry(table) {
  const from = entryOf(table);
  const to = from === "increment" ? "cumulative" : "increment";
  if (stopAtAmbiguous(table, from, to)) return false;
  for (const cell of table.cells) {
    const figure = read(cell, cell.input.value, from);
    // Blank stays as it was typed; unreadable text stays for its author to correct.
    if (cell.isFlow && figure !== null && figure !== undefined) {
      cell.input.value = write(cell, figure, to);
    }
  }
  setEntry(table, to);
  const question = document.querySelector(".question");
  if (question) question.remove(); // what it asked of blanks is not what they mean now
  hush("entry");
  return true;
}

// "-2" is no cumulative figure but is an increment: left alone it would silently become one.
function stopAtAmbiguous(table, from, to) {
  const isReadable = (cell, entry) => read(cell, cell.input.value, entry) !== undefined;
  const ambiguous = table.cells.filter((cell) => !isReadable(cell, from) && isReadable(cell, to));
  if (!ambiguous.length) return false;
  say("entry", `有 ${ambiguous.length} 格填写有误，切换填报方式后含义会改变，请先改正。`);
  ambiguous[0].input.focus();
  return true;
}

function fillZeros(table) {
  const entry = entryOf(table);
  for (const cell of table.cells) {
    const hadFigure = cell.previous !== null && cell.previous !== undefined;
    if (cell.isFlow && hadFigure && read(cell, cell.input.value, entry) === null) cell.input.value = "0";
  }
  announceInput(table);
}
