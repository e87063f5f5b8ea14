"""An issued total's members with the editions that it names: as they were, whatever happened since."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..form.figures import Figures
from ..form.indicators import cells_of
from ..form.normaliser import Figure
from ..models import Consolidation, Edition
from ..models.edition import digest_of
from .consolidate import STOCKS

EDITIONS_AT_ONCE = 200  # in memory; each has its whole table as JSON


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
    cells, members = cells_of(name), {named_by(each): each for each in issued.counted}
    found = {named: Part(member, None, False, None, False) for named, member in members.items()}
    rows = editions_of(issued.counted).values_list("report", "number", "pk", "content")
    for report, number, pk, content in rows.iterator(chunk_size=EDITIONS_AT_ONCE):
        if member := members.get((report, number)):
            found[report, number] = _part(member, cells, name, pk, content)
    return sorted(found.values(), key=lambda part: (part.figure is None, -(part.figure or 0)))


def _part(member: dict, cells: list[str], name: str, pk: int, content: dict) -> Part:
    """`cells` are those that `name` stands for; no more is read, of thousands of members."""
    is_same = is_as_named(member, content)
    if name in STOCKS and leaves_stock_out(member):
        return Part(member, pk, is_same, None, is_left_out=True)
    if not is_same:  # it may hold anything
        return Part(member, pk, is_same, None, is_left_out=False)
    figures = Figures.from_text({cell: content["figures"][cell] for cell in cells})
    return Part(member, pk, is_same, figures.of(name), is_left_out=False)


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
