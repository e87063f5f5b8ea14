// Buttons that need a script; without one they stay hidden.

/**
 * Show the 打印 buttons; without them the browser's own menu prints the same.
 * @param {() => void} print
 */
export function offerPrinting(print) {
  offer("[data-print]", print);
}

/**
 * Show the 复制全表 buttons.
 * @param {() => void} copy
 */
export function offerCopying(copy) {
  offer("[data-copy]", copy);
}

function offer(selector, act) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false;
    button.addEventListener("click", act);
  }
}
