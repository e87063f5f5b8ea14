// What this browser keeps of unsaved tables: one entry a table, named by the account and the table.

export const COPIES = "zkreport:";

/**
 * @param {string} account its number
 * @returns {string[]} the tables of which something is kept for it, each once
 */
export function keptTables(account) {
  return [...new Set(keysOf(account).map((key) => key.split("#")[0]))];
}

/** @param {string} account */
export function dropCopies(account) {
  for (const key of keysOf(account)) localStorage.removeItem(key);
}

function keysOf(account) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${COPIES}${account}/`));
  } catch (_) {
    return []; // storage is switched off
  }
}
