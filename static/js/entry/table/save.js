// Saving while people type: what was changed, one request at a time, retried until the server has it.

import { drop, isKept, keep } from "./keep.js";
import { pauseAfter, retryAfter, waitFrom } from "./pause.js";
import { collect, post } from "./post.js";
import { showLoginExpired, showSaved, showSaving, showUnsaved, showWaiting } from "./state.js";

const WORTH_TELLING = 2000; // of a wait
const PRESENT = 60000; // after typing somebody is there
const TROUBLE = { offline: "网络不通，正在重试", down: "系统暂时不可用，正在重试" };

export class Saver {
  /**
   * @param {import("./cells.js").Table} table
   * @param {import("./base.js").Base} base
   * @param {import("./conflict.js").Conflicts} conflicts
   * @param {{showAnswer: Function, showArrived: Function}} page shows what the server answers
   */
  constructor(table, base, conflicts, page) {
    Object.assign(this, { table, base, conflicts, page, edits: 0, saved: 0, failures: 0, timer: 0 });
    this.stopped = ""; // "login", "refused": no request goes out by itself
    this.running = null;
    this.since = 0; // when the first text was typed that is not saved
    this.typed = -Infinity; // and the last one
    this.done = -Infinity; // when the last answer came
    this.took = 0; // and how long it took
    this.refusals = 0;
    this.findings = "";
    this.arriving = null; // a pasted block of which the server is still asked
    this.hasArrived = false;
    this.hasProblems = false;
  }

  /** Whether the server still lacks something that was typed. */
  get isUnsaved() {
    return this.isPending || this.conflicts.size > 0;
  }

  get isPending() {
    return this.edits !== this.saved;
  }

  /** Something was typed. */
  changed() {
    this.typed = performance.now();
    if (!this.isPending) this.since = this.typed;
    this.edits += 1;
    this.keep();
    if (this.stopped || this.failures || this.refusals) return;
    this.scheduleNext();
  }

  /** Whether this browser has a copy of what the server still lacks. */
  get isKept() {
    return isKept();
  }

  keep() {
    keep(this.table.form);
  }

  scheduleNext() {
    const pause = pauseAfter(this.took, this.refusals);
    const wait = waitFrom(performance.now(), { since: this.since, done: this.done, pause });
    if (wait >= WORTH_TELLING) showWaiting(wait);
    else showSaving();
    this.schedule(wait);
  }

  schedule(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  /**
   * Save now, unless a request is under way.
   * @returns {Promise<void>}
   */
  send() {
    clearTimeout(this.timer);
    if (!this.running) this.running = this.exchange().finally(() => (this.running = null));
    return this.running;
  }

  /**
   * What will be filled in later belongs to what is to be saved, and to be seen before it is reported.
   * @param {Promise<void>} task
   */
  waitFor(task) {
    this.arriving = task;
    task.finally(() => {
      if (this.arriving === task) this.arriving = null;
    });
  }

  /**
   * Wait for the request under way, then save what is still unsaved.
   * @returns {Promise<boolean>} whether the server has everything, and the person has seen what it has
   */
  async flush() {
    this.hasArrived = this.arriving !== null;
    await this.arriving;
    await this.running;
    if (this.isPending) await this.send();
    if (this.conflicts.size) this.conflicts.focus();
    return !this.isUnsaved && !this.hasArrived;
  }

  /** Try again what only waits for the network or for signing in. */
  retry() {
    if (this.failures || this.stopped === "login") this.send();
  }

  async exchange() {
    if (!this.failures) showSaving();
    const changes = this.base.changes(this.conflicts);
    const sent = { edits: this.edits, changes, data: collect(this.table.form, changes, this.findings) };
    const began = performance.now();
    const isByItself = began - this.typed > PRESENT;
    const { kind, answer } = await post(this.table.form, sent.data, isByItself);
    this.done = performance.now();
    this.took = this.done - began;
    if (kind === "busy") return this.onBusy();
    if (TROUBLE[kind]) return this.onFailed(TROUBLE[kind]);
    this.failures = this.refusals = 0;
    return kind === "saved" ? this.onSaved(answer, sent) : this.stop(kind, answer);
  }

  onSaved(answer, sent) {
    this.table.form.elements.namedItem("version").value = answer.version;
    this.stopped = "";
    this.saved = sent.edits;
    this.since = this.done;
    const problems = Object.keys(answer.problems);
    this.hasProblems = problems.length > 0;
    this.findings = answer.findings_key || this.findings;
    this.takeBase(answer, sent, problems);
    this.page.showAnswer(answer, sent.data);
    if (this.isUnsaved || this.hasProblems) this.keep();
    else drop(this.table.form);
    if (!this.isPending) showSaved(answer.saved_at, problems, this.conflicts.size);
    else if (document.visibilityState === "hidden") this.schedule(0);
    else this.scheduleNext();
  }

  takeBase({ conflicts = [], conflict, stored, changed_by: by = {} }, { changes }, problems) {
    const left = new Set([...problems, ...conflicts.map(({ name }) => name)]);
    const saved = changes.filter(({ name }) => !left.has(name));
    for (const { name, holds } of saved) this.base.set(name, holds);
    if (conflicts.length) this.conflicts.add(conflict);
    else this.conflicts.settle();
    const arrived = stored ? this.base.adopt(stored, saved) : [];
    if (!arrived.length) return;
    this.hasArrived = true;
    this.page.showArrived(arrived, by);
  }

  onBusy() {
    this.refusals += 1;
    const pause = pauseAfter(this.took, this.refusals);
    showWaiting(pause);
    this.schedule(pause);
  }

  onFailed(reason) {
    this.failures += 1;
    showUnsaved(reason, this.isKept);
    this.schedule(retryAfter(this.failures));
  }

  stop(kind, answer = {}) {
    this.stopped = kind;
    clearTimeout(this.timer);
    if (kind === "login") showLoginExpired(this.table.form.dataset.login, this.isKept);
    else showUnsaved(answer.message || "系统未接受", this.isKept);
  }
}
