// The printed sheet beside the form: it shows what the server has stored, and says what it lacks.

import { offerPrinting } from "../buttons.js";

/** @param {{paper?: Object<string, string>}} answer to a save: what is stored now, by place; blanks left out */
export function showOnPaper({ paper }) {
  if (!paper) return;
  for (const place of document.querySelectorAll(".paper [data-at]")) {
    place.textContent = paper[place.dataset.at] || "";
    if (place.dataset.length) place.dataset.length = place.textContent.length;
  }
}

/** @param {import("./save.js").Saver} saver */
export function watchPrinting(saver) {
  const lacks = document.querySelector(".paper [data-unsaved]");
  window.addEventListener("beforeprint", () => {
    lacks.hidden = !saver.isUnsaved && !saver.hasProblems;
  });
  offerPrinting(() => saver.flush().then(() => window.print()));
}
