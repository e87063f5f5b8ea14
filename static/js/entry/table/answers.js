// Showing the server's answer to a save: marks on cells, and what is told of each row in the row under
// it, in the server's own template.

import { describe, markLevels, markProblems } from "./marks.js";
import { afterPress } from "./press.js";

let waiting = null; // what came while somebody was writing in one of the places that it is for

/**
 * @param {import("./cells.js").Table} table
 * @param {{problems?: object, levels?: object, findings?: string}} answer
 * @param {FormData} sent what it answers
 */
export function showAnswer(table, answer, sent) {
  markProblems(table, answer.problems || {}, sent);
  markLevels(table, answer.levels || {});
  // A line that comes or goes must not move a button away from under the pressed mouse.
  if (answer.findings !== undefined) afterPress(() => showTold(table, answer.findings));
  else describe(table);
}

/** After a refusal: the first thing to be put right; older Firefox does not heed `autofocus` on links. */
export function focusFirst() {
  const first = document.querySelector("[autofocus]");
  if (first && document.activeElement === document.body) first.focus();
}

/**
 * Make links to a cell put the caret there, F8 go from one open finding to the next, and findings wait
 * for whoever writes in them.
 * @param {import("./cells.js").Table} table
 */
export function watchFindings(table) {
  table.form.addEventListener("focusout", () => setTimeout(() => {
    if (waiting !== null) showTold(table, waiting);
  }));
  table.form.addEventListener("click", (event) => {
    const again = event.target.closest("button[name=reuse]");
    if (again) return reuse(event, table.form, again);
    const link = event.target.closest("a[href^='#']");
    const input = link && document.getElementById(link.hash.slice(1));
    if (!input || !input.matches("input")) return;
    event.preventDefault();
    input.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F8" || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    focusNext(event.shiftKey);
  });
}

function openLinks() {
  return [...document.querySelectorAll(".finding[data-open] .says a")];
}

// From the caret on, and around: after the last comes the first.
function focusNext(isBackwards) {
  const links = openLinks();
  if (isBackwards) links.reverse();
  const active = document.activeElement;
  const wanted = isBackwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const next = active !== document.body && links.find((link) => active.compareDocumentPosition(link) & wanted);
  if (links.length) (next || links[0]).focus();
}

// Puts last period's explanation in; it is saved as if it had been typed.
function reuse(event, form, button) {
  event.preventDefault();
  const { value: key, dataset } = button;
  for (const part of ["reason", "text"]) {
    const input = form.elements.namedItem(`${part}-${key}`);
    input.value = dataset[part];
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (part === "text") input.focus();
  }
}

function showTold(table, html) {
  const told = document.createElement("template");
  told.innerHTML = html;
  waiting = null;
  holdStill(() => {
    for (const place of told.content.querySelectorAll("[data-told]")) {
      const old = document.getElementById(place.id);
      // Replacing the field under somebody's caret would break off an input method's composition.
      if (!isWrittenIn(old)) replace(old, place);
      else {
        waiting = html;
        judgeExplanations(old, place);
      }
    }
  });
  describe(table);
  showCount();
}

function replace(old, place) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  const typed = [...old.querySelectorAll("input[name], textarea[name], select[name]")];
  old.innerHTML = place.innerHTML;
  for (const input of typed) takeOver(old, input);
  const row = old.closest("tr");
  if (row) row.hidden = !old.childElementCount;
  if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
}

// Lines that come or go above the caret move the page, never the caret.
function holdStill(change) {
  const { activeElement } = document;
  const top = activeElement.getBoundingClientRect().top;
  change();
  if (!activeElement.isConnected || activeElement === document.body) return;
  window.scrollBy(0, activeElement.getBoundingClientRect().top - top);
}

function showCount() {
  const links = openLinks();
  const count = document.getElementById("open-count");
  count.hidden = !links.length;
  count.textContent = `${links.length} 处需要核实`;
  if (links.length) count.hash = links[0].id;
}

// What is still asked of an explanation has no field in it, and can be told at once.
function judgeExplanations(old, place) {
  for (const line of place.querySelectorAll(".answer")) {
    const before = old.querySelector(`#${CSS.escape(line.id)}`);
    if (!before) continue;
    before.className = line.className;
    before.textContent = line.textContent;
    const [was, is] = [before.closest(".finding"), line.closest(".finding")];
    was.className = is.className;
    was.toggleAttribute("data-open", is.hasAttribute("data-open"));
  }
}

function isWrittenIn(place) {
  const active = document.activeElement;
  return place.contains(active) && active.matches("input, textarea, select");
}

// What was written since the server's answer set out is newer than the answer.
function takeOver(place, old) {
  const input = place.querySelector(`[name="${CSS.escape(old.name)}"]`);
  if (input) input.value = old.value;
}
