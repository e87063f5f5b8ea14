"""Issued totals beside what would be issued now: what they keep, and what has changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from campaigns.models import ReportingPeriod

from ..form.figures import BLANK, Figures
from ..form.indicators import CELLS, COLUMNS, TOTAL_LABEL, Indicator
from ..form.normaliser import Figure, show
from ..models import Consolidation, Edition, Scope
from ..models.edition import Change, changes
from .consolidate import Consolidated, Member
from .counting import Counting
from .marked import marked


def content_of(table: Consolidated) -> dict:
    """What an issued total keeps, in plain JSON values; two queries, for digests and marks.

    Nothing of the event itself: what is added up anew and has not changed has the same digest.
    """
    digests, waiting = _digests(table.counted), {each.unit_id for each in marked(table)}
    return {
        "year": table.period.year,
        "quarter": table.period.quarter,
        "scope": table.scope.value,
        "figures": table.figures.as_text(),
        "members": [_member(member, digests, waiting) for member in table.members],
    }


def _digests(counted: list[Member]) -> dict[tuple[int, int], str]:
    editions = Edition.objects.filter(report__in=[each.counted_report_id for each in counted])
    rows = editions.order_by().values_list("report", "number", "digest")
    return {(report, number): digest for report, number, digest in rows}


def _member(member: Member, digests, waiting: set[int]) -> dict:
    at, ended = member.first_submitted_at, member.ended
    return {
        "unit": member.unit_code,
        "unit_id": member.unit_id,  # units may get another code
        "name": member.unit_name,
        "standing": member.standing,
        "timeliness": member.timeliness,
        "first_submitted_at": at.isoformat() if at else "",
        "report": member.counted_report_id,
        "quarter": member.counted_quarter,
        "edition": member.edition if member.is_counted else None,
        "digest": digests.get((member.counted_report_id, member.edition), ""),
        "carried": member.is_carried,
        "cut_off_on": member.cut_off_on.isoformat() if member.cut_off_on else "",
        # Not in the totals issued before there were these.
        "without_stock": member.is_counted and ended is not None and not ended.stock_stays,
        "doubtful": ended is not None and ended.is_doubtful,  # 可能重复计入
        "marked": member.unit_id in waiting,  # 上期已更正，待复核
        "excuse": member.excuse,
    }


# --- Which units have changed --------------------------------------------------------------------

Counted = dict[int, tuple[int, str]]  # by unit: the report that counts, its edition's digest


def counted_in(content: dict) -> Counted:
    members = (member for member in content["members"] if member["report"] is not None)
    return {member["unit_id"]: (member["report"], member["digest"]) for member in members}


def counted_now(period: ReportingPeriod, scope: Scope) -> Counted:
    """The same of what counts at this moment; one query."""
    counting = Counting(period, scope)
    rows = counting.reports.order_by().values_list("unit", "pk", f"{counting.pointer}__digest")
    return {unit: (report, digest) for unit, report, digest in rows}


def changed_units(old: Counted, new: Counted) -> set[int]:
    """Units that were added, dropped, or count with another edition.

    An edition that keeps the same as the one before it, as an approval does, is no change.
    """
    return {unit for unit in old | new if old.get(unit) != new.get(unit)}


@dataclass(frozen=True)
class Latest:
    """A period's last issued total, and how many units have changed since."""

    consolidation: Consolidation
    changed: int


def latest(period: ReportingPeriod) -> Latest | None:
    """One query, and a second one when something has been issued."""
    issued = period.consolidations.without_workbook().last()
    if issued is None:
        return None
    now = counted_now(period, Scope(issued.scope))
    return Latest(issued, len(changed_units(counted_in(issued.content), now)))


# --- What has changed ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CityChange:
    """A figure of the city's table that is another one now."""

    label: str
    indicator: Indicator
    old: int | Decimal
    new: int | Decimal

    @property
    def difference(self) -> int | Decimal:
        return self.new - self.old

    @property
    def texts(self) -> tuple[str, str, str]:
        sign = "+" if self.difference > 0 else ""
        return show(self.old), show(self.new), f"{sign}{show(self.difference)}"


@dataclass(frozen=True, slots=True)
class MemberChange:
    """A unit that was added, dropped, or counts with another edition."""

    unit_name: str
    old: str  # how it stood: 第2版, 沿用一季度第2版, 未计入（已退回）
    new: str
    cells: list[Change]


@dataclass(frozen=True)
class Revision:
    """What is different between two totals of one period."""

    old_scope: Scope
    new_scope: Scope
    figures: list[CityChange]
    members: list[MemberChange]

    @property
    def is_other_scope(self) -> bool:
        return self.old_scope != self.new_scope


def correction(old: dict, new: dict) -> Revision:
    """From the content of one total to that of another; one query, for the changed editions."""
    return Revision(
        old_scope=Scope(old["scope"]),
        new_scope=Scope(new["scope"]),
        figures=_city_changes(_all_figures(old), _all_figures(new)),
        members=_member_changes(old, new),
    )


def _all_figures(content: dict) -> dict[str, Figure]:
    """The 93 figures and, behind them, the eleven sums of 合计."""
    figures = Consolidation(content=content).figures
    return figures.cells | {f"total-{key}": figure for key, figure in figures.totals.items()}


def _city_changes(old: dict[str, Figure], new: dict[str, Figure]) -> list[CityChange]:
    headings = {name: (cell.label, cell.indicator) for name, cell in CELLS.items()}
    headings |= {f"total-{each.key}": (f"{TOTAL_LABEL} · {each.name}", each) for each in COLUMNS}
    return [
        CityChange(*heading, old[name], new[name])
        for name, heading in headings.items()
        if old[name] != new[name]
    ]


def _member_changes(old: dict, new: dict) -> list[MemberChange]:
    """In the city's order; a unit that is new to the list behind the others."""
    changed = changed_units(counted_in(old), counted_in(new))
    before, after = (
        {each["unit_id"]: each for each in content["members"] if each["unit_id"] in changed}
        for content in (old, new)
    )
    figures = _figures([*before.values(), *after.values()])
    return [_member_change(before.get(unit), after.get(unit), figures) for unit in before | after]


def _figures(members: Iterable[dict]) -> dict[tuple[int, str], Figures]:
    """The tables that the members' editions keep, by report and digest."""
    known = [(each["report"], each["digest"]) for each in members if each["report"] is not None]
    reports, digests = ({pair[at] for pair in known} for at in (0, 1))
    editions = Edition.objects.filter(report__in=reports, digest__in=digests).order_by()
    return {(each.report_id, each.digest): each.figures for each in editions}


def _member_change(old: dict | None, new: dict | None, figures) -> MemberChange:
    tables = (
        figures.get((each["report"], each["digest"]), BLANK) if each else BLANK
        for each in (old, new)
    )
    found = changes(*tables)
    if not (_counts(old) and _counts(new)):  # added or dropped: its zeros make no difference
        found = [change for change in found if {change.old, change.new} != {"", "0"}]
    return MemberChange((new or old)["name"], _stood(old), _stood(new), found)


def _counts(member: dict | None) -> bool:
    return member is not None and member["report"] is not None


def _stood(member: dict | None) -> str:
    if not _counts(member):
        return f"未计入（{member['standing']}）" if member else "未计入"
    quarter = ReportingPeriod.QUARTER_NAMES[member["quarter"]]
    return f"{f'沿用{quarter}' if member['carried'] else ''}第{member['edition']}版"
