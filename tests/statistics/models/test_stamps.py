"""What each step of a report leaves behind: who and when, and an edition."""

from datetime import date

import pytest
from django.utils import timezone

from statistics.form.figures import Figures
from statistics.form.indicators import CELLS
from statistics.models import Edition, Report
from tests import cast
from tests.statistics.models.states import FIGURES, everything

pytestmark = pytest.mark.django_db


# --- What each step stamps -----------------------------------------------------------------------


STAMPS = (
    "status",
    "saved_at",
    "saved_by__username",
    "first_submitted_at",
    "submitted_at",
    "submitted_by__username",
    "reviewed_at",
    "reviewed_by__username",
    "review_reason",
)


def stamps(report) -> tuple:
    return Report.objects.values_list(*STAMPS).get(pk=report.pk)


def test_who_and_when_are_stamped_and_the_first_submission_stays(report):
    saved, first, back, saved_again, second, accepted, reopened = [
        cast.moment(date(2021, 6, day)) for day in (21, 22, 23, 24, 25, 26, 27)
    ]
    clerk = (saved, "411602")
    assert stamps(report) == ("draft", *clerk, None, None, None, None, None, "")
    cast.submit(report, at=first)
    assert stamps(report) == ("submitted", *clerk, first, first, "411602", None, None, "")
    cast.send_back(report, reason=" 请核对立案数\n", at=back)
    returned = (back, "city", "请核对立案数")
    assert stamps(report) == ("returned", *clerk, first, first, "411602", *returned)
    cast.fill(report, FIGURES | {"trademark-filed": 9}, at=saved_again)
    clerk = (saved_again, "411602")
    assert stamps(report) == ("returned", *clerk, first, first, "411602", *returned)
    cast.submit(report, at=second)
    assert stamps(report) == ("submitted", *clerk, first, second, "411602", *returned)
    cast.approve(report, at=accepted)
    assert stamps(report) == ("approved", *clerk, first, second, "411602", accepted, "city", "")
    report.reopen(by=cast.reviewer(), edition=4, reason="省局更正", at=reopened)
    assert stamps(report) == (
        *("returned", *clerk, first, second, "411602"),
        *(reopened, "city", "省局更正"),
    )


def test_the_instant_is_now_unless_it_is_given(report):
    before = timezone.now()
    edition = report.submit(by=cast.clerk(report.unit), blank_as_zero=True)
    assert before <= edition.at == report.submitted_at == report.first_submitted_at
    assert edition.at <= timezone.now()


def test_the_page_says_since_when_the_report_is_what_it_is(report):
    assert report.status_since is None
    cast.submit(report, at=cast.moment(date(2021, 6, 22)))
    assert report.status_since == cast.moment(date(2021, 6, 22))
    cast.approve(report, at=cast.moment(date(2021, 6, 23)))
    assert report.status_since == cast.moment(date(2021, 6, 23))


def test_a_withdrawn_draft_is_one_since_its_withdrawal(report):
    cast.submit(report, at=cast.moment(date(2021, 6, 22)))
    report.withdraw(by=cast.clerk(report.unit), at=cast.moment(date(2021, 6, 24)))
    cast.fill(report, {"actions": 9}, at=cast.moment(date(2021, 6, 25)))
    assert report.status_since == cast.moment(date(2021, 6, 24))


# --- What each step leaves in the editions -------------------------------------------------------


def test_every_step_leaves_an_edition(report):
    clerk, reviewer = cast.clerk(report.unit), cast.reviewer()
    days = [cast.moment(date(2021, 6, day)) for day in range(22, 30)]
    cast.submit(report, at=days[0])
    report.withdraw(by=clerk, at=days[1])
    cast.submit(report, at=days[2])
    cast.send_back(report, at=days[3])
    cast.fill(report, FIGURES | {"trademark-filed": 9})
    cast.submit(report, at=days[4])
    cast.approve(report, at=days[5])
    report.reopen(by=reviewer, edition=6, reason=" 省局更正 ", at=days[6])
    told = [
        (
            one.number,
            one.event,
            one.at,
            one.by,
            one.reason,
            one.content["figures"]["trademark-filed"],
        )
        for one in report.editions.select_related("by")
    ]
    assert told == [
        (1, "submitted", days[0], clerk, "", "10"),
        (2, "withdrawn", days[1], clerk, "", "10"),
        (3, "submitted", days[2], clerk, "", "10"),
        (4, "returned", days[3], reviewer, "请核对立案数", "10"),
        (5, "submitted", days[4], clerk, "", "9"),
        (6, "approved", days[5], reviewer, "", "9"),
        (7, "reopened", days[6], reviewer, "省局更正", "9"),
    ]


def test_an_edition_keeps_the_whole_table(report):
    edition = cast.submit(report)
    edition = Edition.objects.get(pk=edition.pk)
    assert edition.content == {
        "unit": "411602",
        "unit_name": "川汇区市场监督管理局",
        "year": 2021,
        "quarter": 2,
        "cut_off_on": "2021-06-30",
        "filled_by": "填报员甲",
        "zero_report": False,
        "blank_as_zero": True,
        "due_on": "2021-06-30",
        "rules": 1,
        "figures": dict.fromkeys(CELLS, "")
        | {
            "actions": "46",
            "officers": "120",
            "trademark-filed": "10",
            "trademark-value": "15.54",
        },
    }
    assert edition.figures == Figures(FIGURES)
    assert str(edition) == "第1版 报送"


def test_a_double_click_leaves_one_edition(report):
    clerk = cast.clerk(report.unit)
    twice = Report.objects.with_table().get(pk=report.pk)
    first = report.submit(by=clerk, version=2, blank_as_zero=True)
    before = everything()
    assert twice.submit(by=clerk, version=2, blank_as_zero=True) == first
    assert everything() == before
    assert report.editions.count() == 1


def test_neither_a_draft_nor_an_extension_leaves_an_edition(report):
    report.extend(by=cast.reviewer(), until=date(2021, 7, 5), reason="系统故障")
    assert report.editions.count() == 0
