// Saving while people type: one request at a time, retried until the server has everything.

import { drop, isKept, keep } from "./keep.js";
import { isOwnSave } from "./lost.js";
import { collect, post } from "./post.js";
import { showLoginExpired, showSaved, showSaving, showUnsaved } from "./state.js";

const PAUSE = 800;
const LONGEST_WAIT = 30000;

export class Saver {
  /**
   * @param {import("./cells.js").Table} table
   * @param {{showAnswer: Function, showConflict: Function}} page shows what the server answers
   */
  constructor(table, page) {
    Object.assign(this, { table, page, edits: 0, saved: 0, failures: 0, timer: 0 });
    this.stopped = ""; // "login", "conflict", "refused": no request goes out by itself
    this.running = null;
    this.unanswered = []; // what was sent and may have been saved without our hearing of it
    this.hasProblems = false;
  }

  /** Whether the server still lacks something that was typed. */
  get isUnsaved() {
    return this.edits !== this.saved;
  }

  /** Something was typed. */
  changed() {
    this.edits += 1;
    this.keep();
    if (this.stopped || this.failures) return;
    showSaving();
    this.schedule(PAUSE);
  }

  /** Whether this browser has a copy of what the server still lacks. */
  get isKept() {
    return isKept();
  }

  keep() {
    keep(this.table.form);
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
   * Wait for the request under way, then save what is still unsaved.
   * @returns {Promise<boolean>} whether the server has everything
   */
  async flush() {
    await this.running;
    if (this.isUnsaved) await this.send();
    return !this.isUnsaved;
  }

  /** Try again what only waits for the network or for signing in. */
  retry() {
    if (this.failures || this.stopped === "login") this.send();
  }

  /** Give up what was typed. */
  discard() {
    this.saved = this.edits;
    this.hasProblems = false;
    drop(this.table.form);
  }

  async exchange(isSecondTry = false) {
    if (!this.failures) showSaving();
    const sent = { edits: this.edits, data: collect(this.table.form) };
    const { kind, answer } = await post(this.table.form, sent.data);
    if (kind === "failed") return this.onFailed(sent);
    // What was sent just now counts too: browsers themselves repeat a request on a broken line.
    const mine = [...this.unanswered, sent.data];
    const isOwn = kind === "conflict" && !isSecondTry && isOwnSave(this.table, mine, answer.current);
    this.failures = 0;
    this.unanswered = [];
    if (kind === "saved") return this.onSaved(answer, sent);
    if (!isOwn) return this.stop(kind, answer);
    this.setVersion(answer.version);
    return this.exchange(true);
  }

  onSaved(answer, sent) {
    this.setVersion(answer.version);
    this.stopped = "";
    this.saved = sent.edits;
    const problems = Object.keys(answer.problems || {});
    this.hasProblems = problems.length > 0;
    this.page.showAnswer(answer, sent.data);
    if (this.isUnsaved || this.hasProblems) this.keep();
    else drop(this.table.form);
    if (!this.isUnsaved) showSaved(answer.saved_at, problems);
    else this.schedule(document.visibilityState === "hidden" ? 0 : PAUSE);
  }

  onFailed(sent) {
    this.failures += 1;
    this.unanswered = [...this.unanswered, sent.data].slice(-20);
    showUnsaved("网络不通；正在重试");
    this.schedule(Math.min(LONGEST_WAIT, 1000 * 2 ** this.failures));
  }

  stop(kind, answer = {}) {
    this.stopped = kind;
    clearTimeout(this.timer);
    if (kind === "login") showLoginExpired(this.table.form.dataset.login, this.isKept);
    else showUnsaved(kind === "conflict" ? "此表已被他人修改" : answer.message || "系统未接受");
    if (answer.conflict) this.page.showConflict(answer);
  }

  setVersion(version) {
    this.table.form.elements.namedItem("version").value = version;
  }
}
