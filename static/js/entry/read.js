// A table that is only read: it prints at once, and copies out what it prints.

import { offerCopying, offerPrinting } from "./buttons.js";
import { copyOut, printedFigures } from "./copy-out.js";
import { say } from "./table/notice.js";

offerPrinting(() => window.print());
offerCopying(async () => say("copy", await copyOut(printedFigures())));
