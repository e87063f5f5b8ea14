"""manage.py verify_editions: stored figures are those that were reported, or the row is named."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statistics.form.figures import Figures
from statistics.models import TakeOver, take_over
from statistics.models.edition import digest_of
from tests import cast
from tests.statistics.admin.totals.issuing import corrected, issued
from tests.worlds import remembered

pytestmark = pytest.mark.django_db

HALF_YEAR = "川汇区市场监督管理局 2021年二季度"


@pytest.fixture
@remembered
def report():
    """川汇区's second quarter, reported and approved; 淮阳区's is a draft."""
    period = cast.open_period()
    cast.fill(cast.report(period, cast.HUAIYANG), {"actions": 3})
    report = cast.report(period)
    cast.fill(report, {"actions": 46, "trademark-filed": 10, "trademark-value": 15})
    cast.submit(report)
    cast.approve(report)
    return report


@pytest.fixture
@remembered
def imported():
    """淮阳区's first quarter, entered on behalf from a workbook and then reported by the unit."""
    report = cast.report(cast.open_period(2021, 1), cast.HUAIYANG)
    figures = Figures({"actions": 46})
    day = report.period.ends_on
    entry = TakeOver(report.pk, report.version, figures, day, "淮阳区.xlsx", b"the file")
    assert take_over([entry], by=cast.reviewer()) == {}
    report = cast.report(report.period, cast.HUAIYANG)
    cast.submit(report)
    return report


