"""The law of totals: whatever happened in a year, they are what plain Python finds in the editions.

Units merge, split and merge again, say that they include others or not, withdraw, are given back,
reopened and corrected; the other side is tests/recomputed.py.
"""

from contextlib import suppress
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from statistics.totals.consolidate import Measure, Scope, consolidate
from tests import cast, recomputed
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import reopened

pytestmark = pytest.mark.django_db

A, B, C, D = UNITS = city.counties(4)
FATES = (  # what becomes of a unit's table in a quarter, one after the other
    "submit approve",
    "submit approve",
    "",
    "submit",
    "submit withdraw",
    "submit send_back",
    "submit send_back submit approve",
    "submit approve reopen",
    "submit approve reopen submit",
    "submit approve reopen submit withdraw",
    "submit approve reopen submit approve",
)
fates = st.lists(st.sampled_from(FATES), min_size=4, max_size=4)
figures = st.integers(0, 9)
ends = st.fixed_dictionaries(
    {},
    optional={
        D: st.sampled_from([[A], [C], [A, C]]),  # on 1 May
        C: st.sampled_from([[A], [B], [A, B]]),  # on 1 August, with what came from D
    },
)


class Undone(Exception):
    """Ends an example: the next one finds the database as this one did."""


@settings(
    max_examples=8,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(merged=ends, data=st.data())
def test_totals_are_what_the_editions_say(merged, data):
    cast.part()  # whom an example has met is gone with it
    with suppress(Undone), transaction.atomic():
        periods = [play(quarter, merged, data.draw) for quarter in (1, 2, 3)]
        year = recomputed.read(2030, merged)
        again = {
            (period.quarter, scope): (
                year.total(period.quarter, scope),
                year.new(period.quarter, scope),
            )
            for period in periods
            for scope in Scope
        }
        said = {
            (period.quarter, scope): (
                dict(consolidate(period, scope, Measure.CUMULATIVE).figures.cells),
                dict(consolidate(period, scope, Measure.NEW).figures.cells),
            )
            for period in periods
            for scope in Scope
        }
        assert shown(said) == shown(again)
        raise Undone


def shown(totals) -> dict:
    return {
        key: [(cells["trademark-filed"], cells["key_markets"]) for cells in both]
        for key, both in totals.items()
    }


def play(quarter, merged, draw):
    """A quarter of the year: who ends beforehand, and what becomes of each table."""
    for code, on in {2: [(D, date(2030, 5, 1))], 3: [(C, date(2030, 8, 1))]}.get(quarter, ()):
        if code in merged:
            heirs = [cast.unit(each) for each in merged[code]]
            cast.unit(code).end(on=on, into=heirs, by=cast.administrator())
    period = cast.open_period(2030, quarter, UNITS)
    for report, fate in zip(period.reports.with_table(), draw(fates), strict=False):
        cast.fill(report, {"trademark-filed": draw(figures), "key_markets": draw(figures)})
        for step in fate.split():
            STEPS[step](report, draw)
    return period


def submit(report, draw):
    asked = report.look_around().asked
    cast.submit(report, included=[each.code for each in asked if draw(st.booleans())])


def withdraw(report, draw):
    report.withdraw(by=cast.clerk(report.unit), at=cast.in_time(report))


def send_back(report, draw):
    cast.send_back(report)
    fill_anew(report, draw)


def reopen(report, draw):
    reopened(report)
    fill_anew(report, draw)


def fill_anew(report, draw):
    cast.fill(report, {"trademark-filed": draw(figures), "key_markets": draw(figures)})


STEPS = {
    "submit": submit,
    "withdraw": withdraw,
    "approve": lambda report, draw: cast.approve(report),
    "send_back": send_back,
    "reopen": reopen,
}
