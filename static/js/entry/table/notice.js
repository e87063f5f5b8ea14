// The line of messages above the table: at most one of each kind, each with its buttons.

/**
 * @typedef {object} NoticeButton
 * @property {string} text
 * @property {() => void} press
 */

/**
 * Show a message in place of the last one of its kind.
 * @param {string} kind such as "paste" or "kept"
 * @param {string} text
 * @param {NoticeButton[]} [buttons] each closes the message when pressed
 */
export function say(kind, text, buttons = []) {
  hush(kind);
  const line = document.createElement("p");
  line.dataset.notice = kind;
  line.append(text, ...buttons.map((button) => makeButton(kind, button)));
  const place = document.getElementById("notice");
  place.append(line);
  place.hidden = false;
}

/**
 * Take a message away.
 * @param {string} kind
 */
export function hush(kind) {
  const place = document.getElementById("notice");
  const line = place.querySelector(`[data-notice="${kind}"]`);
  if (!line) return;
  line.remove();
  place.hidden = !place.querySelector("[data-notice]");
}

function makeButton(kind, { text, press }) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.addEventListener("click", () => {
    hush(kind);
    press();
  });
  return button;
}