def behind_the_portal(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def verify(*options) -> str:
    out = StringIO()
    call_command("verify_editions", *options, stdout=out)
    return out.getvalue()


def faults() -> list[tuple[str, int, str, str]]:
    """Table, row, code and sentence of each fault; the command ends with exit code 1."""
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("verify_editions", "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert str(refused.value) == (
        f"发现 {len(found)} 处与存入时不一致，请保留数据库现状并查明原因。"
    )
    return [tuple(fault.values()) for fault in found]


# --- All is well ---------------------------------------------------------------------------------


def test_an_empty_portal_is_as_it_was_left():
    assert (
        verify()
        == "已核对统计表 0 张，版本 0 个，来源工作簿 0 个，已发布汇总表 0 件。\n全部一致。\n"
    )
    assert verify("--json") == "[]\n"


def test_what_the_portal_stored_is_as_it_was_left(report, imported):
    assert (
        verify()
        == "已核对统计表 4 张，版本 3 个，来源工作簿 1 个，已发布汇总表 0 件。\n全部一致。\n"
    )


@pytest.mark.parametrize("last", ["submitted", "withdrawn", "returned", "approved", "reopened"])
def test_every_state_is_one_that_its_last_edition_leads_to(last):
    report = cast.report(cast.open_period())
    cast.fill(report, {"actions": 46})
    cast.submit(report)
    if last == "withdrawn":
        report.withdraw(by=cast.clerk(report.unit), at=cast.in_time(report))
    if last == "returned":
        cast.send_back(report)
    if last in {"approved", "reopened"}:
        cast.approve(report)
    if last == "reopened":
        report.reopen(by=cast.reviewer(), edition=2, reason="更正立案数")
    assert report.editions.last().event == last
    assert verify("--json") == "[]\n"


def test_a_draft_may_differ_from_its_latest_edition(report):
    report.reopen(by=cast.reviewer(), edition=2, reason="更正立案数")
    cast.fill(report, {"actions": 47})
    assert verify("--json") == "[]\n"


def test_a_new_name_of_a_person_or_code_of_a_unit_is_no_fault(report, imported):
    behind_the_portal("UPDATE units_user SET last_name = '改名' WHERE username = 'city'")
    behind_the_portal("UPDATE units_reportingunit SET code = '411699' WHERE code = '411602'")
    assert verify("--json") == "[]\n"


# --- What was altered behind the portal's back ---------------------------------------------------


def test_a_figure_of_a_reported_table(report):
    behind_the_portal(
        "UPDATE statistics_caserow SET filed = 99 WHERE report_id = %s AND category = 'trademark'",
        report.pk,
    )
    behind_the_portal("UPDATE statistics_report SET actions = NULL WHERE id = %s", report.pk)
    assert faults() == [
        (
            "statistics_report",
            report.pk,
            "figures_altered",
            f"{HALF_YEAR}：开展执法行动现为“”，第2版是“46”，未经报送程序被改动。",
        ),
        (
            "statistics_report",
            report.pk,
            "figures_altered",
            f"{HALF_YEAR}：商标侵权案件 · 立案现为“99”，第2版是“10”，未经报送程序被改动。",
        ),
    ]


@pytest.mark.parametrize(
    ("column", "value", "label"),
    [
        ("cut_off_on", "2021-06-01", "统计截止日"),
        ("filled_by", "别人", "填报人"),
        ("is_zero_report", True, "零报告"),
        ("blank_as_zero", False, "空白格按 0 报送"),
    ],
)
def test_what_stands_around_the_figures(report, column, value, label):
    behind_the_portal(f"UPDATE statistics_report SET {column} = %s WHERE id = %s", value, report.pk)
    message = f"{HALF_YEAR}：{label}与第2版不同，未经报送程序被改动。"
    assert faults() == [("statistics_report", report.pk, "report_altered", message)]


def test_a_status(report):
    behind_the_portal("UPDATE statistics_report SET status = 'submitted' WHERE id = %s", report.pk)
    message = f"{HALF_YEAR}：现为“已报送”，按最后的版本应为“已审核”。"
    assert faults() == [("statistics_report", report.pk, "status", message)]


def test_an_edition(report):
    edition = report.editions.first()
    content = edition.content | {"filled_by": "别人"}
    behind_the_portal(
        "UPDATE statistics_edition SET content = %s WHERE id = %s", json.dumps(content), edition.pk
    )
    message = f"{HALF_YEAR} 第1版 报送：内容与摘要不符，存入后被改动过。"
    assert faults() == [("statistics_edition", edition.pk, "edition_altered", message)]


def test_a_lost_edition(report):
    behind_the_portal(
        "DELETE FROM statistics_edition WHERE report_id = %s AND number = 1", report.pk
    )
    message = f"{HALF_YEAR}：缺少第1版，已被删除或改了版本号。"
    assert faults() == [("statistics_report", report.pk, "edition_missing", message)]


def test_the_loss_of_the_last_edition(report):
    behind_the_portal(
        "DELETE FROM statistics_edition WHERE report_id = %s AND number = 2", report.pk
    )
    message = f"{HALF_YEAR}：现为“已审核”，按最后的版本应为“已报送”。"
    assert faults() == [("statistics_report", report.pk, "status", message)]


def test_an_edition_put_under_another_report(report, imported):
    edition = report.editions.last()
    behind_the_portal(
        "UPDATE statistics_edition SET report_id = %s WHERE id = %s", imported.pk, edition.pk
    )
    assert [(row, code) for _, row, code, _ in faults()] == [
        (report.pk, "status"),
        (edition.pk, "edition_moved"),
        (imported.pk, "status"),
    ]


def test_a_kept_workbook(imported):
    source = imported.source
    behind_the_portal(
        "UPDATE statistics_sourceworkbook SET content = %s WHERE id = %s", b"another", source.pk
    )
    message = (
        "淮阳区市场监督管理局 2021年一季度：工作簿“淮阳区.xlsx”的内容与摘要不符，存入后被改动过。"
    )
    assert faults() == [("statistics_sourceworkbook", source.pk, "workbook_altered", message)]


def test_the_workbook_that_an_edition_names(imported):
    edition = imported.editions.get()
    behind_the_portal("UPDATE statistics_edition SET source_id = NULL WHERE id = %s", edition.pk)
    message = "淮阳区市场监督管理局 2021年一季度 第1版 报送：来源工作簿与报送时的不符。"
    assert faults() == [("statistics_edition", edition.pk, "other_workbook", message)]


# --- Issued totals -------------------------------------------------------------------------------


@pytest.fixture
def total(report):
    return issued(report.period)


def altered(row, total, column, value) -> None:
    behind_the_portal(f"UPDATE {row} SET {column} = %s WHERE id = %s", value, total.pk)


TOTAL = "2021年二季度汇总表 第 1 号"


def test_an_issued_total_is_as_it_was_left(report, total):
    corrected(report, {"actions": 47})
    issued(report.period, note="更正行动次数")
    assert (
        verify()
        == "已核对统计表 2 张，版本 5 个，来源工作簿 0 个，已发布汇总表 2 件。\n全部一致。\n"
    )


def test_the_content_of_an_issued_total(total):
    content = total.content | {"figures": total.content["figures"] | {"actions": "99"}}
    altered("statistics_consolidation", total, "content", json.dumps(content))
    message = f"{TOTAL}：内容与摘要不符，发布后被改动过。"
    assert faults() == [("statistics_consolidation", total.pk, "issued_altered", message)]


def test_the_workbook_of_an_issued_total(total):
    altered("statistics_consolidation", total, "workbook", b"another")
    message = f"{TOTAL}：工作簿与摘要不符，发布后被改动过。"
    assert faults() == [("statistics_consolidation", total.pk, "issued_workbook_altered", message)]


def test_the_scope_of_an_issued_total(total):
    altered("statistics_consolidation", total, "scope", "carry")
    message = f"{TOTAL}：内容是另一报告期或另一口径的。"
    assert faults() == [("statistics_consolidation", total.pk, "issued_moved", message)]


def test_an_edition_that_an_issued_total_counts(report, total):
    """Whoever alters an edition and its digest together is found by the totals that count it."""
    edition = report.editions.get(number=2)
    content = edition.content | {"filled_by": "别人"}
    altered("statistics_edition", edition, "content", json.dumps(content))
    altered("statistics_edition", edition, "digest", digest_of(content))
    behind_the_portal("UPDATE statistics_report SET filled_by = '别人' WHERE id = %s", report.pk)
    assert [(table, row, code) for table, row, code, _ in faults()] == [
        ("statistics_edition", edition.pk, "event_altered"),
        ("statistics_edition", edition.pk, "approval_differs"),
        ("statistics_consolidation", total.pk, "member_altered"),
    ]
    assert faults()[-1][-1] == (f"{TOTAL}：川汇区市场监督管理局第2版与发布时计入的版本不符。")


def test_people_read_the_same_with_the_row(report):
    behind_the_portal("UPDATE statistics_report SET filled_by = '别人' WHERE id = %s", report.pk)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_editions", stdout=out)
    assert out.getvalue() == (
        f"{HALF_YEAR}：填报人与第2版不同，未经报送程序被改动。"
        f"（statistics_report 第 {report.pk} 行）\n"
        "已核对统计表 2 张，版本 2 个，来源工作簿 0 个，已发布汇总表 0 件。\n"
    )


# --- At any size ---------------------------------------------------------------------------------


@pytest.mark.parametrize("units", [2, 30])
def test_the_queries_are_as_many_however_many_reports_there_are(units):
    period = cast.open_period(units=[f"4199{number:02}" for number in range(units)])
    for report in period.reports.with_table():
        cast.submit(report)
    with CaptureQueriesContext(connection) as captured:
        verify("--json")
    assert len(captured) == 7
    for report in period.reports.with_table():
        cast.approve(report)
    issued(period)
    with CaptureQueriesContext(connection) as captured:
        verify("--json")
    assert len(captured) == 8


def test_an_acceptance_that_was_taken_away():
    for quarter, actions in ((1, 50), (2, 46)):
        table = cast.report(cast.open_period(quarter=quarter))
        cast.fill(table, {"actions": actions, "officers": 100})
        cast.submit(table)
        cast.approve(table)
    assert verify().endswith("全部一致。\n")
    edition = table.editions.last()
    behind_the_portal("update statistics_edition set accepted = '[]' where id = %s", edition.pk)
    name = f"{HALF_YEAR} 第2版 审核通过"
    assert faults() == [
        ("statistics_edition", edition.pk, "acceptance_altered", f"{name}：认可的情况说明与内容不符。"),
        ("statistics_edition", edition.pk, "event_altered",
         f"{name}：时间、账户、姓名或原因与事件摘要不符。"),
    ]  # fmt: skip
