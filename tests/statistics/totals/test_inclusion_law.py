"""Whatever is answered of units that ended: what the successor's table is held against and those that
stay are the total of the quarter before, so that a table which is no less never lets the year's total
fall. Two rules, one law; no database."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from statistics.form.figures import Figures
from statistics.models import Scope, Status
from statistics.models.lineage import Lineage, Reported
from statistics.totals.year_units import Table, Year

HEIR, ENDED = 0, [1, 2, 3]
WAYS = st.sampled_from(
    [
        {1: [0], 2: [0], 3: [0]},
        {1: [2], 2: [0], 3: [0]},
        {1: [2], 2: [3], 3: [0]},
        {1: [2, 3], 2: [0], 3: [0]},  # split, and come together again
    ]
)
FILED = st.fixed_dictionaries({unit: st.integers(0, 99) for unit in [HEIR, *ENDED]})
ANSWERS = st.fixed_dictionaries({}, optional={unit: st.booleans() for unit in ENDED})


def year(ways, answers) -> Year:
    """All reported the first quarter, and the heir alone the second, with these answers."""
    first = {unit: [Table(unit, 1, unit, unit, Status.APPROVED, {}, {})] for unit in [HEIR, *ENDED]}
    second = Table(HEIR, 2, 9, 9, Status.APPROVED, answers, answers)
    tables = first | {HEIR: [*first[HEIR], second]}
    known = {unit: SimpleNamespace(name=str(unit)) for unit in first}
    included = {(unit, HEIR): 2 for unit, has in answers.items() if has}
    return Year(2, Scope.APPROVED, ENDED, known, tables, ways, included)


def held_against(ways, answers, filed) -> int:
    quarter = SimpleNamespace(quarter=1)
    tables = {
        unit: [
            Reported(
                SimpleNamespace(period=quarter, reported_figures=Figures({"actions": figure})),
                {},
                {},
            )
        ]
        for unit, figure in filed.items()
    }
    units = {unit: SimpleNamespace(pk=unit) for unit in ENDED}
    (earlier,) = Lineage(HEIR, 2, units, ways, tables).earlier(answers)
    return earlier.reported_figures["actions"]


@given(WAYS, FILED, ANSWERS)
def test_nothing_is_lost_and_nothing_counts_twice(ways, filed, answers):
    staying = sum(filed[each.table.unit] for each in year(ways, answers).ended if each.stays)
    assert held_against(ways, answers, filed) + staying == sum(filed.values())
