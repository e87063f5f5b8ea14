// What was changed here and meanwhile elsewhere: both sides stand in #conflict, and the person decides
// cell by cell (templates/statistics/entry/_conflict.html). Until then such a cell is not sent.

const ROW = "[data-conflict]";

export class Conflicts {
  /**
   * @param {import("./cells.js").Table} table
   * @param {import("./base.js").Base} base
   */
  constructor(table, base) {
    Object.assign(this, { table, base, place: document.getElementById("conflict") });
  }

  get rows() {
    return [...this.place.querySelectorAll(ROW)];
  }

  get size() {
    return this.rows.length;
  }

  /** Whether the input with this name waits to be decided. */
  has(name) {
    return this.rows.some((row) => row.dataset.conflict === name);
  }

  /**
   * @param {string | undefined} html the server's own template, with new conflicts; those that are
   *   waiting already stay
   */
  add(html) {
    const waiting = this.rows;
    this.place.innerHTML = html || "";
    const isNew = (row) => !this.has(row.dataset.conflict);
    const body = this.place.querySelector("tbody");
    if (body) body.prepend(...waiting.filter(isNew));
  }

  /** Nothing more is to be said, unless something waits. */
  settle() {
    if (!this.size) this.place.textContent = "";
  }

  /** Show where something waits. */
  focus() {
    this.place.tabIndex = -1;
    this.place.focus();
  }

  /**
   * @param {() => void} onDecided called when something was
   */
  watch(onDecided) {
    this.place.addEventListener("click", (event) => {
      if (!event.target.closest("[data-resolve]")) return;
      event.preventDefault();
      const chosen = this.rows.filter((row) => row.querySelector("input:checked"));
      for (const row of chosen) this.decide(row);
      if (this.size) this.focus();
      this.settle();
      if (chosen.length) onDecided();
    });
  }

  decide(row) {
    const { conflict: name, stored } = row.dataset;
    if (row.querySelector("input:checked").value === "stored") this.base.show(name, stored);
    this.base.set(name, stored); // which the person has seen
    row.remove();
  }
}
