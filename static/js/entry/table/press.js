// Holding back changes of layout while the mouse is down: a mark makes its row taller, and must not
// move a button away from under the pressed mouse.

let isPressed = false;
for (const [type, pressed] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]]) {
  document.addEventListener(type, () => (isPressed = pressed), true);
}

/**
 * Act now, or when the mouse is released and its click has been handled.
 * @param {() => void} act
 */
export function afterPress(act) {
  if (!isPressed) act();
  else document.addEventListener("pointerup", () => setTimeout(act), { once: true });
}
