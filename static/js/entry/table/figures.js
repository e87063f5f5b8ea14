// Reads what was typed, for a preview only: statistics/form/normaliser.py decides, and this follows
// its rules.
// Figures are whole millionths in a BigInt, because 0.1 + 0.2 must be 0.3 and 1 分 is 0.000001 万元.

const MILLION = 1000000n;
const LIMIT = 1000000000n * MILLION; // nine digits before the point
const NO_FIGURE = new Set(["", "-", "--", "–", "—", "——", "―", "一", "/", "无"]);
const PLAIN = /^[0-9]+(\.[0-9]+)?$/;
const GROUPED = /^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/;
const NUMBER_AND_UNIT = /^(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*([^0-9.,\s]{1,6})$/;
const SAME_UNIT = { 件: ["件", "起", "宗"], 个: ["个", "家"], 万元: ["万元", "万"] };
const EDGES = /^[ \t\r\n\u00a0\u200b\ufeff]+|[ \t\r\n\u00a0\u200b\ufeff]+$/g;

/**
 * Full-width forms and the true minus to plain ones, surrounding space off.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/\u2212/g, "-")
    .replace(EDGES, "");
}

/**
 * @param {string} text what stands in the cell
 * @param {number} places decimal places the figure may have: 0 for counts, 6 for 万元
 * @param {string} unit what the cell counts; it may stand after the number
 * @returns {bigint | null | undefined} millionths; null for blank, undefined for unreadable
 */
export function readFigure(text, places, unit) {
  const folded = fold(text);
  if (NO_FIGURE.has(folded)) return null;
  const number = withoutUnit(folded, unit);
  const digits = GROUPED.test(number) ? number.replace(/,/g, "") : number;
  if (!PLAIN.test(digits)) return undefined;
  const [whole, fraction = ""] = digits.split(".");
  if (places === 0 ? /[1-9]/.test(fraction) : fraction.length > places) return undefined;
  const figure = millionths(whole, places === 0 ? "" : fraction);
  return figure < LIMIT ? figure : undefined;
}

/**
 * Reads what is new this period and gives the cumulative figure: last + new.
 * @param {string} text
 * @param {number} places
 * @param {string} unit
 * @param {bigint | null | undefined} previous last period's cumulative figure
 * @returns {bigint | null | undefined}
 */
export function readIncrement(text, places, unit, previous) {
  const folded = fold(text);
  const falls = folded.length > 1 && folded[0] === "-" && !NO_FIGURE.has(folded);
  const added = readFigure(falls ? folded.slice(1) : folded.replace(/^\+/, ""), places, unit);
  if (added === null || added === undefined) return added;
  const figure = (previous || 0n) + (falls ? -added : added);
  return figure >= 0n && figure < LIMIT ? figure : undefined;
}

/**
 * Reads a figure that the server wrote, such as last period's; blank is null.
 * @param {string} text
 * @returns {bigint | null}
 */
export function readExact(text) {
  if (!PLAIN.test(text)) return null;
  const [whole, fraction = ""] = text.split(".");
  return millionths(whole, fraction);
}

/**
 * As people write it: no trailing zeros, blank for null.
 * @param {bigint | null} figure
 * @returns {string}
 */
export function show(figure) {
  if (figure === null) return "";
  const size = figure < 0n ? -figure : figure;
  const fraction = String(size % MILLION).padStart(6, "0").replace(/0+$/, "");
  return `${figure < 0n ? "-" : ""}${size / MILLION}${fraction && "."}${fraction}`;
}

/**
 * With its sign: +4, −2 with a true minus, +0.
 * @param {bigint} figure
 * @returns {string}
 */
export function showIncrement(figure) {
  return figure < 0n ? `\u2212${show(-figure)}` : `+${show(figure)}`;
}

/**
 * Whether the cell's own unit stands after the number: 12件.
 * @param {string} text
 * @param {string} unit
 * @returns {boolean}
 */
export function hasUnit(text, unit) {
  const folded = fold(text).replace(/^[+-]/, "");
  return withoutUnit(folded, unit) !== folded;
}

function withoutUnit(folded, unit) {
  const [, number, written] = NUMBER_AND_UNIT.exec(folded) || [];
  const isDue = written && (SAME_UNIT[unit] || [unit]).includes(written.replace(/^人民币/, ""));
  return isDue ? number : folded;
}

function millionths(whole, fraction) {
  return BigInt(whole) * MILLION + BigInt(fraction.padEnd(6, "0"));
}
