"""上期已更正，待复核 where the city reviews: the page with 复核无误, and the list."""

import pytest

from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.review.deciding import (
    approve,
    forms,
    nothing_happened,
    post,
    read,
    refused,
)
from tests.statistics.models.correcting import approved, correct, rework, stored, two_quarters
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
MARK = "上期已更正，待复核"
REASON = "核对了15件的案卷，均为新立"


@pytest.fixture
@remembered
def quarters():
    """The first corrected from 10 to 25, the second approved with 15."""
    first, second = two_quarters()
    correct(first, 25)
    return stored(first), stored(second)


@pytest.fixture
def second(quarters):
    return quarters[1]


def section(page) -> html.Element:
    return page.find("section", **{"aria-labelledby": "after-correction"})


# --- The page ------------------------------------------------------------------------------------


def test_the_page_says_what_was_corrected(second, client):
    page = read(client, second)
    assert section(page).texts[:3] == [
        MARK,
        f"{MARK}：一季度的表于 2021年3月29日 10:00 更正后审核通过（市局审核员），"
        "与本表报送时的已审核数不同：",
        "商标侵权案件 · 立案：10 → 25",
    ]
    assert page.find("main").find("div", class_="state").find("span", class_="mark").text == MARK
    assert forms(page)["confirm"] == {"edition": "2", "reason": ""}


def test_two_corrections_in_a_row_are_told_together(quarters, client):
    first, second = quarters
    correct(first, 27)
    assert section(read(client, second)).find("li").text == "商标侵权案件 · 立案：10 → 27"


def test_confirming(second, client):
    response = post(client, second, "confirm", edition="2", reason=REASON)
    assert (response.status_code, response["Location"]) == (302, city.review_page(second))
    answer = client.get(response["Location"])
    assert city.messages(answer) == ["川汇区市场监督管理局：复核无误，已记入报送版本。"]
    page = html.read(answer)
    assert page.all("span", class_="mark") == []
    assert forms(page).keys() == {"reopen"}
    newest = page.all("article", class_="edition")[0]
    assert (newest.texts[0], newest.texts[2:4]) == (
        "第 3 版 · 复核无误",
        [f"原因：{REASON}", "数字与上一版相同。"],
    )


def test_who_accepted_an_explanation_is_still_told_afterwards(client):
    """The second quarter fell, was accepted, and is confirmed after the first was corrected."""
    first, second = approved(1, 20), approved(2, 15)
    correct(first, 18)
    assert post(client, second, "confirm", edition="2", reason=REASON).status_code == 302
    said = [each.text for each in read(client, second).all("p", class_="said")]
    assert [each.endswith("市局审核员认可") for each in said] == [True]


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        ({"edition": "2", "reason": " "}, 422,
         "请写明复核的依据，例如核对了哪些案卷、为什么本表不用更正。"),
        ({"edition": "2"}, 422, "请写明复核的依据，例如核对了哪些案卷、为什么本表不用更正。"),
        ({"edition": "1", "reason": REASON}, 409,
         "您查看的不是最新的第 2 版，没有执行“复核无误”。请查看最新版后再作决定。"),
        ({"edition": "x", "reason": REASON}, 409,
         "您查看的不是最新的第 2 版，没有执行“复核无误”。请查看最新版后再作决定。"),
    ],
)  # fmt: skip
def test_confirming_refused(second, client, data, status, sentence):
    response = post(client, second, "confirm", **data)
    assert refused(response) == (status, f"没有执行：{sentence}")
    assert nothing_happened(second)
    assert stored(second).mark == MARK


@pytest.mark.parametrize("reason", ["很" * 501, "a\0b"])
def test_a_reason_that_cannot_be_kept_stays_in_its_place(second, client, reason):
    response = post(client, second, "confirm", edition="2", reason=reason)
    assert response.status_code == 422
    assert nothing_happened(second)


def test_what_was_typed_is_kept(second, client):
    page = html.read(post(client, second, "confirm", edition="1", reason=REASON))
    assert page.find("textarea", id="confirm-reason").text == REASON


def test_a_table_without_the_mark(quarters, client):
    first, _ = quarters
    assert MARK not in read(client, first).find("main").text
    assert refused(post(client, first, "confirm", edition="5", reason=REASON)) == (
        409, "没有执行：这张表没有“上期已更正，待复核”的标记，可能已经复核过，没有执行“复核无误”。"
    )  # fmt: skip


def test_one_that_is_being_corrected_is_not_to_be_confirmed(second, client):
    second.reopen(by=cast.reviewer(), edition=2, reason="更正")
    page = read(client, second)
    assert section(page).texts[-1] == "本表正由填报单位更正，报送后随审核一并处理。"
    assert "confirm" not in forms(page)
    assert post(client, second, "confirm", edition="3", reason=REASON).status_code == 409


def test_the_auditor_reads_it_and_cannot_confirm(second):
    auditor = city.sign_in(cast.auditor())
    page = read(auditor, second)
    assert section(page).texts[0] == MARK
    assert "confirm" not in forms(page)
    response = post(auditor, second, "confirm", edition="2", reason=REASON)
    assert refused(response) == (403, "没有执行：您的账户没有“复核无误”的权限。")
    assert nothing_happened(second)


def test_confirming_is_posted(second, client):
    response = client.get(f"{city.LIST}{second.pk}/confirm/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert client.post(f"{city.LIST}999/confirm/").status_code == 404


# --- Q5 on the page ------------------------------------------------------------------------------


def test_the_reviewer_of_the_correction_is_told_and_accepts_it(client):
    first, _ = two_quarters()
    rework(first, 25)
    page = read(client, first)
    [finding] = page.all("div", class_="finding")
    assert finding.texts[:2] == [
        "商标侵权案件 · 立案核实性审核",
        "二季度（已审核）15 < 一季度 25，以后各期的累计数应不少于本期，少 10 件。"
        "请核对本期数字；本期属实，以后各期须更正或另有原因的，写明情况。",
    ]
    assert page.find("fieldset", class_="accept").find("input")["value"] == "Q5-trademark-filed"
    assert approve(client, first, edition="4").status_code == 422
    accepted = approve(client, first, edition="4", accept="Q5-trademark-filed")
    assert accepted.status_code == 302


# --- The list ------------------------------------------------------------------------------------


def test_the_list_marks_it_and_finds_it(quarters, client):
    def states(query=""):
        table = html.read(client.get(city.LIST + query)).find("table", id="result_list")
        return [row.find("td", class_="field-status").text for row in table.find("tbody").all("tr")]

    assert sorted(states("?status=approved")) == ["已审核", f"已审核 {MARK}"]
    assert states("?marked=yes") == [f"已审核 {MARK}"]


@pytest.mark.parametrize("marked", [False, True])
def test_a_mark_costs_the_page_a_few_queries_of_its_own(client, marked, django_assert_num_queries):
    first, second = two_quarters()
    correct(first, 25 if marked else 10)
    client.get(city.review_page(second))
    with django_assert_num_queries(14 if marked else 11):
        client.get(city.review_page(second))
