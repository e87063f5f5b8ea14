"""Addresses of the section's pages that belong to no one model; the models' own have theirs."""

from collections.abc import Callable

from django.urls import path

from .mailed import import_page
from .totals import dashboard_page, issued_page, table_page

MAILED = "statistics/import/<year:year>/q<quarter:quarter>/"
TABLE = "statistics/consolidation/<year:year>/q<quarter:quarter>/"
ISSUED = "statistics/consolidation/issued/<int:pk>/"  # no year is called "issued"


def pages(guarded: Callable) -> list:
    """The patterns; `guarded` wraps each view, as AdminSite.admin_view does."""
    views = [
        ("statistics/dashboard/", dashboard_page.page, "dashboard"),
        (TABLE, table_page.table, "consolidation"),
        (f"{TABLE}consolidated.xlsx", table_page.workbook, "consolidation-workbook"),
        # Before the cells: none of them is called "issue".
        (f"{TABLE}issue/", issued_page.take, "issue"),
        (ISSUED, issued_page.page, "issued"),
        (f"{ISSUED}consolidated.xlsx", issued_page.workbook, "issued-workbook"),
        (f"{ISSUED}<slug:cell>/", issued_page.drill_down, "issued-cell"),
        (f"{TABLE}<slug:cell>/", table_page.drill_down, "consolidation-cell"),
        (MAILED, import_page.upload, "import"),
        (f"{MAILED}take/", import_page.take, "import-take"),
    ]
    return [path(address, guarded(view), name=name) for address, view, name in views]
