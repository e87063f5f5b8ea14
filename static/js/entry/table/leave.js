// Leaving the page: by submitting, by closing it, by coming back to it.

import { renewToken } from "./post.js";

/**
 * @param {HTMLFormElement} form
 * @param {import("./save.js").Saver} saver
 */
export function watchLeaving(form, saver) {
  const leaving = { passes: false, isUnderWay: false, button: null };
  document.addEventListener("click", (event) => rememberButton(event, form, leaving), true);
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

// The event of a submission names its button only from Chromium 81 on. Every browser tells of it by a
// click: when the mouse or a key presses it, and when Enter in a field does.
function rememberButton({ target }, form, leaving) {
  const button = target instanceof Element ? target.closest("button, input") : null;
  leaving.button = button && button.form === form && button.type === "submit" ? button : null;
}

// What is stopped here is done by pass(); where that cannot be, the browser goes on in its own way, and
// the server saves what the form holds.
function onSubmit(event, form, saver, leaving) {
  if (leaving.passes) return;
  const { button } = leaving;
  leaving.button = null;
  if (!button || !form.requestSubmit) {
    renewToken(form);
    underWay(leaving);
    return;
  }
  event.preventDefault();
  if (goesElsewhere(button)) saveThenPass(form, button, saver, leaving);
  else saver.send();
}

async function saveThenPass(form, button, saver, leaving) {
  if (leaving.isUnderWay) return; // a double click
  leaving.isUnderWay = true;
  // An error in saving must not make a button dead: what is submitted holds everything, too.
  const goesOn = await saver.flush().catch(() => true);
  // A form takes no second submission while the first one's event is still being handled.
  if (goesOn) setTimeout(() => pass(form, button, leaving));
  else leaving.isUnderWay = false;
}

function goesElsewhere(button) {
  return button.hasAttribute("formaction") || button.name !== "";
}

// Submit in the browser's own way, once.
function pass(form, button, leaving) {
  renewToken(form);
  if (button.form !== form) form.append(button); // the answer to a save replaced the part it stood in
  leaving.passes = true;
  form.requestSubmit(button);
  leaving.passes = false;
  underWay(leaving);
}

// Buttons work again if nothing comes of it.
function underWay(leaving) {
  leaving.isUnderWay = true;
  setTimeout(() => (leaving.isUnderWay = false), 5000);
}
