// The printed sheet beside the form: it shows what the server has stored, and says what it lacks.

import { offerPrinting } from "../buttons.js";

/** @param {{paper?: Object<string, string>}} answer to a save: what has changed of the record, by place */
export function showOnPaper({ paper = {} }) {
  for (const place of document.querySelectorAll(".paper [data-at]")) {
    const text = paper[place.dataset.at];
    if (text === undefined) continue;
    place.textContent = text;
    if (place.dataset.length) place.dataset.length = text.length;
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
