"""Former codes and names: kept by the portal itself, never given to another unit, still understood."""

import pytest
from django.core.exceptions import ValidationError

from tests import cast
from tests.cast import CHUANHUI, HUAIYANG
from units.models import ReportingUnit
from units.names import UnitNames
from units.roster import RosterChanges, load_roster

pytestmark = pytest.mark.django_db


def stored(unit) -> ReportingUnit:
    return ReportingUnit.objects.get(pk=unit.pk)


def changed(unit, **values) -> ReportingUnit:
    for name, value in values.items():
        setattr(unit, name, value)
    unit.save(update_fields=list(values))
    return stored(unit)


def test_each_code_that_a_unit_had_is_kept():
    unit = cast.unit()
    assert unit.codes == [CHUANHUI]
    assert changed(unit, code="411698").codes == ["411698", CHUANHUI]
    assert changed(unit, code="411699").codes == ["411699", CHUANHUI, "411698"]
    assert changed(unit, code="411698").codes == ["411698", CHUANHUI, "411699"]


def test_a_save_from_memory_forgets_no_code():
    unit, stale = cast.unit(), cast.unit()
    changed(unit, code="411698")
    stale.code = "411699"
    stale.save()
    assert stored(unit).codes == ["411699", CHUANHUI, "411698"]


def test_the_old_names_become_other_names_once():
    unit = cast.unit(HUAIYANG)
    new = {"name": "陈州区市场监督管理局", "short_name": "陈州区"}
    assert changed(unit, **new).other_names == "淮阳县、淮阳区市场监督管理局、淮阳区"
    changed(unit, name="淮阳区市场监督管理局", short_name="淮阳区")
    assert changed(unit, **new).other_names == (
        "淮阳县、淮阳区市场监督管理局、淮阳区、陈州区市场监督管理局、陈州区"
    )


def test_what_was_typed_as_other_names_stays_as_it_was_typed():
    unit = cast.unit(CHUANHUI, other_names="川汇新城， 老川汇")
    assert changed(unit, office_phone="0394-1").other_names == "川汇新城， 老川汇"
    assert changed(unit, name="川汇局").other_names == "川汇新城， 老川汇、川汇区市场监督管理局"
    unit.other_names, unit.name = "川汇新城", "川汇分局"
    unit.save()
    assert stored(unit).other_names == "川汇新城、川汇局"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (HUAIYANG, "代码 411603 是淮阳区市场监督管理局的曾用代码，请另选代码。"),
        ("411699", "代码 411699 已由淮阳区市场监督管理局使用，请另选代码。"),
    ],
)
def test_a_code_that_is_or_was_another_unit_s_is_refused(code, sentence):
    unit = cast.unit()
    changed(cast.unit(HUAIYANG), code="411699")
    for attempt in (
        lambda: changed(unit, code=code),
        ReportingUnit(code=code, name="新局", short_name="新", kind="county").save,
    ):
        with pytest.raises(ValidationError) as refused:
            attempt()
        assert refused.value.message_dict == {"code": [sentence]}
    assert [each.code for each in ReportingUnit.objects.all()] == [CHUANHUI, "411699"]


def test_a_code_within_a_longer_one_is_free():
    changed(cast.unit("4116021"), code="411699")
    assert changed(cast.unit(HUAIYANG), code=CHUANHUI).codes == [CHUANHUI, HUAIYANG]


def test_a_unit_is_found_by_a_former_code_and_the_old_name():
    unit = cast.unit()
    unit = changed(unit, code="411699", name="沙颍区市场监督管理局", short_name="沙颍区")
    names = UnitNames([unit, cast.unit(HUAIYANG)])
    asked = ("411602", "411699", "川汇区市场监督管理局", "川汇区", "沙颍区市监局")
    assert [names.find(each) for each in asked] == [unit] * 5
    files = ("411602.xlsx", "川汇区2021.xlsx", "沙颍区二季度.xlsx")
    assert [names.find_within(each) for each in files] == [unit] * 3


def test_the_roster_knows_a_unit_by_its_former_code():
    load_roster()
    unit = changed(ReportingUnit.objects.get(code=HUAIYANG), code="411699")
    assert load_roster() == RosterChanges(added=[], changed=[])
    assert (stored(unit).codes, ReportingUnit.objects.count()) == (["411699", HUAIYANG], 14)


def test_the_roster_adds_other_names_and_takes_none_away():
    load_roster()
    unit = changed(ReportingUnit.objects.get(code=HUAIYANG), other_names="陈州")
    assert load_roster() == RosterChanges(added=[], changed=[HUAIYANG])
    assert stored(unit).other_names == "陈州、淮阳县"
    assert load_roster() == RosterChanges(added=[], changed=[])
