// Ctrl+Z and Ctrl+Y: each act that changed cells can be taken back, and done again. Acts are found by
// comparing the cells with what stood in them before, at every `input`, so that nothing that types,
// pastes or fills has to know of them. What somebody else changed is nobody's act here, and is not
// touched.

import { announceInput, cellOf, entryOf, read, write } from "./cells.js";
import { judgeAnew } from "./marks.js";
import { hush, say } from "./notice.js";
import { ungroup } from "./reading.js";

/**
 * @typedef {object} Held what stood in a cell
 * @property {string} text
 * @property {bigint | null | undefined} figure what the text meant, see read()
 * @property {import("./cells.js").Entry} entry how it was meant
 * @property {bigint | null | undefined} previous and what it was added to, if it was an increment
 *
 * @typedef {{cell: import("./cells.js").Cell, before: Held, after: Held}} Change
 * @typedef {{changes: Change[]}} Act
 */

export class History {
  /** @param {import("./cells.js").Table} table */
  constructor(table) {
    Object.assign(this, { table, acts: [], undone: [], typing: null, isStepping: false });
    this.known = new Map(table.cells.map((cell) => [cell, this.held(cell)]));
  }

  /** Begin to take down what happens. */
  begin() {
    const { form } = this.table;
    form.addEventListener("input", ({ target }) => this.note(target));
    form.addEventListener("focusout", () => (this.typing = null));
    form.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** @returns {Act | undefined} what was done last */
  get latest() {
    return this.acts[this.acts.length - 1];
  }

  /** Something else wrote in cells just now: these are no acts of one's own, nor those before in them. */
  leaveOut() {
    this.giveUp(this.changes().map(({ cell }) => cell.name));
  }

  /**
   * @param {string[]} names of cells that belong to somebody else now
   */
  giveUp(names) {
    if (!names.length) return;
    const isKept = ({ cell }) => !names.includes(cell.name);
    for (const act of [...this.acts, ...this.undone]) act.changes = act.changes.filter(isKept);
    this.typing = null;
    this.learn();
  }

  /** Take back what was done last. */
  undo() {
    this.step(this.acts, this.undone, "before", "撤销了");
  }

  /** Do again what was taken back last. */
  redo() {
    this.step(this.undone, this.acts, "after", "恢复了");
  }

  /**
   * Take back one act, whatever was done since: cells that were changed since stay as they are.
   * @param {Act} act
   */
  revert(act) {
    const isLast = act === this.latest;
    const changed = this.put(act.changes, "before", isLast); // if not, that is an act like any other
    if (isLast) this.undone.push(this.acts.pop());
    focusOn(changed);
  }

  /**
   * @param {() => void} write puts texts into cells
   * @returns {Act | null} that act; null where nothing has changed
   */
  act(write) {
    const before = this.latest;
    write();
    announceInput(this.table);
    return this.latest === before ? null : this.latest;
  }

  note(target) {
    const changes = this.changes();
    this.learn();
    if (!changes.length || this.isStepping) return;
    this.undone = [];
    hush("history");
    const isTyped = cellOf(this.table, target) === changes[0].cell && changes.length === 1;
    if (isTyped && this.typing && this.typing.changes[0].cell === changes[0].cell) {
      this.typing.changes[0].after = changes[0].after;
    } else {
      this.acts.push({ changes });
      this.typing = isTyped ? this.latest : null;
    }
  }

  changes() {
    return this.table.cells
      .map((cell) => ({ cell, before: this.known.get(cell), after: this.held(cell) }))
      .filter(({ before, after }) => !isSame(before, after));
  }

  learn() {
    for (const cell of this.table.cells) this.known.set(cell, this.held(cell));
  }

  held(cell) {
    const entry = entryOf(this.table);
    const text = ungroup(cell.input.value);
    return { text, figure: read(cell, text, entry), entry, previous: cell.previous };
  }

  // Acts of which nothing is left to do are passed over.
  step(from, to, side, done) {
    this.typing = null;
    let changed = [];
    while (!changed.length && from.length) {
      const act = from.pop();
      changed = this.put(act.changes, side, true);
      if (changed.length) to.push(act);
    }
    if (!changed.length) return;
    focusOn(changed);
    hush("paste"); // 撤销粘贴 may be what was just done
    hush("history");
    if (changed.length > 1) say("history", `${done} ${changed.length} 格的改动。`);
  }

  put(changes, side, isStep) {
    const other = side === "before" ? "after" : "before";
    const entry = entryOf(this.table);
    const own = changes
      .filter((change) => isSame(this.held(change.cell), change[other]))
      .map((change) => ({ cell: change.cell, text: textOf(change.cell, change[side], entry) }))
      .filter(({ cell, text }) => text !== null && text !== ungroup(cell.input.value));
    for (const { cell, text } of own) cell.input.value = text;
    if (!own.length) return [];
    this.isStepping = isStep;
    announceInput(this.table);
    this.isStepping = false;
    for (const { cell } of own) judgeAnew(this.table, cell);
    return own.map(({ cell }) => cell);
  }

  // A browser's own undo knows nothing of what a script put in: in cells it is this one.
  onKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    if (!cellOf(this.table, event.target)) return;
    const key = event.key.toLowerCase();
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (key !== "z" && !isRedo) return;
    event.preventDefault();
    if (isRedo) this.redo();
    else this.undo();
  }
}

function isSame(one, other) {
  const isFigure = one.figure !== undefined && one.figure !== null;
  if (isFigure) return one.figure === other.figure;
  return one.figure === other.figure && one.text.trim() === other.text.trim();
}

// What was held, as it is written now: the cells may be filled in another way since, or from another
// 上期. null for a text that was no figure and might become one by that.
function textOf(cell, { text, figure, entry, previous }, now) {
  const isAsItWas = !cell.isFlow || (entry === now && (now === "cumulative" || previous === cell.previous));
  if (isAsItWas || figure === null) return text;
  return figure === undefined ? null : write(cell, figure, now);
}

function focusOn(changed) {
  if (!changed.length) return;
  const { input } = changed[0];
  input.focus();
  input.select();
}
