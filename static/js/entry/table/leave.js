// Leaving the page: by submitting, by closing it, by coming back to it.

import { renewToken } from "./post.js";

/**
 * @param {HTMLFormElement} form
 * @param {import("./save.js").Saver} saver
 */
export function watchLeaving(form, saver) {
  const leaving = { passes: false, isUnderWay: false };
  form.addEventListener("submit", (event) => onSubmit(event, form, saver, leaving));
  window.addEventListener("beforeunload", (event) => {
    const isMissing = saver.isUnsaved || saver.hasProblems;
    if (leaving.isUnderWay || saver.isKept || !isMissing) return;
    event.preventDefault();
    event.returnValue = "";
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") saver.retry();
    else if (saver.isUnsaved && !saver.stopped && !leaving.isUnderWay) saver.send();
  });
  window.addEventListener("focus", () => saver.retry());
  window.addEventListener("online", () => saver.retry());
  // A page taken out of the back-forward cache holds an old version of the draft.
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
}

async function onSubmit(event, form, saver, leaving) {
  if (leaving.passes) return;
  event.preventDefault();
  const button = event.submitter;
  if (!goesElsewhere(button)) {
    saver.send();
    return;
  }
  if (leaving.isUnderWay) return; // a double click
  leaving.isUnderWay = true;
  // A form takes no second submission while the first one's event is still being handled.
  if (await saver.flush()) setTimeout(() => pass(form, button, leaving));
  else leaving.isUnderWay = false;
}

function goesElsewhere(button) {
  return Boolean(button) && (button.hasAttribute("formaction") || button.name !== "");
}

// Submit in the browser's own way, once. The button works again if nothing comes of it.
function pass(form, button, leaving) {
  renewToken(form);
  if (button.form !== form) form.append(button); // the answer to a save replaced the part it stood in
  leaving.passes = true;
  form.requestSubmit(button);
  leaving.passes = false;
  setTimeout(() => (leaving.isUnderWay = false), 5000);
}
