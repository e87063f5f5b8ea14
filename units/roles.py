"""The roles and exactly what each may do.

Figures and accounts are kept apart: the administrator sees no figures, the auditor changes nothing
(separation of duties, GB/T 22239-2019).
"""

from django.contrib.auth.models import Group, Permission

CLERK = "填报员"
REVIEWER = "知识产权保护科"
ADMINISTRATOR = "系统管理员"
AUDITOR = "审计员"
IMPORTER = "批量导入"  # of the technical account that enters workbooks from the command line

ROLES = {
    CLERK: {"statistics.fill_report"},
    REVIEWER: {
        "statistics.view_report",
        "statistics.review_report",
        "statistics.extend_report",
        "statistics.enter_on_behalf",
        "statistics.issue_consolidation",
        "statistics.view_edition",
        "campaigns.view_campaign",
        "campaigns.change_campaign",
        "campaigns.view_phase",
        "campaigns.change_phase",
        "campaigns.view_reportingperiod",
        "campaigns.change_reportingperiod",
        "units.view_reportingunit",
    },
    ADMINISTRATOR: {
        "units.view_user",
        "units.add_user",
        "units.change_user",
        "units.view_reportingunit",
        "units.add_reportingunit",
        "units.change_reportingunit",
    },
    AUDITOR: {
        "statistics.view_report",
        "statistics.view_edition",
        "campaigns.view_campaign",
        "campaigns.view_phase",
        "campaigns.view_reportingperiod",
        "units.view_user",
        "units.view_reportingunit",
    },
    IMPORTER: {"statistics.enter_on_behalf"},
}


def sync_roles() -> None:
    """Make each role's group hold its permissions and no others; safe to run again."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for name, permissions in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([known[permission] for permission in permissions])
