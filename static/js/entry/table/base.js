// What the page is built on: the stored text of each input, as the server told it last. An input that
// holds something else was changed here. Of figures always the cumulative text, whatever is typed.

import { entryOf, meaning, write } from "./cells.js";
import { readExact } from "./figures.js";
import { typedInputs } from "./keep.js";

/**
 * @typedef {object} Change
 * @property {string} name
 * @property {string} text as it is typed
 * @property {string} holds what is stored of it if it can be read
 * @property {string} was
 */

export class Base {
  /** @param {import("./cells.js").Table} table */
  constructor(table) {
    this.table = table;
    this.cells = new Map(table.cells.map((cell) => [cell.name, cell]));
    this.place = table.form.elements.namedItem("was"); // goes along where the form is posted whole
    this.texts = new Map(Object.entries(JSON.parse(this.place.value)));
  }

  /**
   * @param {string} name
   * @returns {string} "" for a blank
   */
  of(name) {
    return this.texts.get(name) || "";
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  set(name, text) {
    if (text) this.texts.set(name, text);
    else this.texts.delete(name);
    this.place.value = JSON.stringify(Object.fromEntries(this.texts));
  }

  /**
   * All inputs that were changed here, but for those that wait to be decided.
   * @param {{has: (name: string) => boolean}} undecided
   * @returns {Change[]}
   */
  changes(undecided) {
    return [...typedInputs(this.table.form)]
      .map(([name, input]) => ({ name, text: input.value, holds: this.holds(name, input), was: this.of(name) }))
      .filter(({ name, holds, was }) => holds !== was && !undecided.has(name));
  }

  /**
   * @param {string} name
   * @param {string} text what is stored
   */
  show(name, text) {
    const input = typedInputs(this.table.form).get(name);
    const cell = this.cells.get(name);
    if (input) input.value = cell && text ? write(cell, readExact(text), entryOf(this.table)) : text;
  }

  /**
   * Take over what the server has stored meanwhile: it is shown in every input that was left alone,
   * and one that was changed here keeps the base that it was changed from.
   * @param {Record<string, string>} stored by input name, without the blanks
   * @param {Change[]} sent what was stored of this page just now
   * @returns {string[]} the names of the inputs that show something else now
   */
  adopt(stored, sent) {
    const inputs = typedInputs(this.table.form);
    const saved = new Map(sent.map(({ name, holds }) => [name, holds]));
    const arrived = [];
    for (const name of new Set([...this.texts.keys(), ...Object.keys(stored), ...inputs.keys()])) {
      const text = stored[name] || "";
      const known = saved.has(name) ? saved.get(name) : this.of(name);
      const isLeftAlone = !inputs.has(name) || this.holds(name, inputs.get(name)) === known;
      if (isLeftAlone && inputs.has(name) && text !== known) {
        this.show(name, text);
        arrived.push(name);
      }
      if (isLeftAlone || saved.has(name)) this.set(name, text);
    }
    return arrived;
  }

  /** The text as the server would store it. */
  holds(name, input) {
    const cell = this.cells.get(name);
    if (cell) return meaning(cell, input.value, entryOf(this.table));
    const text = input.value.trim();
    return name === "filled_by" ? text : text.replace(/\s+/g, " "); // as the server stores sentences
  }
}
