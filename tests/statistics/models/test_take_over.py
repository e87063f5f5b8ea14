"""Taking workbooks over into drafts: all of it recorded, nothing over what somebody else did."""

import hashlib
from datetime import date

import pytest
from django.db.models import ProtectedError

from statistics.errors import NotAllowed, NotSubmittable, WrongState
from statistics.form.figures import Figures
from statistics.models import Report, SourceWorkbook, take_over
from tests import cast
from tests.statistics.models.taking_over import AT_TEN, FILE, entry, stored, taken

pytestmark = pytest.mark.django_db

SHA256 = hashlib.sha256(FILE).hexdigest()


@pytest.fixture
def report() -> Report:
    """川汇区's blank table; its version is 1."""
    return cast.report(cast.open_period())


def filled(report) -> dict:
    return {name: figure for name, figure in report.figures.cells.items() if figure is not None}


# --- What is stored ------------------------------------------------------------------------------


def test_the_figures_become_the_draft_with_who_and_when(report):
    clerk = cast.clerk(report.unit)
    after = taken(report, {"actions": 46, "trademark-filed": 10}, by=clerk)
    assert filled(after) == {"actions": 46, "trademark-filed": 10}
    assert (after.cut_off_on, after.saved_at, after.saved_by) == (date(2021, 6, 25), AT_TEN, clerk)
    assert (after.status, after.version) == ("draft", 2)


def test_what_is_blank_in_the_workbook_becomes_blank(report):
    cast.fill(report, {"actions": 46, "trademark-filed": 10})
    after = taken(report, {"actions": 47}, by=cast.clerk(report.unit))
    assert filled(after) == {"actions": 47}


def test_the_file_is_kept_as_it_came_with_its_digest(report):
    clerk = cast.clerk(report.unit)
    source = taken(report, {"actions": 46}, by=clerk).source
    assert (source.report, source.name) == (report, "川汇区.xlsx")
    assert (bytes(source.content), source.sha256) == (FILE, SHA256)
    assert (source.taken_by, source.taken_at, source.on_behalf) == (clerk, AT_TEN, False)
    assert source.figures == Figures({"actions": 46})


def test_a_long_name_keeps_its_end(report):
    source = taken(
        report, {"actions": 46}, by=cast.clerk(report.unit), name="表" * 300 + ".xlsx"
    ).source
    assert source.name == "表" * 195 + ".xlsx"


def test_what_the_city_enters_is_marked_as_on_behalf(report):
    after = taken(report, {"actions": 46}, by=cast.reviewer())
    assert after.source.on_behalf is True
    assert after.on_behalf_by == "市局审核员"


def test_what_the_unit_enters_is_not(report):
    assert report.on_behalf_by == ""
    assert taken(report, {"actions": 46}, by=cast.clerk(report.unit)).on_behalf_by == ""


def test_the_same_file_again_changes_nothing(report):
    by = cast.clerk(report.unit)
    before = taken(report, {"actions": 46}, by=by)
    after = taken(before, {"actions": 46}, by=by)
    assert (after.version, after.source_id) == (2, before.source_id)
    assert SourceWorkbook.objects.count() == 1


def test_the_same_file_over_what_was_typed_since_is_a_change(report):
    by = cast.clerk(report.unit)
    after = taken(report, {"actions": 46}, by=by)
    cast.fill(after, {"actions": 47})
    again = taken(stored(report), {"actions": 46}, by=by)
    assert filled(again) == {"actions": 46}
    assert SourceWorkbook.objects.count() == 2


def test_many_are_taken_in_as_many_queries_as_two(django_assert_num_queries):
    period = cast.open_period(units=[f"4127{number:02}" for number in range(8)])
    reports = list(period.reports.all())
    reviewer = cast.reviewer()
    for some in (reports[:2], reports[2:]):
        reviewer = type(reviewer).objects.get(pk=reviewer.pk)  # its permissions not known yet
        with django_assert_num_queries(8):  # one locks, one reads
            take_over([entry(report, {"actions": 1}) for report in some], by=reviewer)
    assert Report.objects.filter(actions=1).count() == 8


# --- What is refused -----------------------------------------------------------------------------


def refusal(report, *, by, **values) -> tuple[type, str]:
    """How one entry is refused; nothing is stored of it."""
    before = list(Report.objects.values())
    refusals = take_over([entry(report, {"actions": 46}, **values)], by=by)
    assert list(Report.objects.values()) == before
    assert not SourceWorkbook.objects.exists()
    error = refusals[report.pk]
    return type(error).__name__, error.message


def test_another_unit_s_clerk_is_refused(report):
    neighbour = cast.clerk(cast.unit(cast.HUAIYANG))
    sentence = "只有川汇区市场监督管理局的填报员可以填报这张表。"
    assert refusal(report, by=neighbour) == ("NotAllowed", sentence)


@pytest.mark.parametrize("account", [cast.auditor, cast.administrator], ids=["auditor", "admin"])
def test_whoever_may_not_enter_on_behalf_is_refused(report, account):
    assert refusal(report, by=account())[0] == "NotAllowed"


