// Asking the server where a block with words in it goes: it reads it as it reads workbooks.

import { renewToken } from "./post.js";

const PATIENCE = 10000;

/**
 * @param {import("./cells.js").Table} table
 * @param {import("./cells.js").Cell} start the cell with the caret
 * @param {string} text what was pasted
 * @returns {Promise<{labelled: boolean, texts?: Record<string, string>, problems?: string[]} | null>}
 *   null when the server could not be asked
 */
export async function askWhere({ form }, start, text) {
  renewToken(form);
  const { csrfmiddlewaretoken: token, entry } = form.elements;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const response = await fetch(new URL("paste/", form.action), {
      method: "POST",
      body: new URLSearchParams({ text, start: start.name, entry: entry.value }),
      headers: { Accept: "application/json", "X-CSRFToken": token.value },
      credentials: "same-origin",
      redirect: "manual", // an expired session answers with the way to the sign-in page
      signal: abort.signal,
    });
    return response.ok ? await response.json() : null;
  } catch (_) {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
