"""Name what does not hold, or is to be explained, in the tables of a period."""

import json

from django.core.management.base import BaseCommand

from ...checks.findings import Finding
from ...models import Report
from ..period_argument import opened_period


class Command(BaseCommand):
    help = "按审核关系核对一个报告期的统计表：强制性审核、核实性审核和提示。"

    def add_arguments(self, parser):
        parser.add_argument("year", metavar="年度", help="例如 2021")
        parser.add_argument("quarter", metavar="季度", help="1 至 4")
        parser.add_argument("--json", action="store_true", help="输出 JSON，供其他程序读取")

    def handle(self, *args, year, quarter, **options):
        period = opened_period(year, quarter, what="核对")
        reports = period.reports.expected().with_table().touched().order_by("unit__position")
        reports = list(reports)
        around = Report.objects.figures_around(period, reports)
        found = [
            (report, finding)
            for report in reports
            for finding in report.findings(*around[report.unit_id])
        ]
        if options["json"]:
            listed = [_as_json(report, finding) for report, finding in found]
            self.stdout.write(json.dumps(listed, ensure_ascii=False, indent=2))
            return
        for report, finding in found:
            self.stdout.write(
                f"{report.unit} {finding.check} {finding.level.label} {finding.message}"
            )
        self.stdout.write(f"{period}：已核对 {len(reports)} 张统计表，{len(found)} 处需要核实。")


def _as_json(report: Report, finding: Finding) -> dict:
    return {
        "unit": report.unit.code,
        "check": finding.check,
        "level": finding.level.value,
        "cells": list(finding.cells),
        "found": finding.found,
        "expected": finding.expected,
        "message": finding.message,
    }
