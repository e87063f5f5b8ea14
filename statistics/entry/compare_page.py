"""The page that compares any two editions of a report; the unit's and the city's are one."""

from collections.abc import Mapping

from django.shortcuts import render
from django.views.decorators.http import require_safe

from units.access import signed_in

from ..errors import EditionUnknown, NotComparable, ReportError
from ..form.version_number import version_number
from ..models import Edition, Report
from ..record.comparison import Choice, Comparison
from ..record.origin import Origin
from .find_report import get_report


@signed_in
@require_safe
def compare(request, unit, year, quarter):
    """Two versions of the unit's table side by side: `?old=1&new=3`, by their numbers."""
    page = ComparisonPage(get_report(request.user, unit, year, quarter), request.GET)
    context = {"page": page, "report": page.report}
    return render(request, "statistics/entry/compare.html", context, status=page.status)


class ComparisonPage:
    """What was asked for, compared; or the sentence that says why not, above the form."""

    def __init__(self, report: Report, asked: Mapping[str, str]):
        self.report = report
        self.editions = list(
            report.editions.only("report", "number", "event", "at").order_by("-number")
        )
        self.choice = Choice.usual(self.editions)
        self.comparison: Comparison | None = None
        self.error: ReportError | None = None
        try:
            self._compare(_number(asked.get("old")), _number(asked.get("new")))
        except ReportError as error:
            self.error = error

    @property
    def status(self) -> int:
        return self.error.status if self.error else 200

    def _compare(self, old: int, new: int) -> None:
        self._require_known(old, new)
        if old == new:
            raise NotComparable(f"两边都是第 {old} 版，无从比较；请选择两个不同的版本。")
        self.choice = Choice(self.editions, old, new)
        self.comparison = Comparison(*self._whole(old, new))

    def _require_known(self, *numbers: int) -> None:
        known = [edition.number for edition in self.editions]
        for number in numbers:
            if number not in known:
                raise EditionUnknown(f"这张表没有第 {number} 版。{_said(known)}")

    def _whole(self, *numbers: int) -> list[Edition]:
        """The editions with these numbers, with all that showing them needs, in one query."""
        editions = self.report.editions.filter(number__in=numbers)
        editions = editions.select_related("by", "source__taken_by").defer("source__content")
        found = {edition.number: edition for edition in editions}
        for edition in found.values():
            edition.origin = Origin.of(edition)
        return [found[number] for number in numbers]


def _number(text: str | None) -> int:
    """An edition's number as it stands in the address. Raises NotComparable for anything else."""
    number = version_number(text)
    if number is None:
        raise NotComparable("网址中没有写明要比较哪两个版本；请选择两个版本，再按“比较”。")
    return number


def _said(known: list[int]) -> str:
    """Which editions there are; `known` are their numbers, the newest first."""
    if not known:
        return "该表尚未报送。"
    if len(known) == 1:
        return f"现在只有第 {known[0]} 版，无其他版本可供比较。"
    return f"现有第 {known[-1]} 版至第 {known[0]} 版，请重新选择。"
