// 上期 becomes another when it was said whether the table has a merged unit's figures.

import { entryOf, previousOf, read, write } from "./cells.js";
import { refresh } from "./grid.js";
import { showPrevious } from "./reading.js";

/**
 * Hold the table against what the server says that it is held against now. No figure changes: texts
 * typed as increments are written anew.
 * @param {import("./cells.js").Table} table
 * @param {{measured?: string, previous?: Record<string, string>, previous_name?: string}} answer
 */
export function holdAgainst(table, { measured, previous, previous_name: name }) {
  const shown = table.form.elements.namedItem("measured");
  if (!shown || measured === undefined || shown.value === measured) return;
  shown.value = measured;
  const entry = entryOf(table);
  const figures = table.cells.map((cell) => read(cell, cell.input.value, entry));
  table.cells.forEach((cell, index) => {
    setPrevious(cell.box, previous[cell.name]);
    cell.previous = previousOf(cell.box);
    const figure = figures[index];
    if (entry === "increment" && cell.isFlow && figure !== null && figure !== undefined) {
      cell.input.value = write(cell, figure, entry);
    }
  });
  for (const total of table.totals) setPrevious(total, previous[`total-${total.dataset.total}`]);
  tellName(name);
  refresh(table);
}

function setPrevious(box, text) {
  if (text === undefined) {
    delete box.dataset.previous;
    for (const beside of box.querySelectorAll(".beside")) beside.remove();
    return;
  }
  box.dataset.previous = text;
  if (!box.querySelector(".beside")) addBeside(box);
  showPrevious(box, text);
}

function addBeside(box) {
  const beside = document.createElement("small");
  beside.className = "beside";
  for (const name of ["previous", "increment"]) {
    const part = document.createElement("span");
    part.className = name;
    if (name === "previous") part.id = `${box.dataset.cell || `total-${box.dataset.total}`}-previous`;
    beside.append(part, " ");
  }
  box.querySelector("input, output").after(beside);
}

function tellName(name) {
  const place = document.getElementById("previous-name");
  place.textContent = `上期：${name}`;
  place.hidden = !name;
}
