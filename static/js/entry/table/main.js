// The table page. It works without this script; the script adds a spreadsheet's comfort and saves
// while people type. On a page that is only read there is no form, and nothing to do.

import { beforeSigningOut } from "../../account/sign-out.js";
import { focusFirst, showAnswer, watchFindings } from "./answers.js";
import { showArrived } from "./arrived.js";
import { Base } from "./base.js";
import { watchCarrying } from "./carry.js";
import { cellOf, findTable } from "./cells.js";
import { Conflicts } from "./conflict.js";
import { watchCopying } from "./copy.js";
import { watchEntry } from "./entry.js";
import { refresh } from "./grid.js";
import { History } from "./history.js";
import { typedInputs } from "./keep.js";
import { watchKeys } from "./keys.js";
import { watchLeaving } from "./leave.js";
import { forgive, judge } from "./marks.js";
import { offerKeptCopy } from "./offer.js";
import { showOnPaper, watchPrinting } from "./paper.js";
import { watchPaste } from "./paste.js";
import { afterPress } from "./press.js";
import { holdAgainst } from "./previous.js";
import { Saver } from "./save.js";

const form = document.getElementById("table-form");
if (form) start(findTable(form));

function start(table) {
  const base = new Base(table);
  const conflicts = new Conflicts(table, base);
  const history = new History(table);
  const saver = new Saver(table, base, conflicts, {
    showAnswer: (answer, sent) => {
      holdAgainst(table, answer);
      showAnswer(table, answer, sent);
      showOnPaper(answer);
      const { conflicts: clashes = [] } = answer;
      history.giveUp(clashes.map(({ name }) => name));
      history.leaveOut();
    },
    showArrived: (names, by) => {
      showArrived(table, names, by);
      history.leaveOut();
    },
  });
  offerKeptCopy(table, base);
  watchTyping(table, saver);
  watchKeys(table, { save: () => saver.send() });
  watchPaste(table, history, (task) => saver.waitFor(task));
  history.begin();
  watchCopying(table);
  watchCarrying(table, history);
  watchEntry(table, () => {
    refresh(table);
    history.leaveOut();
    saver.changed(); // how it is filled in is remembered, and decides what blanks mean
  });
  watchFindings(table);
  conflicts.watch(() => {
    refresh(table);
    history.leaveOut();
    saver.changed();
    saver.send();
  });
  watchLeaving(table.form, saver);
  beforeSigningOut({ save: () => saver.flush(), giveUp: () => saver.discard() });
  // Somebody may have typed before this script was here.
  const inputs = [...typedInputs(table.form).values()];
  const isTypedIn = inputs.some(({ value, defaultValue = value }) => value !== defaultValue);
  refresh(table);
  focusFirst();
  if (isTypedIn) saver.changed();
  watchPrinting(saver);
}

function watchTyping(table, saver) {
  table.form.addEventListener("input", ({ target }) => {
    forgive(table, target);
    refresh(table);
    saver.changed();
  });
  table.form.addEventListener("focusout", ({ target }) => {
    const cell = cellOf(table, target);
    if (cell) afterPress(() => judge(table, cell));
  });
}
