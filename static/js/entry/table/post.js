// One request that saves the draft, and what came of it.

const PATIENCE = 20000; // a dead line must not hold up all later saving

// Beside what was changed: which table it is, and how its texts are meant.
const ALWAYS = ["csrfmiddlewaretoken", "version", "entry", "checked", "measured"];

/**
 * @typedef {object} Outcome
 * @property {"saved" | "refused" | "login" | "busy" | "down" | "offline"} kind saved: all of it, or all
 *   but the conflicts that are named; busy: the server is there and takes nothing now; down: it fails
 * @property {any} [answer] the server's JSON
 */

/**
 * What is sent of the form: what was changed and what from, with the token that is valid now, as signing
 * in again in another tab makes a new one.
 * @param {HTMLFormElement} form
 * @param {import("./base.js").Change[]} changes
 * @param {string} findings the key of the findings that the page has
 * @returns {FormData}
 */
export function collect(form, changes, findings) {
  renewToken(form);
  const data = new FormData();
  for (const name of ALWAYS) {
    const input = form.elements.namedItem(name);
    if (input) data.append(name, input.value);
  }
  data.append("findings", findings);
  for (const { name, text, was } of changes) {
    data.append(name, text);
    data.append(`was-${name}`, was);
  }
  return data;
}

/** @param {HTMLFormElement} form */
export function renewToken(form) {
  const token = readCookie("csrftoken");
  if (token) form.elements.namedItem("csrfmiddlewaretoken").value = token;
}

/**
 * @param {HTMLFormElement} form
 * @param {FormData} data
 * @param {boolean} isByItself nobody has typed for a while: a retry keeps no sign-in alive
 * @returns {Promise<Outcome>} never rejects
 */
export async function post(form, data, isByItself) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    return await judge(await fetch(form.action, request(data, isByItself, abort.signal)));
  } catch {
    return { kind: "offline" };
  } finally {
    clearTimeout(timer);
  }
}

function request(data, isByItself, signal) {
  const token = data.get("csrfmiddlewaretoken");
  return {
    method: "POST",
    body: new URLSearchParams(data), // lighter to read for the server than a multipart form
    headers: {
      Accept: "application/json",
      "X-CSRFToken": token,
      ...(isByItself ? { "X-By-Itself": "1" } : {}),
    },
    credentials: "same-origin",
    redirect: "manual", // an expired session answers with the way to the sign-in page
    // Lets the request outlive the page; limited to 64 KB, so only when the page may be closing.
    keepalive: document.visibilityState === "hidden",
    signal,
  };
}

async function judge(response) {
  if (response.status === 429 || response.status === 503) return { kind: "busy" };
  if (response.status >= 500) return { kind: "down" };
  const type = response.headers.get("Content-Type") || "";
  if (response.status === 403 || !type.startsWith("application/json")) return { kind: "login" };
  const answer = await response.json();
  return { kind: response.ok || answer.conflicts ? "saved" : "refused", answer };
}

function readCookie(name) {
  const pattern = new RegExp(`(?:^|; )(?:__Host-|__Secure-)?${name}=([^;]+)`);
  const match = pattern.exec(document.cookie);
  return match ? decodeURIComponent(match[1]) : "";
}
