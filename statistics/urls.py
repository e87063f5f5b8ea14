"""Addresses of the reporting unit's pages."""

from django.urls import include, path

from campaigns import converters  # noqa: F401 - registers the parts of an address
from units.moved import under_former_codes

from .entry import compare_page, record_views, table_views
from .intake import paste
from .intake import views as intake
from .overview import home


def _page(route, view, name):
    return path(route, under_former_codes(view), name=name)


report = [
    _page("", table_views.table, "report"),
    _page("submit/", table_views.submit, "report-submit"),
    _page("nothing-new/", table_views.nothing_new, "report-nothing-new"),
    _page("withdraw/", table_views.withdraw, "report-withdraw"),
    _page("attachment.xlsx", record_views.attachment, "report-attachment"),
    _page("editions/", record_views.editions, "report-editions"),
    _page("editions/compare/", compare_page.compare, "report-compare"),
    _page("receipt/", record_views.receipt, "report-receipt"),
    _page("paste/", paste.paste, "report-paste"),
    _page("import/", intake.import_workbook, "report-import"),
    _page("workbooks/<int:pk>/", intake.workbook, "report-workbook"),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("guide/", record_views.guide, name="guide"),
    path("reports/<unit:unit>/<year:year>/q<quarter:quarter>/", include(report)),
]
