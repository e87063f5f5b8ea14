"""A year that goes on after its total was issued: a merger, a table carried, and all that follows."""

from datetime import date

from statistics.models import Consolidation
from statistics.totals.consolidate import Scope
from tests import cast
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import approved, corrected, issued
from tests.worlds import remembered
from units.models import ReportingUnit

HEIR, CARRIED, ENDED, EXCUSED = city.counties(4)
FIRST = {"trademark-filed": 10, "counterfeit_patent-filed": 1, "trademark-value": 15, "actions": 9,
         "officers": 18, "key_markets": 2}  # fmt: skip
SECOND = FIRST | {"trademark-filed": 12, "key_markets": 3}
AT = cast.moment(date(2030, 7, 2))


@remembered
def carried_total() -> Consolidation:
    """缺报沿用上期 of the second quarter: one reports, one is carried, one ended on 1 May, and one
    was excused."""
    first = cast.open_period(2030, 1, [HEIR, CARRIED, ENDED])
    for code in (HEIR, CARRIED, ENDED):
        approved(first, code, FIRST)
    administrator = cast.administrator()
    cast.unit(ENDED).end(on=date(2030, 5, 1), into=[cast.unit(HEIR)], by=administrator)
    second = cast.open_period(2030, 2, [HEIR, CARRIED, EXCUSED])
    heir = cast.report(second, HEIR)
    cast.submit_on_behalf(heir, SECOND)  # nobody says whether it has what ended
    cast.approve(heir)
    cast.report(second, EXCUSED).excuse(by=cast.reviewer(), reason="已并入市局", at=AT)
    return issued(second, Scope.CARRY, at=AT)


def afterwards(total: Consolidation) -> None:
    """All units get other names and codes, tables are corrected and reported late."""
    for unit in ReportingUnit.objects.all():
        renamed = {"name": f"{unit.name}（新）", "code": f"6{unit.code[1:]}"}
        ReportingUnit.objects.filter(pk=unit.pk).update(**renamed)
    heir, carried = (f"6{code[1:]}" for code in (HEIR, CARRIED))
    corrected(cast.report(total.period, heir), SECOND | {"trademark-filed": 77})
    approved(total.period, carried, SECOND)
