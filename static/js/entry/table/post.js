// One request that saves the draft, and what came of it.

const PATIENCE = 20000; // a dead line must not hold up all later saving

/**
 * @typedef {object} Outcome
 * @property {"saved" | "conflict" | "refused" | "login" | "failed"} kind
 * @property {any} [answer] the server's JSON
 */

/**
 * The form as it is sent, with the token that is valid now: signing in again in another tab makes
 * a new one.
 * @param {HTMLFormElement} form
 * @returns {FormData}
 */
export function collect(form) {
  renewToken(form);
  return new FormData(form);
}

/** @param {HTMLFormElement} form */
export function renewToken(form) {
  const token = readCookie("csrftoken");
  if (token) form.elements.namedItem("csrfmiddlewaretoken").value = token;
}

/**
 * @param {HTMLFormElement} form
 * @param {FormData} data
 * @returns {Promise<Outcome>} never rejects
 */
export async function post(form, data) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    return await judge(await fetch(form.action, request(data, abort.signal)));
  } catch {
    return { kind: "failed" };
  } finally {
    clearTimeout(timer);
  }
}

function request(data, signal) {
  return {
    method: "POST",
    body: new URLSearchParams(data), // lighter to read for the server than a multipart form
    headers: { Accept: "application/json", "X-CSRFToken": data.get("csrfmiddlewaretoken") },
    credentials: "same-origin",
    redirect: "manual", // an expired session answers with the way to the sign-in page
    // Lets the request outlive the page; limited to 64 KB, so only when the page may be closing.
    keepalive: document.visibilityState === "hidden",
    signal,
  };
}

async function judge(response) {
  if (response.status >= 500 || response.status === 429) return { kind: "failed" };
  const type = response.headers.get("Content-Type") || "";
  if (response.status === 403 || !type.startsWith("application/json")) return { kind: "login" };
  const answer = await response.json();
  if (response.ok) return { kind: "saved", answer };
  return { kind: answer.conflict ? "conflict" : "refused", answer };
}

function readCookie(name) {
  const pattern = new RegExp(`(?:^|; )(?:__Host-|__Secure-)?${name}=([^;]+)`);
  const match = pattern.exec(document.cookie);
  return match ? decodeURIComponent(match[1]) : "";
}
