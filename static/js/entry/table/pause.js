// How long to wait before the next save: the longer the server takes, the longer it is left alone.

export const SHORTEST = 800; // milliseconds; also how long typing has to pause
export const LONGEST = 10000;
const SHARE = 5; // a page keeps the server busy a sixth of the time at most

/**
 * @param {number} took milliseconds until the server answered last
 * @param {number} [refusals] how many times running it has said since that it is too busy
 * @returns {number} milliseconds
 */
export function pauseAfter(took, refusals = 0) {
  return Math.min(LONGEST, Math.max(SHORTEST, SHARE * took) * 2 ** refusals);
}

/**
 * How long to wait from now: until typing pauses and the server has had its rest, but nothing that was
 * typed waits for more than ten seconds.
 * @param {number} now
 * @param {{since: number, done: number, pause: number}} times when the first unsaved text was typed,
 *   when the last answer came, and how long to pause after it
 * @returns {number} milliseconds
 */
export function waitFrom(now, { since, done, pause }) {
  const due = Math.min(since + LONGEST, Math.max(now + SHORTEST, done + pause));
  return Math.max(0, due - now);
}

/**
 * After so many attempts in a row that failed.
 * @param {number} failures
 * @returns {number} milliseconds
 */
export function retryAfter(failures) {
  return Math.min(LONGEST, 1000 * 2 ** failures);
}
