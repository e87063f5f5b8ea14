"""A unit in the admin: its end and its successors go the way of the act, with the same sentences."""

from datetime import date

import pytest

from tests import cast, html
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.city import browser
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db
LIST = "/admin/units/reportingunit/"


def address(unit) -> str:
    return f"{LIST}{unit.pk}/change/"


def data(unit, **changes) -> dict:
    fields = ("code", "name", "short_name", "other_names", "kind", "region_code", "position")
    return {name: getattr(unit, name) for name in fields} | changes


def errors(response) -> dict:
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_a_split_in_the_form():
    unit, into = cast.unit(), [cast.unit(HUAIYANG), cast.unit(FUGOU)]
    client = browser("administrator")
    ends = data(unit, valid_to="2021-05-01", successors=[each.pk for each in into])
    assert client.post(address(unit), ends).status_code == 302
    change = unit.succession_changes.get()
    assert (change.by_name, change.ends_on) == ("系统管理员", date(2021, 5, 1))
    page = html.read(client.get(address(unit)))
    (told,) = page.find("section", **{"aria-labelledby": "history"}).all("li")
    assert told.text.endswith(
        "，系统管理员（sysadmin）：2021年5月1日停用，由淮阳区市场监督管理局（411603）、"
        "扶沟县市场监督管理局（411621）承继。"
    )
    (end,) = page.all("div", class_="field-end")
    assert end.text.endswith("已并入淮阳区市场监督管理局、扶沟县市场监督管理局")
    page = html.read(client.get(address(into[0])))
    assert page.find("div", class_="field-taken_in").text.endswith("川汇区市场监督管理局")


def test_the_end_is_taken_back_in_the_form():
    unit, client = cast.unit(), browser("administrator")
    unit.end(on=date(2021, 5, 1), into=[cast.unit(HUAIYANG)], by=cast.administrator())
    assert client.post(address(unit), data(unit)).status_code == 302
    unit = ReportingUnit.objects.get(pk=unit.pk)
    assert (unit.valid_to, list(unit.successors.all())) == (None, [])
    assert [str(change) for change in unit.succession_changes.all()][-1] == "撤销停用"


def test_saving_something_else_leaves_the_end_alone():
    unit, other, client = cast.unit(), cast.unit(HUAIYANG), browser("administrator")
    unit.end(on=date(2021, 5, 1), into=[other], by=cast.administrator())
    same = data(unit, valid_to="2021-05-01", successors=[other.pk], office_phone="0394-1")
    assert client.post(address(unit), same).status_code == 302
    unit = ReportingUnit.objects.get(pk=unit.pk)
    assert (unit.office_phone, unit.succession_changes.count()) == ("0394-1", 1)


def test_a_new_unit_may_be_an_ended_one():
    other, client = cast.unit(HUAIYANG), browser("administrator")
    new = data(cast.unit(), code="411626", name="淮阳县局", short_name="淮阳县")
    new |= {"valid_to": "2019-12-31", "successors": [other.pk]}
    assert client.post(f"{LIST}add/", new).status_code == 302
    unit = ReportingUnit.objects.get(code="411626")
    assert (unit.valid_to, list(unit.successors.all())) == (date(2019, 12, 31), [other])
    assert unit.succession_changes.count() == 1


@pytest.mark.parametrize(
    ("valid_to", "into", "expected"),
    [
        ("", [HUAIYANG], {"valid_to": ["选了承继单位，请同时填写停用日期。"]}),
        (
            "2021-05-01",
            [CHUANHUI],
            {"successors": ["川汇区市场监督管理局不能并入自己，请另选承继单位。"]},
        ),
        (
            "2021-05-01",
            [FUGOU],
            {
                "successors": [
                    "扶沟县市场监督管理局于2020年12月31日停用，"
                    "不能承继2021年5月1日停用的川汇区市场监督管理局。"
                    "请核对两个单位的日期，或为川汇区市场监督管理局另选承继单位。"
                ]
            },
        ),
        ("x", [], {"valid_to": ["输入一个有效的日期。"]}),
    ],
    ids=["no day", "itself", "ended earlier", "no date"],
)
def test_what_the_form_refuses(valid_to, into, expected):
    unit, _ = cast.unit(), cast.unit(HUAIYANG)
    cast.unit(FUGOU, valid_to=date(2020, 12, 31))
    keys = ReportingUnit.objects.filter(code__in=into).values_list("pk", flat=True)
    changes = data(unit, valid_to=valid_to, successors=list(keys), office_phone="0394-1")
    assert errors(browser("administrator").post(address(unit), changes)) == expected
    unit = ReportingUnit.objects.get(pk=unit.pk)
    assert (unit.valid_to, unit.office_phone, unit.successors.count()) == (None, "", 0)


