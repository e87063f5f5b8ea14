// The menu of the bar: <details> opens it without a script; this closes it as menus are closed: by
// Escape, by a press elsewhere, when the focus goes elsewhere, when something in it was chosen.

for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    close(menu);
  });
  menu.addEventListener("click", ({ target }) => {
    if (target.closest("a, button")) close(menu);
  });
  for (const type of ["pointerdown", "focusin"]) {
    document.addEventListener(type, ({ target }) => {
      if (!menu.contains(target)) menu.open = false;
    });
  }
}

// What had the focus is no longer to be seen.
function close(menu) {
  menu.querySelector("summary").focus();
  menu.open = false;
}
