// On the review page, a figure opens its series over the table. Its link leads to the same on a page of its
// own: without a script, and in browsers that know no dialog (Firefox before 98).

const dialog = document.createElement("dialog");
dialog.className = "series-dialog";
dialog.setAttribute("aria-label", "这一格的各期数字");
const close = document.createElement("button");
close.type = "button";
close.className = "button plain";
close.textContent = "关闭";
close.addEventListener("click", () => dialog.close());
if (dialog.showModal) document.querySelector("#content").append(dialog);

let opener = null, charts = null; // charts.js comes with the first figure that is pressed
dialog.addEventListener("close", () => {
  charts.dropCharts(dialog);
  dialog.textContent = "";
  opener.focus();
});

const fetchSeries = async (address) => {
  const response = await fetch(address);
  if (!response.ok || response.redirected) return null; // signed out: the page itself says so
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("main .series");
};

const open = async (link) => {
  const [series, module] = await Promise.all([fetchSeries(link.href), import("./charts.js")]);
  if (dialog.open) return; // pressed twice
  if (!series) throw new Error("no series");
  series.querySelector(".back").remove();
  [opener, charts] = [link, module];
  dialog.append(document.adoptNode(series), close);
  dialog.showModal();
  charts.drawCharts(dialog);
};

for (const link of document.querySelectorAll(".sheet .figure a")) {
  link.addEventListener("click", (event) => {
    if (!dialog.showModal) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a new tab
    event.preventDefault();
    open(link).catch(() => location.assign(link.href));
  });
}
