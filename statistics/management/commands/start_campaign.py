"""Start a year's campaign and open the reporting periods whose day has come."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.start import start_campaign
from units.models import ReportingUnit

from ...models import open_period


class Command(BaseCommand):
    help = "建立一个年度的专项行动，开启已到开启日的报告期；重复运行不会重复建立。"
    stealth_options = ("today",)

    def add_arguments(self, parser):
        parser.add_argument("year", metavar="年度", help="例如 2026")
        parser.add_argument("--open-all", action="store_true", help="四个报告期全部开启")
        parser.add_argument("--document-number", default="", metavar="文号", help="通知的文号")

    @transaction.atomic
    def handle(self, *args, year, open_all, document_number, today=None, **options):
        year = _year(year)
        if not ReportingUnit.objects.exists():
            raise CommandError("尚无报送单位。请先运行 manage.py load_zhoukou，或在后台添加。")
        is_new = not Campaign.objects.filter(year=year).exists()
        campaign = start_campaign(year, document_number=document_number)
        self.stdout.write(_campaign_line(campaign, is_new, document_number))
        for line in _open_periods(campaign, today or timezone.localdate(), open_all):
            self.stdout.write(line)


def _year(text: str) -> int:
    if text.isascii() and text.isdecimal() and 2000 <= int(text) <= 2999:
        return int(text)
    raise CommandError(f"年度应为 2000 至 2999 的整数，例如 2026；现为“{text}”。")


def _campaign_line(campaign, is_new, document_number):
    number = f"文号 {campaign.document_number}" if campaign.document_number else "未填文号"
    if is_new:
        return f"{campaign}专项行动：已建立，{number}。"
    if document_number not in {"", campaign.document_number}:
        return f"{campaign}专项行动：此前已建立，{number}，未作改动；文号请在后台修改。"
    return f"{campaign}专项行动：此前已建立，{number}，未作改动。"


def _open_periods(campaign, today, open_all):
    unopened = campaign.periods.filter(opened_at=None)
    to_open = set(unopened if open_all else unopened.due_to_open(today))
    for period in campaign.periods.order_by("quarter"):
        if period.opened_at is not None:
            yield f"{period}：此前已开启，未作改动。"
        elif period in to_open:
            yield f"{period}：现已开启，建空表 {open_period(period)} 张。"
        else:
            day = period.opens_on
            yield f"{period}：未开启，{day.year}年{day.month}月{day.day}日起再运行本命令即可开启。"
