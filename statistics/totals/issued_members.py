"""An issued total's members with the editions that it names: as they were, whatever happened since."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..form.figures import Figures
from ..form.indicators import indicator_of
from ..form.normaliser import Figure
from ..models import Consolidation, Edition
from ..models.edition import digest_of
from .consolidate import STOCKS


@dataclass(frozen=True, slots=True)
class Part:
    """What one member adds to a figure of an issued total."""

    member: dict  # as the total keeps it, see revision.content_of
    edition_id: int | None  # None: the edition is no longer stored
    is_same: bool  # it is what the total named, by its digest
    figure: Figure
    is_left_out: bool  # a stock that a successor has by now


def editions_of(members: Iterable[dict]):
    """The editions that counted members name, and some more of the same tables; not yet asked for."""
    members = list(members)
    reports, numbers = ({each[key] for each in members} for key in ("report", "edition"))
    return Edition.objects.filter(report__in=reports, number__in=numbers).order_by()


def named_by(member: dict) -> tuple[int, int]:
    """Report and number of the edition that counts for a member."""
    return member["report"], member["edition"]


def parts(issued: Consolidation, name: str) -> list[Part]:
    """The counted members behind one figure, largest first; one query.

    `name` is an input's name, or a column's key alone for its 合计. Raises KeyError for others.
    """
    indicator_of(name)
    rows = editions_of(issued.counted).values_list("report", "number", "pk", "content")
    kept = {(report, number): (pk, content) for report, number, pk, content in rows.iterator()}
    found = [_part(each, name, *kept.get(named_by(each), (None, None))) for each in issued.counted]
    return sorted(found, key=lambda part: (part.figure is None, -(part.figure or 0)))


def _part(member: dict, name: str, pk: int | None, content: dict | None) -> Part:
    is_same = content is not None and is_as_named(member, content)
    is_left_out = name in STOCKS and leaves_stock_out(member)
    shown = is_same and not is_left_out  # what was altered may hold anything
    figure = Figures.from_text(content["figures"]).of(name) if shown else None
    return Part(member, pk, is_same, figure, is_left_out)


def is_as_named(member: dict, content: dict) -> bool:
    return digest_of(content) == member["digest"]


def leaves_stock_out(member: dict) -> bool:
    """The stock of a unit that ended was a successor's already."""
    return member.get("without_stock", False)


def issued_with(edition: Edition) -> list[Consolidation]:
    """The issued totals that count this edition, the oldest first; one query."""
    period, named = edition.report.period, (edition.report_id, edition.number)
    of_the_year = Consolidation.objects.without_workbook().filter(
        period__campaign=period.campaign_id, period__quarter__gte=period.quarter
    )
    totals = of_the_year.select_related("period__campaign").order_by("period__quarter", "number")
    return [each for each in totals if named in map(named_by, each.counted)]
