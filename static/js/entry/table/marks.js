// Marks on cells: what cannot be read, the server's sentences, the level of findings.
// Every mark has words beside it, so that colour is never the only sign.

import { cellOf, entryOf, read } from "./cells.js";

const LEVELS = ["mandatory", "explain", "hint"];
const PREVIEW = "此格不是有效数字";

/**
 * While a text is typed a mark may go, but none may come: half a figure is not a mistake.
 * @param {import("./cells.js").Table} table
 * @param {EventTarget | null} target what was typed in
 */
export function forgive(table, target) {
  const cell = cellOf(table, target);
  if (!cell) setProblem(findPlace(table, target.name), "");
  else if (isReadable(table, cell)) clear(cell);
}

/**
 * Typing is over: mark the cell if its text cannot be read.
 * @param {import("./cells.js").Table} table
 * @param {import("./cells.js").Cell} cell
 */
export function judge(table, cell) {
  if (isReadable(table, cell)) {
    if (cell.box.classList.contains("unreadable")) clear(cell);
    return;
  }
  cell.box.classList.add("unreadable");
  if (cell.problem && cell.problem.hidden) setProblem(cell, PREVIEW);
}

/**
 * A text was put in by script: mark the cell by what it now holds.
 * @param {import("./cells.js").Table} table
 * @param {import("./cells.js").Cell} cell
 */
export function judgeAnew(table, cell) {
  clear(cell);
  judge(table, cell);
}

/**
 * Show what the server says about the texts it was sent; newer texts are left for its next answer.
 * @param {import("./cells.js").Table} table
 * @param {Record<string, string>} problems sentence by input name
 * @param {FormData} sent
 */
export function markProblems(table, problems, sent) {
  for (const name of [...table.cells.map((cell) => cell.name), "cut_off_on", "filled_by"]) {
    const place = findPlace(table, name);
    if (!place || place.input.value !== sent.get(name)) continue;
    if (name in problems) setProblem(place, problems[name]);
    else clear(place);
  }
}

/**
 * @param {import("./cells.js").Table} table
 * @param {Record<string, string>} levels mandatory, explain or hint by input name
 */
export function markLevels(table, levels) {
  for (const marked of table.form.querySelectorAll(".level-mandatory, .level-explain, .level-hint")) {
    marked.classList.remove(...LEVELS.map((level) => `level-${level}`));
  }
  for (const [name, level] of Object.entries(levels)) {
    const place = findPlace(table, name);
    if (place) place.box.classList.add(`level-${level}`);
  }
}

function isReadable(table, cell) {
  return read(cell, cell.input.value, entryOf(table)) !== undefined;
}

function clear(place) {
  place.box.classList.remove("unreadable");
  setProblem(place, "");
}

// A cell, or one of the two fields above the table, which carry their marks themselves.
function findPlace(table, name) {
  const cell = table.cells.find((each) => each.name === name);
  if (cell) return cell;
  const input = name && table.form.elements.namedItem(name);
  if (!(input instanceof Element)) return null;
  return { input, box: input, problem: document.getElementById(`${name}-problem`) };
}

function setProblem(place, sentence) {
  if (!place) return;
  const { input, problem } = place;
  if (sentence) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  if (!problem) return;
  problem.textContent = sentence;
  problem.hidden = !sentence;
  if (sentence) input.setAttribute("aria-describedby", problem.id);
  else input.removeAttribute("aria-describedby");
}
