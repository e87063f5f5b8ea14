// Printing needs a script; without one the browser's own menu does it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The printed sheet says the cut-off day in words; they follow what is typed.
const day = document.getElementById("cut_off_on");
const words = document.getElementById("cut-off-text");
if (day) day.addEventListener("input", () => {
  const [, month, date] = day.value.split("-").map(Number);
  words.textContent = date ? `${month}月${date}日` : "　月　日";
});
