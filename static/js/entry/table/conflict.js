// Two people saved the same table: the server shows both sides, and the person decides.

const RESOLVE = "[data-resolve]";
let seen; // the version of the other side, once it has been shown

/**
 * @param {{conflict: string, version: number}} answer the server's refusal, with its own template
 */
export function showConflict(answer) {
  const place = document.getElementById("conflict");
  seen = answer.version;
  place.innerHTML = answer.conflict;
  place.tabIndex = -1;
  place.focus();
}

/**
 * @param {import("./cells.js").Table} table
 * @param {import("./save.js").Saver} saver
 */
export function watchConflict(table, saver) {
  const place = document.getElementById("conflict");
  // The page itself may be the server's refusal: what it shows is not saved, and is not to be yet.
  if (place.querySelector(RESOLVE)) {
    saver.changed();
    saver.stop("conflict");
  }
  place.addEventListener("click", (event) => {
    const button = event.target.closest(RESOLVE);
    if (!button) return;
    event.preventDefault();
    if (button.dataset.resolve === "mine") takeMine(saver);
    else takeTheirs(table, saver);
  });
}

function takeMine(saver) {
  if (seen !== undefined) saver.setVersion(seen);
  saver.send();
}

// Not a reload: that would post again where the page itself answered a post.
function takeTheirs(table, saver) {
  saver.discard();
  window.location.assign(table.form.action);
}
