"""The city's pages over all units: what they ask of the database, whatever the number of units."""

from statistics.models import Report

from . import data
from .browser import Browser, count_queries
from .results import Results
from .timing import alone

CITY = {
    "board": f"/admin/?period={data.YEAR}q{data.LATEST}",
    "review list": f"/admin/statistics/report/?period={data.YEAR}q{data.APPROVED[-1]}",
    "dashboard": f"/admin/statistics/dashboard/?period={data.YEAR}q{data.APPROVED[-1]}",
    "consolidated table": f"/admin/statistics/consolidation/{data.YEAR}/q{data.APPROVED[-1]}/",
    "consolidated workbook, download": (
        f"/admin/statistics/consolidation/{data.YEAR}/q{data.APPROVED[-1]}/consolidated.xlsx"
    ),
}


def measure(results: Results, units: int) -> None:
    city, clerk = Browser(data.REVIEWER), Browser(data.code(1))
    report = f"/reports/{data.code(1)}/{data.YEAR}/q{data.APPROVED[-1]}"
    review = Report.objects.get(period=data.period(), unit__code=data.code(1))
    pages = [
        *((name, city, address) for name, address in CITY.items()),
        ("review page", city, f"/admin/statistics/report/{review.pk}/change/"),
        ("tasks", clerk, "/"),
        ("attachment, download", clerk, f"{report}/attachment.xlsx"),
    ]
    for name, browser, address in pages:
        _measure(results, units, name, browser, address)


def _measure(results, units, name, browser, address) -> None:
    def see():
        browser.see(address)

    is_timed_elsewhere = "workbook" in name
    time = None if is_timed_elsewhere else alone(see)
    results.queries(name, units, count_queries(see), ours=time)
