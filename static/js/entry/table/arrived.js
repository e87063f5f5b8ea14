// What somebody else stored meanwhile, told when it shows up in the table.

import { refresh } from "./grid.js";
import { judgeAnew } from "./marks.js";
import { say } from "./notice.js";

const NAMED = 5;

/**
 * @param {import("./cells.js").Table} table
 * @param {string[]} names of the inputs that show something else now
 * @param {Record<string, string>} by who changed what and when, in words, as far as it is known
 */
export function showArrived(table, names, by) {
  for (const cell of table.cells.filter(({ name }) => names.includes(name))) judgeAnew(table, cell);
  refresh(table);
  const named = names.slice(0, NAMED).map((name) => {
    const label = labelOf(table, name);
    return by[name] ? `${label}（${by[name]}）` : label;
  });
  const more = names.length > NAMED ? "等" : "";
  say("arrived", `表中另有 ${names.length} 处改动，已显示在本页：${named.join("、")}${more}。报送前请核对。`);
}

function labelOf(table, name) {
  const found = table.form.elements.namedItem(name);
  const input = found instanceof Element ? found : found[0];
  const legend = input.closest("fieldset") && input.closest("fieldset").querySelector("legend");
  if (legend) return legend.textContent;
  return input.getAttribute("aria-label") || input.labels[0].textContent;
}
