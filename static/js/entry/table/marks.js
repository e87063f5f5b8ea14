// Marks on cells: what cannot be read, the server's sentences, the level of findings.
// Every mark has words beside it, so that colour is never the only sign.

import { cellOf, entryOf, read } from "./cells.js";

const LEVELS = ["mandatory", "explain", "hint"];
const HEAD = ["cut_off_on", "filled_by", "reply"];
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
  for (const name of [...table.cells.map((cell) => cell.name), ...HEAD]) {
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
  for (const place of marked(table)) setInvalid(place);
}

/**
 * Say to who does not see it which sentences are about an input: that it cannot be read, what does not
 * hold there, what the city remarked, last period's figure (statistics/entry/marks.py says the same).
 * @param {import("./cells.js").Table} table
 */
export function describe(table) {
  const found = foundByName();
  for (const { input, problem } of marked(table)) {
    const of = (part) => document.getElementById(`${input.name}-${part}`);
    const unread = problem ? !problem.hidden && problem : document.getElementById(`says-${input.name}`);
    const said = [unread, ...(found.get(input.name) || []), of("remark"), of("previous")];
    const ids = said.filter(Boolean).map((sentence) => sentence.id);
    if (ids.length) input.setAttribute("aria-describedby", ids.join(" "));
    else input.removeAttribute("aria-describedby");
  }
}

function foundByName() {
  const found = new Map();
  for (const sentence of document.querySelectorAll("[data-cells]")) {
    for (const name of sentence.dataset.cells.split(" ")) {
      found.set(name, [...(found.get(name) || []), sentence]);
    }
  }
  return found;
}

// All inputs that carry marks.
function marked(table) {
  return [...table.cells, ...HEAD.map((name) => findPlace(table, name)).filter(Boolean)];
}

function isReadable(table, cell) {
  return read(cell, cell.input.value, entryOf(table)) !== undefined;
}

function clear(place) {
  place.box.classList.remove("unreadable");
  setProblem(place, "");
}

// A cell, a total, or one of the fields above the table, which carry their marks themselves.
function findPlace(table, name) {
  const cell = table.cells.find((each) => each.name === name);
  if (cell) return cell;
  const total = table.totals.find((box) => `total-${box.dataset.total}` === name);
  if (total) return { box: total };
  const input = name && table.form.elements.namedItem(name);
  return HEAD.includes(name) && input ? { input, box: input, problem: null } : null;
}

function setProblem(place, sentence) {
  if (!place) return;
  const { problem, box } = place;
  if (problem) {
    problem.textContent = sentence;
    problem.hidden = !sentence;
  } else box.classList.toggle("unreadable", sentence !== "");
  setInvalid(place);
}

function setInvalid({ input, box, problem }) {
  const isInvalid = box.matches(".unreadable, .level-mandatory") || (problem && !problem.hidden);
  if (isInvalid) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}
