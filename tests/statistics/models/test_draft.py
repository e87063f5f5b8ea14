"""Saving a draft: all of it or nothing, and never over what somebody else saved in between."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from statistics.errors import NotAllowed, StaleVersion, WrongState
from statistics.form.figures import Figures
from statistics.form.indicators import CELLS
from statistics.models import Report
from tests import cast
from tests.worlds import remembered

pytestmark = pytest.mark.django_db

AT_TEN, AT_TWO = cast.moment(date(2021, 6, 21), 10), cast.moment(date(2021, 6, 21), 14)


@pytest.fixture
@remembered
def report() -> Report:
    """川汇区's table, filled in at ten o'clock; its version is 2 now."""
    report = cast.report(cast.open_period())
    cast.fill(report, {"actions": 46, "trademark-filed": 10}, at=AT_TEN)
    return report


def save(report, figures, *, by=None, version=None, at=None, **values) -> None:
    head = {"cut_off_on": date(2021, 6, 30), "filled_by": "填报员甲"}
    report.save_draft(
        by=by or cast.clerk(report.unit),
        version=version or report.version,
        figures=Figures(figures),
        at=at,
        **head | values,
    )


def stored(report) -> dict:
    """What is in the database: the figures that are not blank, and all around them."""
    report = Report.objects.with_table().get(pk=report.pk)
    figures = {name: figure for name, figure in report.figures.cells.items() if figure is not None}
    head = ("version", "status", "cut_off_on", "filled_by", "saved_at", "saved_by_id")
    return {"figures": figures} | {name: getattr(report, name) for name in head}


def refused(error, report, figures, **values) -> str:
    before = stored(report)
    with pytest.raises(error) as refusal:
        save(report, figures, **values)
    assert stored(report) == before
    return refusal.value.message


# --- What is stored ------------------------------------------------------------------------------


def test_a_draft_stores_the_whole_table_with_who_and_when(report):
    figures = {
        "actions": 47,
        "key_markets": 12,
        "trademark-filed": 11,
        "trademark-value": Decimal("15.54"),
        "other_patent-foreign_recovered": Decimal("0.000001"),
    }
    save(report, figures, at=AT_TWO, cut_off_on=date(2021, 6, 25), filled_by="填报员乙")
    assert stored(report) == {
        "figures": figures,
        "version": 3,
        "status": "draft",
        "cut_off_on": date(2021, 6, 25),
        "filled_by": "填报员乙",
        "saved_at": AT_TWO,
        "saved_by_id": cast.clerk(report.unit).pk,
    }
    assert (report.version, report.figures) == (3, Figures(figures))
    assert report.rows.count() == 8


def test_every_cell_of_the_form_is_stored_in_its_own_place(report):
    figures = {name: number for number, name in enumerate(CELLS)}
    save(report, figures)
    assert stored(report)["figures"] == figures


def test_a_cell_can_be_made_blank_again(report):
    save(report, {"trademark-filed": 0})
    assert stored(report)["figures"] == {"trademark-filed": 0}
    save(report, {})
    assert stored(report)["figures"] == {}


def test_the_day_and_the_name_may_be_blank_in_a_draft(report):
    save(report, {"actions": 46}, cut_off_on=None, filled_by="")
    assert (stored(report)["cut_off_on"], stored(report)["filled_by"]) == (None, "")


def test_what_cannot_be_true_may_be_kept_in_a_draft(report):
    save(report, {"market_actions": 1})
    assert stored(report)["figures"] == {"market_actions": 1}


def test_the_instant_is_now_unless_it_is_given(report):
    before = timezone.now()
    save(report, {"actions": 47})
    assert before <= stored(report)["saved_at"] <= timezone.now()


def test_the_neighbour_s_table_is_left_alone(report):
    neighbour = cast.report(report.period, cast.HUAIYANG)
    before = stored(neighbour)
    save(report, dict.fromkeys(CELLS, 1))
    assert stored(neighbour) == before


# --- The same again is no change -----------------------------------------------------------------

SAME = {"actions": 46, "trademark-filed": 10}


def test_typing_the_same_again_changes_nothing_not_even_the_time(report):
    before = stored(report)
    save(report, SAME, at=AT_TWO)
    assert stored(report) == before


def test_the_same_amount_in_other_words_is_the_same(report):
    save(report, {"trademark-value": Decimal("1.5")}, at=AT_TEN)
    before = stored(report)
    save(report, {"trademark-value": Decimal("1.50")}, at=AT_TWO)
    assert stored(report) == before


def test_the_same_is_not_refused_though_the_version_is_stale(report):
    before = stored(report)
    save(report, SAME, version=1)
    assert stored(report) == before


@pytest.mark.parametrize("state", ["submitted", "approved", "locked"])
def test_the_same_is_not_refused_though_nothing_may_be_entered_any_more(report, state):
    """The page's last autosave may come in after the submission of another tab."""
    cast.submit(report)
    if state == "approved":
        cast.approve(report)
    if state == "locked":
        report.period.locks_on = date(2021, 7, 15)
        report.period.save()
    before = stored(report)
    save(report, SAME)
    assert stored(report) == before


