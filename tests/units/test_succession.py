"""Units that end: one act names the last day and all who go on; what is not consistent is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests import cast
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from units.models import ReportingUnit, SuccessionChange

pytestmark = pytest.mark.django_db
LAST_DAY = date(2030, 5, 1)


def merge(unit, *into, on=LAST_DAY, at=None):
    return unit.end(on=on, into=into, by=cast.administrator(), at=at)


def standing(unit) -> tuple:
    """What is stored of its end, and how many acts led there."""
    unit = ReportingUnit.objects.get(pk=unit.pk)
    codes = [each.code for each in unit.successors.all()]
    return unit.valid_to, codes, unit.succession_changes.count()


def refusal(unit, *into, on=LAST_DAY) -> dict:
    """Why it is refused; nothing was changed, for nobody."""
    before = [standing(each) for each in ReportingUnit.objects.all()]
    with pytest.raises(ValidationError) as refused:
        merge(unit, *into, on=on)
    assert [standing(each) for each in ReportingUnit.objects.all()] == before
    return refused.value.message_dict


@pytest.fixture
def units():
    """川汇区, 淮阳区 and 扶沟县."""
    return [cast.unit(code) for code in (CHUANHUI, HUAIYANG, FUGOU)]


# --- The act -------------------------------------------------------------------------------------


def test_a_merger_is_kept_with_who_and_when_in_the_names_of_its_day(units):
    chuanhui, huaiyang, _ = units
    at = cast.moment(date(2030, 4, 20))
    change = merge(huaiyang, chuanhui, at=at)
    assert standing(huaiyang) == (LAST_DAY, [CHUANHUI], 1)
    assert (huaiyang.valid_to, list(chuanhui.predecessors.all())) == (LAST_DAY, [huaiyang])
    by = cast.administrator()
    by.username, by.last_name = "renamed", "改名"
    by.save()
    chuanhui.code, chuanhui.name = "411699", "川汇新区局"
    chuanhui.save()
    change = SuccessionChange.objects.get(pk=change.pk)
    assert (change.by, change.by_account, change.by_name, change.at) == (
        by, "sysadmin", "系统管理员", at,
    )  # fmt: skip
    assert str(change) == "2030年5月1日停用，由川汇区市场监督管理局（411602）承继"


def test_a_split_names_all_successors_in_one_act(units):
    chuanhui, huaiyang, fugou = units
    merge(chuanhui, huaiyang, fugou)
    assert standing(chuanhui) == (LAST_DAY, [HUAIYANG, FUGOU], 1)


def test_a_unit_may_end_without_a_successor(units):
    assert str(merge(units[0])) == "2030年5月1日停用，没有承继单位"
    assert standing(units[0]) == (LAST_DAY, [], 1)


def test_the_same_end_again_is_no_act(units):
    merge(units[0], units[1])
    assert merge(units[0], units[1]) is None
    assert standing(units[0]) == (LAST_DAY, [HUAIYANG], 1)


def test_a_wrong_end_is_corrected_and_taken_back(units):
    chuanhui, huaiyang, fugou = units
    merge(chuanhui, huaiyang)
    merge(chuanhui, fugou, on=date(2030, 6, 1))
    assert standing(chuanhui) == (date(2030, 6, 1), [FUGOU], 2)
    assert str(merge(chuanhui, on=None)) == "撤销停用"
    assert standing(chuanhui) == (None, [], 3)


def test_a_chain_of_mergers(units):
    chuanhui, huaiyang, fugou = units
    merge(chuanhui, huaiyang)
    merge(huaiyang, fugou, on=date(2030, 8, 1))
    assert standing(huaiyang) == (date(2030, 8, 1), [FUGOU], 1)


def test_who_goes_on_may_begin_the_day_after(units):
    new = cast.unit("411698", valid_from=date(2030, 5, 2))
    merge(units[0], new)
    assert standing(units[0]) == (LAST_DAY, ["411698"], 1)


# --- What is refused -----------------------------------------------------------------------------


def test_successors_without_a_day(units):
    assert refusal(units[0], units[1], on=None) == {
        "valid_to": ["选了承继单位，请同时填写停用日期。"]
    }


def test_an_end_before_the_beginning(units):
    unit = cast.unit("411698", valid_from=date(2030, 5, 2))
    assert refusal(unit, units[1]) == {"valid_to": ["停用日期不能早于启用日期。"]}


def test_a_merger_into_oneself(units):
    assert refusal(units[0], units[0], units[1]) == {
        "successors": ["川汇区市场监督管理局不能并入自己，请另选承继单位。"]
    }


def test_a_circle_through_a_chain(units):
    chuanhui, huaiyang, fugou = units
    merge(chuanhui, huaiyang)
    merge(huaiyang, fugou, on=date(2030, 8, 1))
    assert refusal(fugou, chuanhui, on=date(2030, 9, 1)) == {
        "successors": [
            "承继关系首尾相接：扶沟县市场监督管理局 → 川汇区市场监督管理局 → 淮阳区市场监督管理局 → "
            "扶沟县市场监督管理局。扶沟县市场监督管理局不能这样并入自己，请另选承继单位。"
        ]
    }


@pytest.mark.parametrize("ended", [date(2030, 5, 1), date(2029, 12, 31)])
def test_a_unit_that_had_ended_by_then_goes_on_for_nobody(units, ended):
    chuanhui, huaiyang, fugou = units
    merge(huaiyang, on=ended)
    assert refusal(chuanhui, fugou, huaiyang) == {
        "successors": [
            f"淮阳区市场监督管理局于{ended.year}年{ended.month}月{ended.day}日停用，"
            "不能承继2030年5月1日停用的川汇区市场监督管理局。"
            "请核对两个单位的日期，或为川汇区市场监督管理局另选承继单位。"
        ]
    }


def test_a_unit_that_begins_too_late_goes_on_for_nobody(units):
    new = cast.unit("411698", valid_from=date(2030, 5, 3))
    assert refusal(units[0], new) == {
        "successors": [
            "411698县市场监督管理局自2030年5月3日起启用，晚于停用的次日，"
            "不能承继2030年5月1日停用的川汇区市场监督管理局。"
            "请核对两个单位的日期，或为川汇区市场监督管理局另选承继单位。"
        ]
    }


def test_who_goes_on_for_another_cannot_end_before_it(units):
    chuanhui, huaiyang, _ = units
    merge(chuanhui, huaiyang)
    assert refusal(huaiyang, on=date(2030, 4, 1)) == {
        "successors": [
            "淮阳区市场监督管理局于2030年4月1日停用，"
            "不能承继2030年5月1日停用的川汇区市场监督管理局。"
            "请核对两个单位的日期，或为川汇区市场监督管理局另选承继单位。"
        ]
    }


def test_an_act_is_never_changed(units):
    change = merge(units[0])
    for attempt in (
        change.save, change.delete, SuccessionChange.objects.all().delete,
        lambda: SuccessionChange.objects.update(ends_on=None),
    ):  # fmt: skip
        with pytest.raises(TypeError):
            attempt()


# --- Many units ----------------------------------------------------------------------------------


def test_units_that_ended_before_a_day(units):
    merge(units[0])
    before = ReportingUnit.objects.ended_before
    assert list(before(LAST_DAY)) == []
    assert list(before(date(2030, 5, 2))) == [units[0]]


def test_the_graph_of_succession_takes_one_query(units, django_assert_num_queries):
    chuanhui, huaiyang, fugou = units
    new = cast.unit("411698", valid_from=date(2030, 5, 2))
    merge(chuanhui, fugou, huaiyang)
    merge(huaiyang, new, on=date(2030, 8, 1))
    with django_assert_num_queries(1):
        graph = ReportingUnit.objects.succession_graph()
    assert graph == {chuanhui.pk: [huaiyang.pk, fugou.pk], huaiyang.pk: [new.pk]}
    some = ReportingUnit.objects.filter(code=CHUANHUI)
    assert some.succession_graph() == {chuanhui.pk: [huaiyang.pk, fugou.pk]}


def test_what_becomes_of_a_unit_in_words(units):
    chuanhui, huaiyang, fugou = units
    assert chuanhui.end_in_words() == ""
    merge(fugou)
    merge(chuanhui, huaiyang)
    told = [each.end_in_words(today=date(2030, 5, 1)) for each in (chuanhui, fugou)]
    assert told == ["将并入淮阳区市场监督管理局", "将停用"]
    told = [each.end_in_words(today=date(2030, 5, 2)) for each in (chuanhui, fugou)]
    assert told == ["已并入淮阳区市场监督管理局", "已停用"]


def test_who_goes_on_in_a_unit_by_whatever_way_takes_one_query(units, django_assert_num_queries):
    chuanhui, huaiyang, fugou = units
    new = cast.unit("411698", valid_from=date(2030, 5, 2))
    merge(chuanhui, fugou, huaiyang)
    merge(huaiyang, new, on=date(2030, 8, 1))
    going_on_in = ReportingUnit.objects.going_on_in
    with django_assert_num_queries(1):
        assert {*going_on_in(new.pk)} == {new, huaiyang, chuanhui}
    assert {*going_on_in(fugou.pk)} == {fugou, chuanhui}
    assert {*going_on_in(chuanhui.pk)} == {chuanhui}
