"""The official table as it comes back from offices: rearranged, retyped, half right.

`MESSY` holds one workbook for each way. All are made from the same `FIGURES`; what a reader must
find in them is said beside each: the places of problems with their codes, and the inputs that hold
no figure then. `make(unit)` gives the file.
"""

from tests.statistics.workbooks.reading.messy.case import Case
from tests.statistics.workbooks.reading.messy.labels import LABELS
from tests.statistics.workbooks.reading.messy.no_figures import NO_FIGURES
from tests.statistics.workbooks.reading.messy.other_figures import OTHER_FIGURES
from tests.statistics.workbooks.reading.messy.other_words import OTHER_WORDS
from tests.statistics.workbooks.reading.messy.rearranged import REARRANGED
from tests.statistics.workbooks.reading.messy.whole_columns import WHOLE_COLUMNS
from tests.statistics.workbooks.reading.messy.whose_table import WHOSE_TABLE

MESSY: dict[str, Case] = {
    **REARRANGED,
    **OTHER_WORDS,
    **OTHER_FIGURES,
    **LABELS,
    **NO_FIGURES,
    **WHOLE_COLUMNS,
    **WHOSE_TABLE,
}
