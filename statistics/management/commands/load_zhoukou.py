"""What Zhoukou starts with: its units, the four roles, the campaign of the 2021 notice."""

from datetime import date

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction

from campaigns.models import Campaign, Phase
from campaigns.start import start_campaign
from units.roles import sync_roles
from units.roster import load_roster

YEAR = 2021
DOCUMENT_NUMBER = "周市监办〔2021〕53号"
# 四、工作步骤与时间安排, word for word; the third step has a last day only (12月31日前).
PHASES = (
    {
        "name": "安排部署，全面启动",
        "starts_on": date(2021, 4, 10),
        "ends_on": date(2021, 4, 20),
        "task": "各县（市、区）局、市局各分局要按照市局的工作部署，结合本辖区实际，认真制定"
        "知识产权行政保护工作计划和具体举措，尽快启动开展知识产权保护专项行动。",
    },
    {
        "name": "组织实施，严厉查处",
        "starts_on": date(2021, 4, 11),
        "ends_on": date(2021, 12, 31),
        "task": "各县（市、区）局、市局各分局要精心组织，周密部署，加强协调，对排查出的侵权案件，"
        "特别是对知识产权权利人反映强烈、情节严重、影响恶劣的侵权案件、群体性侵权案件，"
        "要依法严厉公开查处。",
    },
    {
        "name": "总结经验，检查验收",
        "starts_on": None,
        "ends_on": date(2021, 12, 31),
        "task": "各县（市、区）局、市局各分局要做好辖区内知识产权保护专项行动验收工作，并将"
        "知识产权行政保护专项行动工作总结连同全年度报表于12月31日前上报市局知识产权保护科。",
    },
)


class Command(BaseCommand):
    help = "载入周口市的报送单位、四种角色和2021年专项行动；重复运行不会重复载入。"

    @transaction.atomic
    def handle(self, *args, **options):
        done = [*_load_units(), *_load_roles(), *_load_campaign()]
        for line in done or ["周口市的报送单位、角色和2021年专项行动均已载入，没有变化。"]:
            self.stdout.write(line)


def _load_units():
    changes = load_roster()
    if changes.added or changes.changed:
        yield f"报送单位：新增 {len(changes.added)} 个，更新 {len(changes.changed)} 个。"


def _load_roles():
    before = _roles()
    sync_roles()
    if _roles() != before:
        yield "角色：填报员、知识产权保护科、系统管理员、审计员的权限已设定。"


def _roles() -> set:
    return set(Group.objects.values_list("name", "permissions"))


def _load_campaign():
    is_new = not Campaign.objects.filter(year=YEAR).exists()
    campaign = start_campaign(YEAR, document_number=DOCUMENT_NUMBER)
    if is_new:
        yield f"{campaign}专项行动：已建立，文号 {DOCUMENT_NUMBER}，四个报告期，均未开启。"
    missing = [
        Phase(campaign=campaign, position=position, **phase)
        for position, phase in enumerate(PHASES, start=1)
        if not campaign.phases.filter(position=position).exists()
    ]
    if missing:
        Phase.objects.bulk_create(missing)
        yield f"{campaign}专项行动：已写入 {len(missing)} 个阶段。"
