"""What is measured, in which order and with how many units."""

import sys
from collections.abc import Callable, Iterator

from . import (
    consolidation,
    dashboard,
    data,
    deadline,
    hostile,
    imports,
    lists,
    page,
    weight,
    workbooks,
)
from .results import Results

# County-level units of a city, of a large province, of as many as type at once, of China.
ZHOUKOU, PROVINCE, DEADLINE, COUNTRY = 14, 200, 500, 2844
MEASURES: dict[int, list[Callable]] = {
    ZHOUKOU: [
        page.measure,
        consolidation.measure_mailed,
        lists.measure,
        workbooks.measure_official,
        workbooks.measure_consolidated,
        imports.measure_folder,
        imports.measure_page,
        hostile.measure,
        weight.measure,
    ],
    PROVINCE: [
        workbooks.measure_consolidated,
        workbooks.measure_memory,
        imports.measure_folder,
    ],
    DEADLINE: [deadline.measure],
    COUNTRY: [
        page.measure,
        consolidation.measure,
        consolidation.measure_mergers,
        lists.measure,
        workbooks.measure_consolidated,
        workbooks.measure_memory,
        imports.measure_folder,
        imports.measure_page,
        dashboard.measure,  # last: it adds three years
    ],
}


def run() -> Results:
    """Everything, while the database grows from a city's units to a country's."""
    results = Results()
    data.prepare()
    for units, measure in _steps():
        _tell(units, measure)
        measure(results, units)
    return results


def _steps() -> Iterator[tuple[int, Callable]]:
    for units, measures in MEASURES.items():
        data.grow(units)
        data.settle()
        for measure in measures:
            yield units, measure


def _tell(units: int, measure: Callable) -> None:
    subject = measure.__module__.rpartition(".")[2]
    print(f"{units:,} units: {subject} …", file=sys.stderr, flush=True)
