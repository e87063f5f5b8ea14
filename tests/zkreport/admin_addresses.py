"""Every address of the admin, and what each role is answered there."""

from statistics.totals.consolidate import Scope
from tests.statistics.admin.totals.issuing import issued

CONSOLIDATION = "/admin/statistics/consolidation/2021/q2/"
ISSUED = "/admin/statistics/consolidation/issued/{total}/"
READ = {  # what each role is answered
    "/admin/": (200, 200, 200, 403, 302),
    "/admin/statistics/": (200, 200, 404, 403, 302),
    "/admin/statistics/report/": (200, 200, 403, 403, 302),
    "/admin/statistics/report/{report}/change/": (200, 200, 403, 403, 302),
    "/admin/statistics/report/{report}/editions/compare/": (422, 422, 403, 403, 302),
    "/admin/statistics/report/{report}/series/filed/": (200, 200, 403, 403, 302),
    "/admin/statistics/dashboard/": (200, 200, 403, 403, 302),
    CONSOLIDATION: (200, 200, 403, 403, 302),
    f"{CONSOLIDATION}filed/": (200, 200, 403, 403, 302),
    f"{CONSOLIDATION}consolidated.xlsx": (200, 200, 403, 403, 302),
    f"{CONSOLIDATION}issue/": (405, 405, 405, 403, 302),
    ISSUED: (200, 200, 403, 403, 302),
    f"{ISSUED}consolidated.xlsx": (200, 200, 403, 403, 302),
    f"{ISSUED}filed/": (200, 200, 403, 403, 302),
    "/admin/statistics/import/2021/q2/": (200, 403, 403, 403, 302),
    "/admin/statistics/import/2021/q2/take/": (405, 405, 405, 403, 302),
    "/admin/statistics/edition/": (200, 200, 403, 403, 302),
    "/admin/statistics/edition/{edition}/change/": (200, 200, 403, 403, 302),
    "/admin/campaigns/campaign/": (200, 200, 403, 403, 302),
    "/admin/campaigns/campaign/{campaign}/change/": (200, 200, 403, 403, 302),
    "/admin/campaigns/campaign/{campaign}/rules/": (200, 200, 403, 403, 302),
    "/admin/campaigns/campaign/add/": (403, 403, 403, 403, 302),
    "/admin/campaigns/campaign/{campaign}/delete/": (403, 403, 403, 403, 302),
    "/admin/campaigns/reportingperiod/": (200, 200, 403, 403, 302),
    "/admin/campaigns/reportingperiod/{period}/change/": (200, 200, 403, 403, 302),
    "/admin/campaigns/reportingperiod/{period}/add/{unit}/": (200, 403, 403, 403, 302),
    "/admin/campaigns/reportingperiod/add/": (403, 403, 403, 403, 302),
    "/admin/units/user/": (403, 200, 200, 403, 302),
    "/admin/units/user/{user}/change/": (403, 200, 200, 403, 302),
    "/admin/units/user/{user}/password/": (403, 403, 200, 403, 302),
    "/admin/units/user/{user}/delete/": (403, 403, 403, 403, 302),
    "/admin/units/user/add/": (403, 403, 200, 403, 302),
    "/admin/units/reportingunit/": (200, 200, 200, 403, 302),
    "/admin/units/reportingunit/{unit}/change/": (200, 200, 200, 403, 302),
    "/admin/units/reportingunit/add/": (403, 403, 200, 403, 302),
    "/admin/units/reportingunit/{unit}/delete/": (403, 403, 403, 403, 302),
    "/admin/auth/group/": (404, 404, 404, 403, 302),
    "/admin/nothing/": (404, 404, 404, 403, 302),
}


def total_of(period) -> int:
    """The issued total of the period, which counts what waits for review."""
    return issued(period, Scope.SUBMITTED).pk


def fill_in(address, report):
    return address.format(
        report=report.pk,
        edition=report.editions.last().pk,
        campaign=report.period.campaign_id,
        period=report.period_id,
        unit=report.unit_id,
        user=report.submitted_by_id,
        total=total_of(report.period) if "{total}" in address else "",
    )
