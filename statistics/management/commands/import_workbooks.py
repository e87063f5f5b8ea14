"""Take a folder of mailed workbooks over into a period's drafts, on behalf of the units (代填)."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from units import technical
from units.models import User

from ...errors import ReportError
from ...form.normaliser import reveal_hidden
from ...intake.batch import import_files
from ...intake.folder import File, files_in
from ...intake.verdict import Outcome, Verdict
from ..period_argument import opened_period

PERMISSION = "statistics.enter_on_behalf"


class Command(BaseCommand):
    help = (
        "把一个文件夹或 zip 压缩包里各单位报来的统计表工作簿，导入为一个报告期的草稿（代填）。"
        "无法确定的一律不导入，逐个写明位置和原因；重复运行不会重复导入。"
        "有文件需处理或不能导入时，退出码仍为 0；命令本身无法执行时才不为 0。"
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="文件夹", help="文件夹或 zip 压缩包")
        parser.add_argument("--year", required=True, metavar="年度", help="例如 2021")
        parser.add_argument("--quarter", required=True, metavar="季度", help="1 至 4")
        parser.add_argument(
            "--by", metavar="账户", help="以谁的名义代填；不写则记在“命令行导入”名下"
        )
        parser.add_argument("--dry-run", action="store_true", help="只检查，不保存")
        parser.add_argument("--submit", action="store_true", help="导入后同时代为报送")
        parser.add_argument("--json", action="store_true", help="输出 JSON，每个文件一项")

    def handle(self, *args, folder, year, quarter, by, dry_run, submit, **options):
        period = opened_period(year, quarter, what="填入")
        files = _files(folder)
        progress = Progress(len(files), self.stderr)
        with _account(by, dry_run) as account:
            outcomes = import_files(
                files, period, by=account, dry_run=dry_run, submit=submit, progress=progress
            )
            if options["json"]:
                _write_json(self.stdout, outcomes)
            else:
                _write_lines(self.stdout, outcomes, dry_run)


def _files(folder: Path) -> list[File]:
    try:
        files = files_in(folder)
    except ReportError as error:
        raise CommandError(error.message) from error
    if not files:
        raise CommandError(f"“{folder}”里没有文件。请给出存放工作簿的文件夹或 zip 压缩包。")
    return files


# --- The account ---------------------------------------------------------------------------------


@contextmanager
def _account(username: str | None, dry_run: bool) -> Iterator[User]:
    """The account to enter under. A technical one that a dry run has to make is gone afterwards."""
    if username is not None:
        yield _permitted(_named(username))
    elif not dry_run or User.objects.filter(username=technical.USERNAME).exists():
        yield _permitted(technical.command_line())
    else:
        with transaction.atomic():
            yield technical.command_line()
            transaction.set_rollback(True)


def _named(username: str) -> User:
    account = User.objects.filter(username=username).first()
    if account is None:
        raise CommandError(f"没有账户“{username}”。")
    return account


def _permitted(account: User) -> User:
    if not account.is_active:
        raise CommandError(f"账户“{account.username}”已停用。")
    if not account.has_perm(PERMISSION):
        raise CommandError(
            f"账户“{account.username}”没有“代填统计表”的权限。"
            "请用知识产权保护科的账户，或不写 --by。"
        )
    return account


# --- What is shown -------------------------------------------------------------------------------


class Progress:
    """How many files have been read, on a terminal's last line; silent elsewhere."""

    WIDTH = 30

    def __init__(self, total: int, stream):
        self.done, self.total, self.stream = 0, total, stream

    def __call__(self) -> None:
        self.done += 1
        if self.stream.isatty():
            bar = "#" * (self.WIDTH * self.done // self.total)
            self._write(f"\r读取 [{bar:-<{self.WIDTH}}] {self.done}/{self.total}")
            if self.done == self.total:
                self._write("\r\x1b[K")  # the outcomes begin on a clean line

    def _write(self, text: str) -> None:
        self.stream.write(text, style_func=str, ending="")
        self.stream.flush()


def _write_json(stream, outcomes: Iterator[Outcome]) -> None:
    """One list, an element at a time: there may be very many files."""
    stream.write("[", ending="")
    for number, outcome in enumerate(outcomes):
        element = json.dumps(outcome.as_json(), ensure_ascii=False)
        stream.write(f"{',' if number else ''}\n{element}", ending="")
    stream.write("\n]")


def _write_lines(stream, outcomes: Iterator[Outcome], dry_run: bool) -> None:
    counts = Counter()
    for outcome in outcomes:
        counts[outcome.status] += 1
        for line in _lines(outcome, dry_run):
            stream.write(reveal_hidden(line))  # a mailed file's name may hold anything
    summary = "，".join(f"{_word(verdict.label, dry_run)} {counts[verdict]}" for verdict in Verdict)
    stream.write(f"试运行，没有保存：{summary}" if dry_run else summary)


def _lines(outcome: Outcome, dry_run: bool) -> Iterator[str]:
    unit = f"  {outcome.unit}" if outcome.unit else ""
    yield f"{_word(outcome.label, dry_run)}  {outcome.file}{unit}"
    for problem in outcome.problems:
        place = f"{problem.place}  " if problem.place else ""
        yield f"    {place}{problem.message}"


def _word(label: str, dry_run: bool) -> str:
    """已导入 is 可导入 when nothing was stored."""
    return label.replace("已", "可") if dry_run else label
