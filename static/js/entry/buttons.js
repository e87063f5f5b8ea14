// Buttons that need a script; without one they stay hidden.

/**
 * Show the 打印 buttons; without them the browser's own menu prints the same.
 * @param {() => void} print
 */
export function offerPrinting(print) {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", print);
  }
}