@pytest.mark.parametrize(
    "change",
    [
        {"figures": SAME | {"officers": 0}},
        {"figures": {"actions": 46, "trademark-filed": None}},
        {"figures": SAME, "cut_off_on": date(2021, 6, 29)},
        {"figures": SAME, "filled_by": "填报员乙"},
    ],
    ids=["a zero for a blank", "a blank for a figure", "another day", "another name"],
)
def test_any_difference_is_a_change(report, change):
    save(report, **change)
    assert stored(report)["version"] == 3


# --- Refusals ------------------------------------------------------------------------------------


def test_a_stale_draft_is_refused_and_overwrites_nothing(report):
    """Two tabs were opened at version 2; the other one was saved at two o'clock."""
    mine = Report.objects.with_table().get(pk=report.pk)
    save(report, {"actions": 50, "trademark-filed": 11, "officers": 3}, at=AT_TWO)
    assert refused(StaleVersion, mine, {"actions": 48, "other_patent-filed": 1}) == (
        "您打开本页之后，您在另一窗口于 2021年6月21日 14:00 保存过这张表。"
        "您填的内容没有覆盖它，请核对两边的数字。"
    )
    assert stored(mine)["figures"] == {"actions": 50, "trademark-filed": 11, "officers": 3}


def test_after_a_refusal_both_sides_can_be_shown(report):
    mine = Report.objects.with_table().get(pk=report.pk)
    assert mine.figures["actions"] == 46
    save(report, {"actions": 50}, at=AT_TWO)
    refused(StaleVersion, mine, {"actions": 48})
    assert (mine.figures["actions"], mine.version) == (50, 3)


def test_reading_the_report_again_reads_its_figures_again(report):
    mine = Report.objects.get(pk=report.pk)
    assert mine.figures["actions"] == 46
    save(report, {"actions": 50})
    mine.refresh_from_db()
    assert mine.figures["actions"] == 50


@pytest.mark.parametrize("version", [1, 3, 99])
def test_only_the_present_version_can_be_changed(report, version):
    refused(StaleVersion, report, {"actions": 47}, version=version)


def test_a_table_that_changed_before_anybody_saved_it_is_stale_too():
    """Brought in without an account, say by a later importer."""
    report = cast.report(cast.open_period(2021, 3))
    Report.objects.filter(pk=report.pk).update(version=2)
    assert refused(StaleVersion, report, {"actions": 1}, version=1) == (
        "您打开本页之后，这张表有了变化。您填的内容没有覆盖它，请核对两边的数字。"
    )


def test_a_report_that_is_with_the_city_is_closed(report):
    cast.submit(report)
    assert refused(WrongState, report, {"actions": 47}) == (
        "这张表现在是“已报送”，不能继续填报。需要修改请先撤回。"
    )
    cast.approve(report)
    assert refused(WrongState, report, {"actions": 47}) == (
        "这张表现在是“已审核”，不能继续填报。需要更正请联系市局退回。"
    )


def test_the_state_is_looked_at_again_not_remembered(report):
    """The page was opened as a draft; another tab has submitted it since."""
    opened = Report.objects.with_table().get(pk=report.pk)
    cast.submit(report)
    assert (opened.status, opened.version) == ("draft", 2)
    refused(WrongState, opened, {"actions": 47})


def test_a_returned_report_can_be_filled_in_and_stays_returned(report):
    cast.submit(report)
    cast.send_back(report)
    save(report, {"actions": 47})
    assert (stored(report)["figures"], stored(report)["status"]) == ({"actions": 47}, "returned")


@pytest.mark.parametrize(
    "account",
    [
        lambda: cast.clerk(cast.unit(cast.HUAIYANG)),
        cast.reviewer,
        cast.auditor,
        cast.administrator,
        cast.without_unit,
    ],
    ids=["the neighbour", "the city", "the auditor", "the administrator", "without a unit"],
)
def test_nobody_else_fills_in_not_even_the_same_again(report, account):
    sentence = "只有川汇区市场监督管理局的填报员可以填报这张表。"
    assert refused(NotAllowed, report, {"actions": 47}, by=account()) == sentence
    assert refused(NotAllowed, report, SAME, by=account()) == sentence