def test_a_newer_draft_is_not_overwritten(report):
    cast.fill(report, {"actions": 45}, at=AT_TEN)
    sentence = (
        "您打开本页之后，川汇区填报员于 2021年6月21日 10:00 保存过这张表。"
        "您填的内容没有覆盖它，请核对两边的数字。"
    )
    assert refusal(report, by=cast.reviewer(), version=1) == ("StaleVersion", sentence)


def test_a_submitted_report_is_left_alone(report):
    cast.fill(report, {"actions": 45})
    cast.submit(report)
    sentence = "这张表现在是“已报送”，不能继续填报。需要修改请先撤回。"
    assert refusal(report, by=cast.reviewer()) == ("WrongState", sentence)


def test_one_refusal_stops_no_other(report):
    neighbour = cast.report(report.period, cast.HUAIYANG)
    cast.fill(neighbour, {"actions": 45})
    cast.submit(neighbour)
    entries = [entry(neighbour, {"actions": 46}), entry(report, {"actions": 46})]
    refusals = take_over(entries, by=cast.reviewer())
    assert list(refusals) == [neighbour.pk]
    assert filled(stored(report)) == {"actions": 46}
    assert filled(stored(neighbour)) == {"actions": 45}


# --- Reported on behalf --------------------------------------------------------------------------


def test_the_city_reports_what_it_entered(report):
    reviewer = cast.reviewer()
    after = taken(report, {"actions": 46, "officers": 92}, by=reviewer)
    edition = after.submit_on_behalf(by=reviewer, at=AT_TEN)
    assert (edition.event, edition.by, edition.source) == ("submitted", reviewer, after.source)
    assert edition.content["workbook"] == SHA256
    assert edition.content["on_behalf_by"] == "市局审核员"
    assert edition.content["blank_as_zero"] is True
    after = stored(report)
    assert (after.status, after.filled_by) == ("submitted", "市局审核员")
    assert (after.submitted_by, after.submitted_at) == (reviewer, AT_TEN)


def test_nobody_approves_what_they_reported_on_behalf(report):
    after = taken(report, {"actions": 46, "officers": 92}, by=cast.reviewer())
    edition = after.submit_on_behalf(by=cast.reviewer())
    with pytest.raises(NotAllowed, match=r"^报送和审核应由两个人完成，您不能审核自己报送的表。$"):
        after.approve(by=cast.reviewer(), edition=edition.number)


def test_what_the_unit_entered_is_the_unit_s_to_report(report):
    after = taken(report, {"actions": 46}, by=cast.clerk(report.unit))
    with pytest.raises(WrongState, match=r"^这张表不是由市局代填的，应由填报单位自己报送。$"):
        after.submit_on_behalf(by=cast.reviewer())
    assert stored(report).status == "draft"


def test_a_clerk_cannot_report_on_behalf(report):
    after = taken(report, {"actions": 46}, by=cast.reviewer())
    with pytest.raises(NotAllowed, match=r"^您的账户没有“代填统计表”的权限。$"):
        after.submit_on_behalf(by=cast.clerk(report.unit))


def test_an_empty_table_is_not_reported_on_behalf(report):
    after = taken(report, {}, by=cast.reviewer())
    with pytest.raises(NotSubmittable, match=r"^表中一个数字也没有。"):
        after.submit_on_behalf(by=cast.reviewer())


def test_what_cannot_be_true_is_not_reported_on_behalf(report):
    after = taken(report, {"actions": 1, "market_actions": 2}, by=cast.reviewer())
    with pytest.raises(NotSubmittable, match=r"^有 1 处强制性审核未通过，请改正后再报送。$"):
        after.submit_on_behalf(by=cast.reviewer())


def test_the_unit_can_report_what_the_city_entered_and_the_edition_says_so(report):
    after = taken(report, {"actions": 46, "officers": 92}, by=cast.reviewer())
    edition = cast.submit(after)
    assert edition.by == cast.clerk(report.unit)
    assert edition.content["on_behalf_by"] == "市局审核员"


def test_figures_that_were_typed_have_no_workbook_in_their_edition(report):
    cast.fill(report, {"actions": 46})
    edition = cast.submit(report)
    assert edition.source is None
    assert {"workbook", "on_behalf_by"}.isdisjoint(edition.content)


# --- Kept for good -------------------------------------------------------------------------------


def rename(source):
    source.name = "改了.xlsx"
    source.save()


@pytest.mark.parametrize(
    "attempt",
    [
        rename,
        lambda source: source.delete(),
        lambda source: SourceWorkbook.objects.update(name="改了.xlsx"),
        lambda source: source.report.workbooks.all().delete(),
    ],
    ids=["save", "delete", "update", "delete a report's"],
)
def test_a_source_workbook_is_neither_changed_nor_deleted(report, attempt):
    source = taken(report, {"actions": 46}, by=cast.clerk(report.unit)).source
    with pytest.raises(TypeError, match=r"^source workbooks are never (changed|deleted)$"):
        attempt(source)
    assert SourceWorkbook.objects.get().name == "川汇区.xlsx"


def test_whoever_took_a_workbook_over_cannot_be_deleted(report):
    clerk = cast.clerk(report.unit)
    taken(report, {"actions": 46}, by=clerk)
    with pytest.raises(ProtectedError):
        clerk.delete()
