"""manage.py import_workbooks stores drafts, or submits them, and costs the same for any number."""

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statistics.intake import batch
from statistics.models import SourceWorkbook
from tests import cast
from tests.cast import CHUANHUI
from tests.statistics.admin import city
from tests.statistics.intake import mailed
from tests.statistics.management.importing import filled, run, sentences, stored, told
from units.technical import command_line

pytestmark = pytest.mark.django_db


# --- What is stored ------------------------------------------------------------------------------


def test_the_figures_become_the_draft(tmp_path, report, table):
    run(mailed.folder(tmp_path, {"川汇区.xlsx": table}))
    assert filled(report) == {"actions": 46, "officers": 92}
    report.refresh_from_db()
    assert (report.status, report.version, report.cut_off_on) == ("draft", 2, date(2021, 6, 30))


def test_the_file_is_kept_with_who_brought_it_in(tmp_path, report, table):
    run(mailed.folder(tmp_path, {"县区/川汇区.xlsx": table}))
    source = SourceWorkbook.objects.get()
    assert (source.report, source.name) == (report, "县区/川汇区.xlsx")
    assert bytes(source.content) == table
    assert source.sha256 == hashlib.sha256(table).hexdigest()
    assert (source.on_behalf, source.taken_by) == (True, command_line())


@pytest.mark.parametrize("options", [(), ("--submit",), ("--submit", "--json")])
def test_a_dry_run_stores_nothing_at_all(mixed, options):
    before = stored()
    run(mixed, "--dry-run", *options)
    assert stored() == before


def test_a_dry_run_of_several_transactions_stores_nothing_either(mixed, monkeypatch):
    monkeypatch.setattr(batch, "AT_ONCE", 1)
    mailed.folder(mixed, {"扶沟.xlsx": mailed.paper("扶沟县", {"actions": 1, "officers": 2})})
    before = stored()
    assert run(mixed, "--dry-run", "--submit")[-1] == (
        "试运行，没有保存：可导入 2，需处理 1，不能导入 1"
    )
    assert stored() == before


@pytest.mark.parametrize("option", [(), ("--submit",)])
def test_running_it_twice_changes_nothing(mixed, option):
    run(mixed, *option)
    before = stored()
    run(mixed, *option)
    run(mixed)
    assert stored() == before


def test_a_corrected_workbook_replaces_the_draft_and_both_are_kept(tmp_path, report, table):
    run(mailed.folder(tmp_path, {"川汇区.xlsx": table}))
    corrected = mailed.attachment(report, {"actions": 47})
    assert told(mailed.folder(tmp_path, {"川汇区.xlsx": corrected})) == [
        ("川汇区.xlsx", CHUANHUI, "imported", [])
    ]
    assert filled(report) == {"actions": 47}
    assert SourceWorkbook.objects.count() == 2


def test_more_files_than_fit_in_a_transaction(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "AT_ONCE", 2)
    period = cast.open_period(units=city.counties(5))
    reports = list(period.reports.with_table())
    files = {f"{each.unit.code}.xlsx": mailed.attachment(each, {"actions": 9}) for each in reports}
    assert run(mailed.folder(tmp_path, files))[-1] == "已导入 5，需处理 0，不能导入 0"
    assert [filled(each) for each in reports] == [{"actions": 9}] * 5


# --- Submitting ----------------------------------------------------------------------------------


def test_submitting_leaves_an_edition_that_names_file_and_account(tmp_path, report, table):
    run(mailed.folder(tmp_path, {"川汇区.xlsx": table}), "--submit")
    report.refresh_from_db()
    edition = report.editions.get()
    assert (report.status, report.submitted_by) == ("submitted", command_line())
    assert (edition.event, edition.by) == ("submitted", command_line())
    assert edition.source == report.source == SourceWorkbook.objects.get()
    assert edition.content["on_behalf_by"] == "命令行导入"
    assert edition.content["workbook"] == hashlib.sha256(table).hexdigest()
    assert edition.content["blank_as_zero"] is True


def test_a_draft_that_was_imported_before_is_submitted_later(tmp_path, report, table):
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    run(tmp_path)
    assert run(tmp_path, "--submit")[0].startswith("已导入并代报")
    assert SourceWorkbook.objects.count() == 1


@pytest.mark.parametrize("step", ["returned", "withdrawn"])
def test_what_was_given_back_is_not_sent_again_unchanged(tmp_path, report, table, step):
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    run(tmp_path, "--submit")
    report.refresh_from_db()
    if step == "returned":
        cast.send_back(report)
    else:
        report.withdraw(by=cast.clerk(report.unit))
    before = stored()
    state = {"returned": "已退回", "withdrawn": "填报中"}[step]
    assert sentences(tmp_path, "--submit") == [
        f"川汇区市场监督管理局的统计表报送后被退回或撤回，现在是“{state}”，工作簿与那时相同，"
        "没有再次报送。请导入改正后的工作簿，或由填报单位自行报送。"
    ]
    assert stored() == before


def test_a_corrected_workbook_after_a_return_is_submitted(tmp_path, report, table):
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    run(tmp_path, "--submit")
    report.refresh_from_db()
    cast.send_back(report)
    mailed.folder(
        tmp_path, {"川汇区.xlsx": mailed.attachment(report, {"actions": 50, "officers": 100})}
    )
    assert run(tmp_path, "--submit")[0].startswith("已导入并代报")
    assert [edition.event for edition in report.editions.all()] == [
        "submitted", "returned", "submitted"
    ]  # fmt: skip


def test_a_corrected_workbook_may_be_imported_first_and_submitted_later(tmp_path, report, table):
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    run(tmp_path, "--submit")
    report.refresh_from_db()
    cast.send_back(report)
    mailed.folder(
        tmp_path, {"川汇区.xlsx": mailed.attachment(report, {"actions": 50, "officers": 100})}
    )
    run(tmp_path)
    assert run(tmp_path, "--submit")[0].startswith("已导入并代报")


# --- Cost ----------------------------------------------------------------------------------------


def queries(folder: Path, number: int) -> Counter:
    """How often each kind of query is made for so many files, by its first three words."""
    period = cast.open_period(2021, 2, units=city.counties(number))
    reports = period.reports.with_table()
    files = {f"{each.unit.code}.xlsx": mailed.attachment(each, {"actions": 9}) for each in reports}
    mailed.folder(folder, files)
    command_line()
    with CaptureQueriesContext(connection) as captured:
        assert run(folder)[-1] == f"已导入 {number}，需处理 0，不能导入 0"
    kinds = (" ".join(query["sql"].split()[:3]) for query in captured.captured_queries)
    return Counter(kind.split(' "s')[0] if "SAVEPOINT" in kind else kind for kind in kinds)


# SQLite takes no more than 999 values at a time, so Django writes so many rows in a query.
AT_ONCE = {'INSERT INTO "statistics_caserow"': (8, 76), 'INSERT INTO "statistics_report"': (1, 28)}


@pytest.mark.parametrize("number", [20, 60])
def test_queries_do_not_grow_with_files(tmp_path, number):
    counted = queries(tmp_path, number)
    for kind, (rows, at_once) in AT_ONCE.items():
        batches = 1 if connection.vendor == "postgresql" else -(-rows * number // at_once)
        assert counted.pop(kind) == batches
    assert counted.total() == 15
