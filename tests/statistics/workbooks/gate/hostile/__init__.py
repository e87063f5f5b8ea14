"""Files that nobody should have to open: what people upload by mistake, and what does harm.

`HOSTILE` holds those that the gate refuses. A key is the gate's code, or the code, a colon and what
is special about this one; beside it a file name and a function that makes the bytes.
`PAST_THE_GATE` holds sound packages whose contents try to hurt or to fool the reader behind it.
"""

from collections.abc import Callable

from tests.statistics.workbooks.gate.hostile.harmful import HARMFUL
from tests.statistics.workbooks.gate.hostile.mistakes import MISTAKES
from tests.statistics.workbooks.gate.hostile.past_the_gate import PAST_THE_GATE
from tests.statistics.workbooks.gate.hostile.unreadable import UNREADABLE

HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = MISTAKES | UNREADABLE | HARMFUL


__all__ = ["HOSTILE", "PAST_THE_GATE"]
