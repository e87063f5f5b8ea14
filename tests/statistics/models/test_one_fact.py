"""One fact, one explanation, from the clerk's submission to the reviewer's acceptance."""

import pytest

from statistics.checks.explanations import Explanation
from statistics.errors import NotAccepted, NotSubmittable
from tests import cast
from tests.statistics.models.states import refused

pytestmark = pytest.mark.django_db

D3 = "D3-trademark-filed"
FINED_LAST_YEAR = {"actions": 9, "officers": 18, "trademark-penalty": 5}
SLIP = FINED_LAST_YEAR | {"trademark-filed": 3, "trademark-penalty": 50000}


def explain(report, keys):
    report.save_draft(
        by=cast.clerk(report.unit),
        version=report.version,
        figures=report.figures,
        cut_off_on=report.cut_off_on,
        filled_by=report.filled_by,
        explanations={key: Explanation("other", f"{key}上年决定本年执行") for key in keys},
    )


def asked(report) -> list[str]:
    """What keeps the table from being submitted, by key."""
    with pytest.raises(NotSubmittable) as refusal:
        report.submit(by=cast.clerk(report.unit), blank_as_zero=True)
    return [finding.key for finding in refusal.value.findings]


def test_a_fine_of_last_year_is_explained_once_and_accepted_once(report):
    cast.fill(report, FINED_LAST_YEAR)
    assert asked(report) == [D3]
    explain(report, [D3])
    report.submit(by=cast.clerk(report.unit), blank_as_zero=True)
    assert refused(NotAccepted, report.approve, by=cast.reviewer(), edition=1) == (
        "有 1 条情况说明须由审核人认可。请逐条核对后勾选：商标侵权案件 · 立案：现为空白（按 0 计），"
        "立案、结案为 0 时，三项金额应为 0，罚没款金额现填 5 万元。"
    )
    assert report.approve(by=cast.reviewer(), edition=1, accepted=[D3]).accepted == [D3]


def test_mediation_is_explained_once_and_needs_no_acceptance(report):
    cast.fill(report, FINED_LAST_YEAR | {"trademark-penalty": None, "trademark-recovered": 8})
    assert asked(report) == [D3]
    explain(report, [D3])
    report.submit(by=cast.clerk(report.unit), blank_as_zero=True)
    assert report.approve(by=cast.reviewer(), edition=1).accepted == []


def test_yuan_typed_as_ten_thousand_yuan_is_still_stopped(report):
    cast.fill(report, SLIP)
    keys = [f"{check}-trademark-penalty" for check in ("M1", "M2", "M3")]
    assert asked(report) == ["D4-trademark-value", *keys]
    explain(report, ["D4-trademark-value", *keys])
    report.submit(by=cast.clerk(report.unit), blank_as_zero=True)
    assert refused(NotAccepted, report.approve, by=cast.reviewer(), edition=1).startswith(
        "有 2 条情况说明须由审核人认可。"
    )
    accepted = sorted(keys[1:])
    assert report.approve(by=cast.reviewer(), edition=1, accepted=accepted).accepted == accepted
