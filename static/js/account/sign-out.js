// 退出: what is not saved yet is saved first. What then still lies in this browser would be nobody's:
// it is removed, after asking.

import { dropCopies, keptTables } from "./copies.js";

const pages = []; // that have something to save before

/**
 * @param {{save: () => Promise<unknown>, giveUp: () => void}} page
 */
export function beforeSigningOut(page) {
  pages.push(page);
}

const form = document.getElementById("sign-out");
if (form) form.addEventListener("submit", onSubmit);

async function onSubmit(event) {
  event.preventDefault();
  await Promise.all(pages.map((page) => page.save().catch(() => false))); // what is left is asked about
  const tables = keptTables(form.dataset.account).length;
  if (tables) ask(tables);
  else form.submit();
}

function ask(tables) {
  const place = document.getElementById("sign-out-question");
  const stay = makeButton("返回继续填报", () => (place.hidden = true));
  const leave = makeButton("删除并退出", () => {
    dropCopies(form.dataset.account);
    for (const page of pages) page.giveUp();
    form.submit();
  });
  place.textContent = `本机还留有 ${tables} 张表未保存的内容，退出后将予删除，不能恢复。如需保留，请返回打开该表，保存后再退出。`;
  place.append(" ", stay, " ", leave);
  place.hidden = false;
  stay.focus();
}

function makeButton(text, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.addEventListener("click", press);
  return button;
}
