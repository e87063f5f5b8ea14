"""是否已含: the year's lineages read from the database, for one report or for many.

Nothing is asked of it where no unit has ended: then every table stands alone.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from units.models import ReportingUnit

from .inclusion import Inclusion
from .lineage import Answers, Lineage, Reported, before
from .one_of import IsOneOf


def lineages(reports: Iterable, others: Iterable) -> dict[int, Lineage]:
    """Each report's lineage by its id; `others` are the year's reported tables, the oldest first.

    Three queries, and a fourth where a unit's last day is a period's, however many they are; none
    where none of the others' units has ended by then. All come with their units and periods.
    """
    reports, others = list(reports), list(others)
    latest = max((each.period.ends_on for each in reports), default=None)
    if not any(each.unit.valid_to and each.unit.valid_to <= latest for each in others):
        tables = _tables(others, {})
        return {
            each.pk: Lineage.of(each, {}, {}, tables[each.period.campaign_id]) for each in reports
        }
    graph = ReportingUnit.objects.succession_graph()
    units = list(ReportingUnit.objects.filter(pk__in=graph))
    tables = _tables(others, _answers(others))
    expected = _expected_on_last_day(reports, units)
    return {each.pk: _lineage(each, graph, units, tables, expected) for each in reports}


def lineages_of(reports: list) -> dict[int, Lineage]:
    """The same for reports whose figures nobody asks for: one query more, none without reports."""
    if not reports:
        return {}
    ended = ReportingUnit.objects.exclude(valid_to=None).exclude(successors=None).values("pk")
    others = (
        type(reports[0])
        .objects.reported()
        .filter(
            Q(unit__in={each.unit_id for each in reports}) | Q(IsOneOf("unit", ended)),
            period__campaign__in={each.period.campaign_id for each in reports},
        )
    )
    others = others.select_related("unit", "period").order_by("period__quarter")
    return lineages(reports, others)


def _lineage(report, graph, units, tables, expected) -> Lineage:
    ends_on = report.period.ends_on
    over = [
        each
        for each in units
        if each.valid_to < ends_on
        or (each.valid_to == ends_on and (report.period_id, each.pk) not in expected)
    ]
    known = before(report.unit_id, graph, over)
    return Lineage.of(report, known, graph, tables[report.period.campaign_id])


def _tables(others, answers: dict[int, Answers]) -> dict[int, dict[int, list[Reported]]]:
    """The tables of each year by unit."""
    tables = defaultdict(lambda: defaultdict(list))
    for each in others:
        said = answers.get(each.submission_id, {}), answers.get(each.approved_submission_id, {})
        tables[each.period.campaign_id][each.unit_id].append(Reported(each, *said))
    return tables


def _answers(others) -> dict[int, Answers]:
    """What each submission answered, by the ended unit's id."""
    submissions = {
        pk for each in others for pk in (each.submission_id, each.approved_submission_id)
    }
    answers = defaultdict(dict)
    rows = Inclusion.objects.filter(submission__in=submissions - {None})
    for submission, unit, is_included in rows.values_list("submission", "unit", "is_included"):
        answers[submission][unit] = is_included
    return answers


def _expected_on_last_day(reports, units) -> set[tuple[int, int]]:
    """(period, unit) of those whose last day is a period's: they still report it themselves."""
    periods = {each.period.ends_on: each.period_id for each in reports}
    ending = [each.pk for each in units if each.valid_to in periods]
    if not ending:
        return set()
    rows = type(reports[0]).objects.expected().filter(period__in=periods.values(), unit__in=ending)
    return set(rows.values_list("period", "unit"))
