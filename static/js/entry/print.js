// A page that is only read prints at once.

import { offerPrinting } from "./buttons.js";

offerPrinting(() => window.print());
