"""Members marked 上期已更正，待复核: they count, and page, issuing and workbook name them."""

import pytest

from statistics.models import Report
from statistics.totals.consolidate import Measure, Scope, consolidate
from statistics.totals.marked import marked
from statistics.workbooks.writing.outgoing import write_consolidated
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import issued
from tests.statistics.models.correcting import approved, correct, two_quarters
from tests.statistics.workbooks.writing import xlsx
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
MARK = "上期已更正，待复核"
NAME = "川汇区市场监督管理局"
URL = "/admin/statistics/consolidation/2021/q2/"


@pytest.fixture
@remembered
def second() -> Report:
    """川汇区's second quarter, marked; 淮阳区's is not."""
    first, second = two_quarters()
    approved(2, 7, cast.HUAIYANG)
    correct(first, 12)
    return second


@pytest.fixture
def client():
    return city.sign_in(cast.reviewer())


def names(period, scope=Scope.APPROVED, measure=Measure.CUMULATIVE) -> list[str]:
    return [member.unit_name for member in marked(consolidate(period, scope, measure))]


def lines(table) -> list[str]:
    with write_consolidated(table) as file:
        rows = xlsx.rows(xlsx.read(file.read())["报送情况"])
    return [row[0] for row in rows if isinstance(row[0], str)]


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("measure", Measure)
def test_it_counts_and_is_named(second, scope, measure):
    table = consolidate(second.period, scope, measure)
    assert len(table.counted) == 2
    assert names(second.period, scope, measure) == [NAME]


def test_one_that_stands_in_for_a_later_quarter_is_named_there(second):
    third = cast.open_period(quarter=3)
    assert names(third, Scope.CARRY) == [NAME]
    assert names(third, Scope.APPROVED) == []


def test_earlier_quarters_have_nothing_to_do_with_it(second):
    assert names(cast.open_period(quarter=1), Scope.CARRY) == []


def test_the_page_names_it_and_so_does_issuing(second, client):
    page = html.read(client.get(URL)).find("main")
    section = page.find("section", **{"aria-labelledby": "marked"})
    assert section.texts == [
        f"{MARK}的单位（1）",
        "以前季度的数字更正后尚未复核，现照常计入汇总。",
        f"{NAME}（已审核）",
    ]
    assert section.find("a")["href"] == city.review_page(second)
    said = page.find("form", class_="issue").find("p", class_="unreported").text
    assert said == f"{MARK}：{NAME}。其数字照常计入；建议复核后再发布。"


def test_once_confirmed_nobody_is_named(second, client):
    second.refresh_from_db()
    second.confirm_after_correction(by=cast.reviewer(), edition=2, reason="核对了二季度的案卷")
    assert names(second.period) == []
    assert MARK not in html.read(client.get(URL)).find("main").text
    assert f"{MARK}的单位（1 个）：{NAME}。" not in lines(consolidate(second.period))


def test_the_workbook_names_it(second):
    assert f"{MARK}的单位（1 个）：{NAME}。" in lines(consolidate(second.period))


def test_confirming_leaves_an_issued_total_as_it_was(second, client):
    """The version is another one, what it says is the same."""
    total = issued(second.period)
    second.refresh_from_db()
    second.confirm_after_correction(by=cast.reviewer(), edition=2, reason="核对了二季度的案卷")
    page = html.read(client.get(f"/admin/statistics/consolidation/issued/{total.pk}/"))
    known = page.find("section", **{"aria-labelledby": "notes"}).texts[1]
    assert known == f"{MARK}（1 个）：{NAME}。"
    assert page.find("section", **{"aria-labelledby": "counted"}).find("tbody").all("td")[
        0
    ].text == (f"已审核，{MARK}")
    assert page.find("section", **{"aria-labelledby": "since"}).texts == [
        "发布之后", "与现有数据一致。"
    ]  # fmt: skip
