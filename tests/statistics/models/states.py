"""A report brought into each state, what can be tried on it there, and a refusal without a trace."""

from datetime import date
from decimal import Decimal

import pytest

from campaigns.models import ReportingPeriod
from statistics.errors import ReportError
from statistics.form.figures import Figures
from statistics.models import CaseRow, Edition, Report
from tests import cast

FIGURES = {
    "actions": 46,
    "officers": 120,
    "trademark-filed": 10,
    "trademark-value": Decimal("15.54"),
}
STATES = ["draft", "submitted", "returned", "approved"]


def bring_to(report, state) -> None:
    if state != "draft":
        cast.submit(report)
    if state == "returned":
        cast.send_back(report)
        cast.fill(report, {"actions": 48, "officers": 96})  # what was given back is reworked
    if state == "approved":
        cast.approve(report)


def latest(report) -> int:
    return report.editions.order_by("number").values_list("number", flat=True).last() or 0


def everything() -> list:
    models = (Report, CaseRow, Edition)
    return [list(model.objects.order_by("pk").values()) for model in models]


def refused(error: type[ReportError], step, *args, **options) -> str:
    """The sentence; nothing at all has changed."""
    before = everything()
    with pytest.raises(error) as refusal:
        step(*args, **options)
    assert everything() == before
    return refusal.value.message


TAKE = {
    "save_draft": lambda report, by: report.save_draft(
        by=by,
        version=report.version,
        figures=Figures({"actions": 50}),
        cut_off_on=date(2021, 6, 25),
        filled_by="填报员乙",
    ),
    "submit": lambda report, by: report.submit(by=by, blank_as_zero=True),
    "withdraw": lambda report, by: report.withdraw(by=by),
    "approve": lambda report, by: report.approve(by=by, edition=latest(report)),
    "send_back": lambda report, by: report.send_back(by=by, edition=latest(report), reason="有误"),
    "reopen": lambda report, by: report.reopen(by=by, edition=latest(report), reason="更正"),
    "unreturn": lambda report, by: report.unreturn(by=by, edition=latest(report)),
    "extend": lambda report, by: report.extend(by=by, until=date(2021, 7, 5), reason="故障"),
}

LOCKED = (
    "2021年二季度已于 2021年7月15日锁定，不能再改；确需更正的，由市局知识产权保护科批准延期后再改。"
)


def lock(report, on=date(2021, 7, 15)) -> None:
    ReportingPeriod.objects.filter(pk=report.period_id).update(locks_on=on)
