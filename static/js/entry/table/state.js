// The words in #save-state: 已保存 …, 正在保存…, 系统繁忙…, 未保存，<reason>.

/**
 * @param {string} at the server's time of day, 10:32
 * @param {string[]} problems names of the inputs whose text was not saved
 * @param {number} undecided how many inputs were changed here and meanwhile elsewhere
 */
export function showSaved(at, problems, undecided) {
  const fields = problems.filter((name) => name === "cut_off_on" || name === "filled_by").length;
  const parts = [at ? `已保存 ${at}` : "尚未填写"];
  if (problems.length > fields) parts.push(`有 ${problems.length - fields} 格不是数字，没有保存`);
  if (fields) parts.push(`表头有 ${fields} 项填写有误，没有保存`);
  if (undecided) parts.push(`有 ${undecided} 处另有改动，请选择采用哪一个`);
  show("saved", parts.join("，"));
}

/** A request is under way or about to start. */
export function showSaving() {
  show("saving", "正在保存…");
}

/**
 * The server takes its time, so the next save waits for a while.
 * @param {number} wait milliseconds
 */
export function showWaiting(wait) {
  show("saving", `系统繁忙，约 ${Math.ceil(wait / 1000)} 秒后保存`);
}

/**
 * @param {string} reason
 * @param {boolean} isKept whether this browser holds a copy of what was typed
 */
export function showUnsaved(reason, isKept) {
  show("unsaved", `未保存，${reason}${isKept ? "" : "。本机不留副本，请不要关闭本页"}`);
}

/**
 * @param {string} url where to sign in
 * @param {boolean} isKept whether this browser holds a copy of what was typed
 */
export function showLoginExpired(url, isKept) {
  const where = isKept ? "您填的内容已留在本机" : "本机不留副本，请不要关闭本页";
  show("unsaved", `未保存，登录已过期。${where}`, newTab(url, "重新登录"));
}

function newTab(url, text) {
  const link = document.createElement("a");
  Object.assign(link, { href: url, target: "_blank", rel: "noopener", textContent: text });
  return link;
}

function show(state, text, action) {
  const place = document.getElementById("save-state");
  // A screen reader reads the line out on every change, so the same words are not set twice.
  if (place.dataset.state === state && place.dataset.text === text) return;
  place.dataset.state = state;
  place.dataset.text = text;
  place.textContent = text;
  if (action) place.append(" ", action);
}
