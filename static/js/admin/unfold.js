// Nobody can press anything on paper: what is folded on the screen is printed open.

let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("#content details:not([open]):not(.definition)")];
  for (const each of unfolded) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of unfolded) each.open = false;
});
