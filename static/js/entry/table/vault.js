// Locking up what this browser keeps, with the account's key: who comes next cannot read it.
// Browsers lend their cryptography to https and to their own machine alone; elsewhere nothing is kept.

const METHOD = "AES-GCM";

/** Whether this browser can lock anything up here. */
export const canLock = Boolean(window.crypto && crypto.subtle);

/**
 * @param {string} key the account's, 256 bits in base64
 * @param {object} what
 * @returns {Promise<string>} only unlock() with the same key makes something of it
 */
export async function lock(key, what) {
  const start = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(what));
  const sealed = await crypto.subtle.encrypt({ name: METHOD, iv: start }, await open(key), text);
  return `${toText(start)}.${toText(new Uint8Array(sealed))}`;
}

/**
 * @param {string} key
 * @param {string} locked
 * @returns {Promise<object | null>} null if it was locked with another key, or was changed since
 */
export async function unlock(key, locked) {
  try {
    const [start, sealed] = locked.split(".").map(toBytes);
    const text = await crypto.subtle.decrypt({ name: METHOD, iv: start }, await open(key), sealed);
    return JSON.parse(new TextDecoder().decode(text));
  } catch (_) {
    return null;
  }
}

function open(key) {
  return crypto.subtle.importKey("raw", toBytes(key), METHOD, false, ["encrypt", "decrypt"]);
}

function toText(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function toBytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