def test_a_beginning_moved_past_the_end_of_who_was_merged_into_it():
    old, unit = cast.unit(), cast.unit(HUAIYANG)
    old.end(on=date(2021, 5, 1), into=[unit], by=cast.administrator())
    response = browser("administrator").post(address(unit), data(unit, valid_from="2021-06-01"))
    assert errors(response) == {
        "successors": [
            "淮阳区市场监督管理局自2021年6月1日起启用，晚于停用的次日，"
            "不能承继2021年5月1日停用的川汇区市场监督管理局。"
            "请核对两个单位的日期，或为川汇区市场监督管理局另选承继单位。"
        ]
    }
    assert ReportingUnit.objects.get(pk=unit.pk).valid_from is None


def test_a_code_that_was_another_unit_s():
    unit, other = cast.unit(), cast.unit(HUAIYANG)
    other.code = "411699"
    other.save()
    client = browser("administrator")
    assert errors(client.post(address(unit), data(unit, code=HUAIYANG))) == {
        "code": ["代码 411603 是淮阳区市场监督管理局的曾用代码，请另选代码。"]
    }
    assert errors(client.post(address(unit), data(unit, code="411699"))) == {
        "code": ["代码 411699 已由淮阳区市场监督管理局使用，请另选代码。"]
    }
    assert ReportingUnit.objects.get(pk=unit.pk).code == CHUANHUI


def test_the_page_shows_the_former_code_and_the_list_finds_by_it():
    unit, _ = cast.unit(), cast.unit(HUAIYANG)
    client = browser("administrator")
    assert client.post(address(unit), data(unit, code="411699")).status_code == 302
    page = html.read(client.get(address(unit)))
    assert page.find("div", class_="field-former_codes").text.endswith("411602")
    rows = html.read(client.get(f"{LIST}?q=411602")).find("table", id="result_list")
    assert [row.find("th").text for row in rows.find("tbody").all("tr")] == ["411699"]


def test_without_scripts_successors_are_written_in_a_line():
    unit, huaiyang, _ = cast.unit(), cast.unit(HUAIYANG), cast.unit(FUGOU)
    client = browser("administrator")
    ends = data(unit, valid_to="2021-05-01", successors=[huaiyang.pk])
    response = client.post(address(unit), ends | {"successors-written": "扶沟县，999999\0、淮阳区"})
    said = "找不到承继单位“999999”，或同名的不止一个。请填写单位代码或全称。"
    assert errors(response) == {"successors": [said]}
    line = html.read(response).find("noscript").find("input")
    assert (line["name"], line["value"]) == ("successors-written", "999999")
    chosen = [each.text for each in html.read(response).find("select", id="id_successors")]
    assert chosen == ["淮阳区市场监督管理局", "扶沟县市场监督管理局"]
    assert client.post(address(unit), ends | {"successors-written": FUGOU}).status_code == 302
    successors = unit.successors.values_list("code", flat=True)
    assert list(successors) == [HUAIYANG, FUGOU]


@pytest.mark.parametrize("number", [3, 30])
def test_the_form_carries_chosen_units_alone(number, django_assert_num_queries):
    unit, into = cast.unit(), cast.unit(HUAIYANG)
    for code in city.counties(number):
        cast.unit(code)
    unit.end(on=date(2021, 5, 1), into=[into], by=cast.administrator())
    client = browser("administrator")
    with django_assert_num_queries(8):
        page = html.read(client.get(address(unit)))
    options = [each.text for each in page.find("select", id="id_successors")]
    assert options == ["淮阳区市场监督管理局"]


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_takes_the_same_queries_for_any_number(number, django_assert_num_queries):
    into = cast.unit()
    for code in city.counties(number):
        cast.unit(code).end(on=date(2021, 5, 1), into=[into], by=cast.administrator())
    client = browser("administrator")
    with django_assert_num_queries(6):
        rows = html.read(client.get(LIST)).find("table", id="result_list")
    told = [cell.text for cell in rows.all("td", class_="field-end")]
    assert sorted(told) == sorted(["—", *["已并入川汇区市场监督管理局"] * number])
