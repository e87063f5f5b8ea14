// 复制全表: the official table's figures with their labels, as a block for Excel or WPS. Labels and
// places are those of the printed sheet, which stands on every page of a table.

const BY_FILE = "浏览器不允许复制，没有复制。请改用“下载表格”。";

/** @returns {string[]} what the printed sheet shows: the stored cumulative figures, its 合计 at the end */
export function printedFigures() {
  return [...document.querySelectorAll(".paper [data-length]")].map((place) => place.textContent.trim());
}

/**
 * @param {string[]} figures in plain digits, in the order of printedFigures()
 * @param {string} [more] what else has to be known of them
 * @returns {Promise<string>} a sentence about what was copied
 */
export async function copyOut(figures, more = "") {
  const isCopied = await toClipboard(blockOf(figures));
  return isCopied ? `已复制全表，均为 1 月 1 日起的累计数，可粘贴到 Excel 或 WPS 表格${more}。` : BY_FILE;
}

// The rows that hold figures or head them: tabs between cells, none broken over lines.
function blockOf(figures) {
  const left = [...figures];
  const rows = [...document.querySelectorAll(".paper tr")].filter((row) => row.cells.length > 1);
  const isOfTheTable = (row) => row.querySelector("[data-length]") || row.querySelector(".heading");
  return rows.filter(isOfTheTable).map((row) => {
    const texts = [...row.cells].map((place) => textOf(place, left) + "\t".repeat(place.colSpan - 1));
    return texts.join("\t");
  }).join("\r\n");
}

function textOf(place, left) {
  return "length" in place.dataset ? left.shift() : place.textContent.replace(/\s+/g, "");
}

// Only https and the own machine lend pages the clipboard; elsewhere a selection is copied.
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (_) {
    return copySelected(text);
  }
}

function copySelected(text) {
  const active = document.activeElement;
  const place = document.createElement("textarea");
  place.className = "visually-hidden";
  place.value = text;
  document.body.append(place);
  place.select();
  const isCopied = document.execCommand("copy");
  place.remove();
  active.focus();
  return isCopied;
}
