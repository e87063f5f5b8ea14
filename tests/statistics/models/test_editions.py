"""Editions: kept for good, comparable, and each with a digest that anybody can work out again."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from statistics.form.indicators import CELLS
from statistics.models import Edition, Report
from statistics.models.edition import Change, digest_of
from tests import cast
from tests.worlds import remembered

pytestmark = pytest.mark.django_db

FIGURES = {
    "actions": 46,
    "officers": 92,
    "trademark-filed": 10,
    "trademark-value": Decimal("15.540000"),
}


@pytest.fixture
@remembered
def report() -> Report:
    report = cast.report(cast.open_period())
    cast.fill(report, FIGURES, cut_off_on=date(2021, 6, 25))
    return report


@pytest.fixture
def edition(report) -> Edition:
    return cast.submit(report)


# --- Kept for good -------------------------------------------------------------------------------


def change(edition):
    edition.reason = "改了"
    edition.save()


ATTEMPTS = {
    "save": change,
    "save a field": lambda edition: edition.save(update_fields=["content"]),
    "save over it": lambda edition: Edition(pk=edition.pk, report=edition.report).save(),
    "update": lambda edition: Edition.objects.update(reason="改了"),
    "update some": lambda edition: Edition.objects.filter(pk=edition.pk).update(reason="改了"),
    "update a report's": lambda edition: edition.report.editions.update(reason="改了"),
    "update in bulk": lambda edition: Edition.objects.bulk_update([edition], ["reason"]),
    "update or create": lambda edition: Edition.objects.update_or_create(
        pk=edition.pk, defaults={"reason": "改了"}
    ),
    "delete": lambda edition: edition.delete(),
    "delete all": lambda edition: Edition.objects.all().delete(),
    "delete a report's": lambda edition: edition.report.editions.all().delete(),
}


NEVER = r"^editions are never (changed|deleted)$"


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_an_edition_is_neither_changed_nor_deleted(edition, attempt):
    before = list(Edition.objects.values())
    with pytest.raises(TypeError, match=NEVER), transaction.atomic():
        attempt(edition)
    assert list(Edition.objects.values()) == before


def test_neither_its_report_nor_whoever_made_it_can_be_deleted(edition):
    with pytest.raises(ProtectedError):
        edition.report.delete()
    with pytest.raises(ProtectedError):
        edition.by.delete()


def test_a_report_has_each_number_once(edition):
    edition.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save()


# --- What changed --------------------------------------------------------------------------------


def test_each_edition_says_what_changed_since_the_one_before(report, edition):
    cast.send_back(report)
    figures = FIGURES | {"trademark-filed": 9, "trademark-value": Decimal("15.5"), "actions": None}
    figures |= {"officers": None}
    cast.fill(report, figures | {"other_patent-closed": 0})
    cast.submit(report)
    told = [(one.number, one.event, one.changes) for one in report.editions.with_changes()]
    assert told == [
        (
            3,
            "submitted",
            [
                Change("actions", "开展执法行动", "46", ""),
                Change("officers", "出动执法人员", "92", ""),
                Change("trademark-filed", "商标侵权案件 · 立案", "10", "9"),
                Change("trademark-value", "商标侵权案件 · 涉案金额", "15.54", "15.5"),
                Change("other_patent-closed", "其他专利案件 · 结案", "", "0"),
            ],
        ),
        (2, "returned", []),
        (1, "submitted", None),
    ]


def test_a_report_without_editions_has_no_changes(report):
    assert report.editions.with_changes() == []


def test_the_editions_come_in_one_query_however_many(report, edition, django_assert_num_queries):
    with django_assert_num_queries(1):
        report.editions.with_changes()[0].by.display_name  # noqa: B018
    for _ in range(3):
        cast.send_back(report)
        cast.submit(report)
    with django_assert_num_queries(1):
        assert [one.by.display_name for one in report.editions.with_changes()] == [
            *["川汇区填报员", "市局审核员"] * 3,
            "川汇区填报员",
        ]


# --- The digest ----------------------------------------------------------------------------------

BEFORE = {  # what version 0.1.0 kept
    "unit": "411602",
    "year": 2021,
    "quarter": 2,
    "cut_off_on": "2021-06-25",
    "filled_by": "填报员甲",
    "zero_report": False,
    "blank_as_zero": True,
    "figures": dict.fromkeys(CELLS, "")
    | {"actions": "46", "officers": "92", "trademark-filed": "10", "trademark-value": "15.54"},
}
CONTENT = BEFORE | {"unit_name": "川汇区市场监督管理局", "due_on": "2021-06-30", "rules": 1}
DIGEST = "6a49f811b3301b69633c337e948b4e8bbcc8c7a315dca8e3aa9b78d05f9ce55d"


def test_the_digest_is_the_sha_256_of_the_canonical_json():
    """printf '%s' '{"a":"商标","b":{"c":"","d":"1"}}' | sha256sum"""
    digest = "7239e5c9c9fd1ff20a2787d113b6050c94712a10d260f66389b51222f825d82e"
    assert digest_of({"b": {"d": "1", "c": ""}, "a": "商标"}) == digest
    assert digest_of({"a": "商标", "b": {"c": "", "d": "1"}}) == digest
    assert hashlib.sha256('{"a":"商标","b":{"c":"","d":"1"}}'.encode()).hexdigest() == digest


def test_the_digest_of_one_report_for_all_time(edition):
    """Whoever changes what an edition keeps, or how, can no longer prove the old ones."""
    assert (edition.content, edition.digest) == (CONTENT, DIGEST)


def test_the_digest_can_be_worked_out_from_what_is_stored(edition):
    stored = Edition.objects.get(pk=edition.pk)
    assert digest_of(stored.content) == stored.digest == DIGEST
    assert digest_of(json.loads(json.dumps(stored.content))) == DIGEST


def test_what_was_kept_before_there_were_explanations_can_still_be_proved():
    old = BEFORE | {"figures": BEFORE["figures"] | {"officers": ""}}
    assert digest_of(old) == "513428b7240ab7774967adeab3f069f0c3e2d6aeb472251d820e8e6653dd40ba"


def test_what_version_0_1_0_kept_can_still_be_proved():
    digest = "56eebd514d501bbc3fdd11e695f12521518a139860a4471f0f709f9db34e4de7"
    assert digest_of(BEFORE) == digest


@pytest.mark.parametrize(
    "change",
    [
        {"filled_by": "填报员乙"},
        {"blank_as_zero": False},
        {"cut_off_on": ""},
        {"figures": CONTENT["figures"] | {"officers": "0"}},
    ],
    ids=["a name", "an answer", "a day", "a zero for a blank"],
)
def test_any_change_gives_another_digest(change):
    assert digest_of(CONTENT) == DIGEST != digest_of(CONTENT | change)


def test_what_is_approved_unchanged_has_the_digest_of_what_was_submitted(report, edition):
    approved = cast.approve(report)
    assert (approved.event, approved.digest, approved.content) == ("approved", DIGEST, CONTENT)


def test_a_correction_undone_has_the_first_digest_again(report, edition):
    cast.send_back(report)
    cast.fill(report, FIGURES | {"actions": 47}, cut_off_on=date(2021, 6, 25))
    corrected = cast.submit(report)
    cast.send_back(report)
    cast.fill(report, FIGURES, cut_off_on=date(2021, 6, 25))
    assert corrected.digest != DIGEST == cast.submit(report).digest


def test_the_same_figures_of_the_neighbour_have_another_digest(report, edition):
    neighbour = cast.report(report.period, cast.HUAIYANG)
    cast.fill(neighbour, FIGURES, cut_off_on=date(2021, 6, 25))
    assert cast.submit(neighbour).digest != DIGEST
