"""Prove that stored figures are those that were reported, or name every row that is not."""

import json

from django.core.management.base import BaseCommand, CommandError

from ...models import Consolidation, Edition, Report, SourceWorkbook
from ...record.verification import verify


class Command(BaseCommand):
    help = "核对各版本、统计表、来源工作簿和已发布的汇总表与存入时的摘要是否一致；不一致的逐行指出，并以退出码 1 结束。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="输出 JSON，供其他程序读取")

    def handle(self, *args, **options):
        faults = list(verify())
        if options["json"]:
            found = [fault.as_json() for fault in faults]
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            for fault in faults:
                self.stdout.write(str(fault))
            self.stdout.write(_counted())
        if faults:
            raise CommandError(f"发现 {len(faults)} 处与存入时不一致，请保留数据库现状并查明原因。")
        if not options["json"]:
            self.stdout.write("全部一致。")


def _counted() -> str:
    models = (Report, Edition, SourceWorkbook, Consolidation)
    counts = [model.objects.count() for model in models]
    return "已核对统计表 {} 张，版本 {} 个，来源工作簿 {} 个，已发布汇总表 {} 件。".format(*counts)
