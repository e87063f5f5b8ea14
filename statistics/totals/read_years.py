"""The year's units read from the database, of one period or of many; year_units.py has the rule."""

from collections import defaultdict
from functools import reduce
from operator import attrgetter, or_

from django.db.models import Count, F, Max, Q

from campaigns.models import ReportingPeriod
from units.models import ReportingUnit

from ..models import Inclusion, Report, Scope, Status
from ..models.lineage import onward
from .year_units import POINTER, Table, Year


def read_years(periods: list[ReportingPeriod], scope: Scope) -> dict[int, Year]:
    """Each period's year by the period's id; one query, and four more where a unit has ended."""
    missing, gaps = _without_table(periods, scope)
    if not missing:
        return {each.pk: Year(each.quarter, scope, {}, {}, {}, {}, {}) for each in periods}
    graph = ReportingUnit.objects.succession_graph()
    ended = {unit for _, unit in missing}
    known = ended.union(*(onward(graph, unit) for unit in ended))
    tables = _tables({each.campaign_id for each in periods}, known, scope)
    units = ReportingUnit.objects.in_bulk(known)
    return {each.pk: _year(each, scope, missing, gaps, units, graph, tables) for each in periods}


def _without_table(periods, scope) -> tuple[dict[tuple[int, int], int], set]:
    """(campaign, unit): the last quarter for which a table was expected of it. Of those who have
    reported in the year and of whom none is expected in its last of these periods, or was not in
    an earlier one; and where that was, as (campaign, unit, quarter).

    Of a unit that ended before the period did, and has not reported it, none is: also where the
    period had been opened for it.
    """
    in_time = sorted(periods, key=attrgetter("quarter"))
    quarters = {each.campaign_id: each.quarter for each in in_time}
    ended_before_reporting = Q(submission=None, unit__valid_to__lt=F("period__ends_on"))
    is_expected = Q(excused_at=None) & ~ended_before_reporting
    ended = (Q(period__campaign=year, last__lt=quarter) for year, quarter in quarters.items())
    of_the_years = Report.objects.filter(period__campaign__in=quarters)
    rows = (
        of_the_years.order_by()
        .values_list("period__campaign", "unit")
        .annotate(last=Max("period__quarter", filter=is_expected), excused=Count("excused_at"))
        .annotate(reported=Count(POINTER[scope]))
        .filter(reduce(or_, ended, Q(excused__gt=0)), reported__gt=0)
    )
    missing, excused = {}, []
    for campaign, unit, quarter, times, _ in rows:
        missing[campaign, unit] = quarter
        excused += [unit] * (times > 0)
    gaps = of_the_years.excused().filter(unit__in=excused) if excused else Report.objects.none()
    return missing, set(gaps.values_list("period__campaign", "unit", "period__quarter"))


def _tables(campaigns, units, scope) -> dict[tuple[int, int], list[Table]]:
    """All that these units answer for, by campaign and unit, the oldest first."""
    pointer = POINTER[scope]
    rows = (
        Report.objects.filter(period__campaign__in=campaigns, unit__in=units)
        .exclude(**{pointer: None})
        .order_by("period__quarter")
        .values_list(
            *("period__campaign", "unit", "period__quarter", "pk", pointer, "status"),
            "approved_submission",
        )
    )
    answers, tables = _answers(campaigns), defaultdict(list)
    for campaign, unit, quarter, report, submission, status, approved in rows:
        tables[campaign, unit].append(
            Table(
                unit, quarter, report, submission, Status(status),
                answers[submission], answers[approved],
            )
        )  # fmt: skip
    return tables


def _answers(campaigns) -> dict[int, dict[int, bool]]:
    """What each submission of these years answered of units that ended, by the unit's id."""
    answers = defaultdict(dict)
    asked = Inclusion.objects.filter(submission__report__period__campaign__in=campaigns).order_by()
    for submission, unit, is_included in asked.values_list("submission", "unit", "is_included"):
        answers[submission][unit] = is_included
    return answers


def _year(period, scope, missing, gaps, units, graph, tables) -> Year:
    here, now = period.campaign_id, period.quarter
    of_year = {
        unit: [each for each in some if each.quarter <= now]
        for (campaign, unit), some in tables.items()
        if campaign == here
    }
    ended = [
        units[unit]
        for (campaign, unit), last in missing.items()
        if campaign == here and of_year.get(unit) and (last < now or (here, unit, now) in gaps)
    ]
    in_order = {each.pk: each for each in sorted(ended, key=attrgetter("position", "code"))}
    in_force = {
        unit: after for unit, after in graph.items() if _has_come(unit, period, units, in_order)
    }
    included = {
        (unit, each.unit): each.quarter
        for some in of_year.values()
        for each in reversed(some)  # the earliest one stays
        for unit, is_included in each.approved_answers.items()
        if is_included
    }
    return Year(now, scope, in_order, units, of_year, in_force, included)


def _has_come(unit: int, period, units, ended) -> bool:
    """Its end lies before the period's: also that of one which never reported."""
    return unit in ended or (unit in units and units[unit].valid_to < period.ends_on)
