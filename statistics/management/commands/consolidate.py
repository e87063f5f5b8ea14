"""Write the city's consolidated table for a period as a workbook."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError

from ...errors import ReportError
from ...form.indicators import ACTIONS, COLUMNS
from ...form.normaliser import show
from ...totals.consolidate import Consolidated, Measure, Member, Scope, consolidate
from ...totals.notes import notes
from ...workbooks.writing.outgoing import write_consolidated
from ..period_argument import opened_period

SHOWN = ("filed", "closed", "value", "penalty")


class Command(BaseCommand):
    help = "把一个报告期各单位的统计表汇总成工作簿。"

    def add_arguments(self, parser):
        parser.add_argument("year", metavar="年度", help="例如 2021")
        parser.add_argument("quarter", metavar="季度", help="1 至 4")
        parser.add_argument(
            "--scope",
            choices=Scope.values,
            default=Scope.APPROVED.value,
            help="；".join(f"{value} {label}" for value, label in Scope.choices),
        )
        parser.add_argument(
            "--measure",
            choices=Measure.values,
            default=Measure.CUMULATIVE.value,
            help="；".join(f"{value} {label}" for value, label in Measure.choices),
        )
        parser.add_argument("--output", type=Path, metavar="文件", help="默认写入当前目录")

    def handle(self, *args, year, quarter, scope, measure, output, **options):
        period = opened_period(year, quarter, what="汇总")
        table = consolidate(period, Scope(scope), Measure(measure))
        path = output or Path(table.file_name)
        _write(path, _workbook(table))
        for line in (*_summary(table), f"已写入 {path}"):
            self.stdout.write(line)


def _workbook(table: Consolidated) -> BinaryIO:
    try:
        return write_consolidated(table)
    except ReportError as error:
        raise CommandError(error.message) from error


def _write(path: Path, workbook: BinaryIO) -> None:
    """All of the file or nothing: a table that was there stays until the new one is complete."""
    try:
        with workbook, TemporaryDirectory(dir=path.parent, prefix=".zkreport-") as folder:
            complete = Path(folder) / "complete.xlsx"
            with complete.open("wb") as file:
                shutil.copyfileobj(workbook, file)
            complete.replace(path)
    except OSError as error:
        message = f"无法写入 {path}（{error.strerror}）。请用 --output 换一个位置。"
        raise CommandError(message) from error


def _summary(table: Consolidated):
    carried = sum(member.is_carried for member in table.members)
    yield (
        f"{table.period}（{table.scope.label}）：应报 {len(table.expected)} 个单位，"
        f"计入 {len(table.counted) - carried} 个，沿用上期 {carried} 个，"
        f"未计入 {len(table.members) - len(table.counted)} 个。"
    )
    yield from notes(table)
    yield from (_line(member) for member in table.members)
    if table.wider:
        names = "、".join(member.unit_name for member in table.wider)
        yield f"上一季度未计入汇总、本期新增含以前季度数据的单位：{names}。"
    yield f"{table.measure.label if table.is_new else '合计'}：{'，'.join(_sums(table))}。"


def _line(member: Member) -> str:
    if not member.is_counted:
        return f"  未计入 {member.unit_name}（{member.standing}）"
    counted = "沿用上期" if member.is_carried else "计入"
    return f"  {counted} {member.unit_name}（{member.standing}，第{member.edition}版）"


def _sums(table: Consolidated):
    totals = table.figures.totals
    for indicator in (*ACTIONS[:1], *(column for column in COLUMNS if column.key in SHOWN)):
        figure = totals.get(indicator.key, table.figures.cells.get(indicator.key))
        yield f"{indicator.name} {show(figure)} {indicator.unit}"
