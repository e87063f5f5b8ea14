// Charts that are drawn from the tables beside them, so that the two can never differ.
//
//   <div class="chart" data-chart="trend" data-label="…" data-axis="y" hidden></div>
//   <table id="trend">: each th[data-series] is a series, each row of the body a place on the axis
//
// Without a script the box stays hidden and the table takes its room.
import "../../vendor/chartjs/chart.umd.min.js";

const { Chart } = globalThis;
const INK = "#1b2733", LINE = "#d3dae1";
// Dark and filled, light and framed: told apart on a grey print too.
const BARS = [
  { backgroundColor: "#0b5c8a", borderColor: "#0b5c8a", borderWidth: 1 },
  { backgroundColor: "#d5e3ec", borderColor: "#0b5c8a", borderWidth: 1 },
];
const PAPER = { width: 640, height: 540 }; // what A4 leaves beside a table of twenty lines, in pixels

Chart.defaults.animation = false; // old office PCs
Chart.defaults.color = INK;
Chart.defaults.borderColor = LINE;
Chart.defaults.locale = "zh-CN";
Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
Chart.defaults.font.size = 13;

// What a cell says as a number; null for a blank or a dash, which leaves a gap.
const number = (cell) => {
  const text = cell.textContent.trim().replace(/,/g, "").replace("−", "-");
  return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
};

// "2021年 二季度" and long names come in two lines.
const lines = (label) => label.split(" ").flatMap((part) => part.match(/.{1,12}/gu) || []);

const read = (table) => {
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.querySelectorAll("[data-series]")];
  return {
    labels: rows.map((row) => lines(row.dataset.label || row.cells[0].textContent.trim())),
    datasets: heads.map((head, place) => ({
      label: head.textContent.trim(),
      data: rows.map((row) => number(row.cells[head.cellIndex])),
      maxBarThickness: 28,
      ...BARS[place],
    })),
  };
};

const options = ({ axis = "x" }, series) => ({
  indexAxis: axis,
  maintainAspectRatio: false,
  scales: {
    [axis]: { grid: { display: false }, ticks: { autoSkip: false } },
    [axis === "x" ? "y" : "x"]: { beginAtZero: true, ticks: { autoSkip: false, maxTicksLimit: 7 } }, // 0 is never left out
  },
  plugins: { legend: { display: series > 1, align: "start" } },
});

const draw = (box, root) => {
  const data = read(root.querySelector(`#${box.dataset.chart}`));
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", box.dataset.label);
  box.append(canvas);
  box.hidden = false;
  if (box.dataset.axis === "y") {
    box.style.height = `${70 + data.labels.length * (data.datasets.length > 1 ? 36 : 30)}px`;
  }
  new Chart(canvas, { type: "bar", data, options: options(box.dataset, data.datasets.length) });
};

export const drawCharts = (root) => {
  for (const box of root.querySelectorAll(".chart[data-chart]:empty")) draw(box, root);
};

export const dropCharts = (root) => {
  for (const canvas of root.querySelectorAll(".chart canvas")) {
    const chart = Chart.getChart(canvas);
    if (chart) chart.destroy();
  }
};

// Paper is narrower than the screen, and a canvas does not know.
addEventListener("beforeprint", () => {
  for (const chart of Object.values(Chart.instances)) {
    chart.resize(PAPER.width, Math.min(chart.height, PAPER.height));
  }
});
addEventListener("afterprint", () => {
  for (const chart of Object.values(Chart.instances)) chart.resize();
});

drawCharts(document);
