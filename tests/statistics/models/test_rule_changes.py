"""Changing a campaign's rules: who may, what is refused, what is kept for good, what follows."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from campaigns.models import Campaign
from campaigns.start import start_campaign
from statistics.checks.rules import DEFAULT, Difference
from statistics.errors import NotAllowed, NotSubmittable, ReasonMissing, RulesRefused, StaleVersion
from statistics.models import FormRules, Report, RuleChange, change_rules, rules_in_force
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return start_campaign(2021)


def change(campaign, rules, **more) -> RuleChange:
    values = {
        "by": cast.reviewer(),
        "reason": "省局来函",
        "version": rules_in_force(campaign).version,
    }
    return change_rules(campaign, rules=rules, **values | more)


def stored(campaign) -> tuple:
    rules = FormRules.objects.filter(campaign=campaign).values_list("rules", "version")
    return rules.get() if rules else ({}, 1)


def test_a_campaign_begins_with_the_forms_own(campaign):
    assert (rules_in_force(campaign), stored(campaign)) == (DEFAULT, ({}, 1))
    assert campaign.rule_changes.with_differences() == []


def test_a_change(campaign):
    at = cast.moment(date(2021, 6, 1))
    made = change(campaign, {"M3-per_case": " ８０.0", "D1-level": "hint"}, reason=" 省局\n", at=at)
    kept = {"D1-level": "hint", "M3-per_case": "80"}
    assert stored(campaign) == (kept, 2)
    assert (made.campaign, made.version, made.rules, made.at, made.by, made.reason) == (
        campaign, 2, kept, at, cast.reviewer(), "省局"
    )  # fmt: skip
    assert (rules_in_force(campaign).stored, rules_in_force(campaign).version) == (kept, 2)
    assert str(made) == "2021年审核规则第2版"


def test_another_years_rules_are_its_own(campaign):
    change(campaign, {"D1-level": "hint"})
    assert rules_in_force(start_campaign(2022)) == DEFAULT


def test_the_history_says_what_was_in_force_when(campaign):
    change(campaign, {"M3-per_case": "80"})
    change(campaign, {"M3-per_case": "90", "D1-level": "hint"})
    change(campaign, {})
    history = campaign.rule_changes.with_differences()
    level = "核实性审核"
    assert [(each.version, each.rules, each.differences) for each in history] == [
        (4, {}, [Difference("D1", "级别", "提示", level),
                 Difference("M3", "每案不超过", "90 万元", "50 万元")]),
        (3, {"D1-level": "hint", "M3-per_case": "90"},
            [Difference("D1", "级别", level, "提示"),
             Difference("M3", "每案不超过", "80 万元", "90 万元")]),
        (2, {"M3-per_case": "80"}, [Difference("M3", "每案不超过", "50 万元", "80 万元")]),
    ]  # fmt: skip


# --- Refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "account",
    [cast.auditor, cast.administrator, cast.without_unit, lambda: cast.clerk(cast.unit())],
)
def test_only_the_section_may(campaign, account):
    with pytest.raises(NotAllowed, match="您的账户没有“修改审核规则”的权限。"):
        change(campaign, {"D1-level": "hint"}, by=account())
    assert stored(campaign) == ({}, 1)


def test_somebody_else_was_quicker(campaign):
    seen = Campaign.objects.get(pk=campaign.pk)
    change(campaign, {"D1-level": "hint"})
    with pytest.raises(StaleVersion) as caught:
        change(seen, {"D2-level": "hint"}, version=1)
    assert caught.value.message == (
        "您打开本页之后，市局审核员改过审核规则，现在是第 2 版。您填的没有保存，请核对后再改。"
    )
    assert stored(campaign) == ({"D1-level": "hint"}, 2)


@pytest.mark.parametrize("version", [None, 0, 2])
def test_a_version_that_there_is_not(campaign, version):
    with pytest.raises(StaleVersion, match="审核规则有了变化，现在是第 1 版"):
        change(campaign, {"D1-level": "hint"}, version=version)


def test_what_cannot_be_set_is_named_and_nothing_else_is_set(campaign):
    with pytest.raises(RulesRefused) as caught:
        change(campaign, {"M3-per_case": "0", "A1-level": "hint", "D1-level": "hint"})
    assert set(caught.value.problems) == {"M3-per_case", "A1-level"}
    assert (stored(campaign), campaign.rule_changes.count()) == (({}, 1), 0)


@pytest.mark.parametrize("rules", [{}, {"M3-per_case": "50.00", "D1-level": "explain"}])
def test_nothing_to_change(campaign, rules):
    with pytest.raises(
        RulesRefused, match="各项设置与现行规则相同，没有需要保存的改动。"
    ) as caught:
        change(campaign, rules)
    assert (caught.value.status, caught.value.problems) == (422, {})


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "请写明修改原因"),
        (" \n", "请写明修改原因"),
        ("很" * 501, "原因有 501 个字，最多 500 个"),
    ],
)
def test_a_change_has_a_reason(campaign, reason, sentence):
    with pytest.raises(ReasonMissing, match=sentence):
        change(campaign, {"D1-level": "hint"}, reason=reason)
    assert stored(campaign) == ({}, 1)


def test_the_history_is_never_changed(campaign):
    made = change(campaign, {"D1-level": "hint"})
    for attempt in (made.save, made.delete, campaign.rule_changes.all().delete,
                    lambda: RuleChange.objects.update(reason="x")):  # fmt: skip
        with pytest.raises(TypeError, match="rule changes are never"):
            attempt()
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleChange.objects.create(
            campaign=campaign, version=2, rules={}, at=made.at, by=made.by, reason="x"
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_the_same_instant_one_wins():
    campaign, by = start_campaign(2021), cast.reviewer()
    start = Barrier(2)

    def attempt(rules):
        mine = Campaign.objects.get(pk=campaign.pk)
        start.wait()
        try:
            return change_rules(mine, rules=rules, by=by, reason="省局来函", version=1).version
        except StaleVersion:
            return "stale"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(attempt, [{"D1-level": "hint"}, {"D2-level": "hint"}]))
    assert sorted(map(str, answers)) == ["2", "stale"]
    assert (stored(campaign)[1], campaign.rule_changes.count()) == (2, 1)


# --- What follows --------------------------------------------------------------------------------

ODD = {"actions": 5, "officers": 10, "trademark-filed": 1, "trademark-closed": 2,
       "trademark-value": 60}  # fmt: skip


@pytest.fixture
def report():
    """川汇区 closed one more than it filed; 30 万元 a case."""
    report = cast.report(cast.open_period())
    cast.fill(report, ODD)
    return report


def listed() -> list[tuple[str, str]]:
    out = StringIO()
    call_command("check_reports", "2021", "2", "--json", stdout=out)
    return [(each["check"], each["level"]) for each in json.loads(out.getvalue())]


def test_the_command_follows_level_and_limit(report):
    assert listed() == [("D1", "explain")]
    change(report.period.campaign, {"D1-level": "hint", "M3-per_case": "29.99"})
    assert listed() == [("M3", "explain"), ("D1", "hint")]


def test_what_is_made_mandatory_blocks_a_submission(report):
    change(report.period.campaign, {"D1-level": "mandatory"})
    with pytest.raises(NotSubmittable) as caught:
        cast.submit(cast.report(report.period))
    assert [finding.message for finding in caught.value.findings] == [
        "商标侵权案件 · 结案：现填 2 件，应不超过立案 1 件，多 1 件。请核对两格，改正后才能报送。"
    ]
    change(Campaign.objects.get(), {"D1-level": "hint"})
    cast.submit(cast.report(report.period))


def test_what_was_submitted_is_held_to_the_present_rules(report):
    cast.submit(report)
    before = list(report.editions.values())
    change(report.period.campaign, {"D1-level": "mandatory"})
    assert listed() == [("D1", "mandatory")]
    assert (Report.objects.get(pk=report.pk).status, list(report.editions.values())) == (
        "submitted",
        before,
    )


def test_rules_cost_an_evaluation_no_query(report, django_assert_num_queries):
    change(report.period.campaign, {"D1-level": "hint"})
    report = cast.report(report.period)
    with django_assert_num_queries(0):
        assert [each.check for each in report.findings([])] == ["D1"]
