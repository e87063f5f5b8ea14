// Showing the server's answer to a save: marks on cells, and findings in its own template.

import { markLevels, markProblems } from "./marks.js";

let waiting = null; // findings that came while somebody was writing in the old ones
let shown = null;

/**
 * @param {import("./cells.js").Table} table
 * @param {{problems?: object, levels?: object, findings?: string}} answer
 * @param {FormData} sent what it answers
 */
export function showAnswer(table, answer, sent) {
  markProblems(table, answer.problems || {}, sent);
  markLevels(table, answer.levels || {});
  document.getElementById("conflict").textContent = "";
  if (answer.findings !== undefined) showFindings(answer.findings);
}

/** After a refusal: the first thing to be put right; older Firefox does not heed `autofocus` on links. */
export function focusFirst() {
  const first = document.querySelector("[autofocus]");
  if (first && document.activeElement === document.body) first.focus();
}

/** Make links to a cell put the caret there, and let findings wait for whoever writes in them. */
export function watchFindings() {
  const place = document.getElementById("findings");
  place.addEventListener("focusout", () => setTimeout(() => {
    if (waiting !== null) showFindings(waiting);
  }));
  place.addEventListener("click", (event) => {
    const again = event.target.closest("button[name=reuse]");
    if (again) return reuse(event, place, again);
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    const input = target && (target.matches("input") ? target : target.querySelector("input"));
    if (!input) return;
    event.preventDefault();
    input.focus();
  });
}

// Puts last period's explanation in; it is saved as if it had been typed.
function reuse(event, place, button) {
  event.preventDefault();
  const { value: key, dataset } = button;
  for (const part of ["reason", "text"]) {
    const input = place.querySelector(`[name="${CSS.escape(`${part}-${key}`)}"]`);
    input.value = dataset[part];
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (part === "text") input.focus();
  }
}

function showFindings(html) {
  const place = document.getElementById("findings");
  // Replacing the field under somebody's caret would break off an input method's composition.
  waiting = isWrittenIn(place) ? html : null;
  if (waiting !== null) return judgeExplanations(place, html);
  if (html === shown) return;
  const typed = [...place.querySelectorAll("input[name], textarea[name], select[name]")];
  place.innerHTML = html;
  shown = html;
  for (const old of typed) takeOver(place, old);
}

// What is still asked of an explanation has no field in it, and can be told at once.
function judgeExplanations(place, html) {
  const judged = document.createElement("template");
  judged.innerHTML = html;
  for (const line of judged.content.querySelectorAll(".answer")) {
    const old = place.querySelector(`#${CSS.escape(line.id)}`);
    if (!old) continue;
    old.className = line.className;
    old.textContent = line.textContent;
  }
}

function isWrittenIn(place) {
  const active = document.activeElement;
  return place.contains(active) && active.matches("input, textarea, select");
}

// What was written since the server's answer set out is newer than the answer.
function takeOver(place, old) {
  if (old.type === "hidden") return;
  const sameValue = /^(radio|checkbox)$/.test(old.type) ? `[value="${CSS.escape(old.value)}"]` : "";
  const input = place.querySelector(`[name="${CSS.escape(old.name)}"]${sameValue}`);
  if (!input) return;
  if (sameValue) input.checked = old.checked;
  else input.value = old.value;
}
