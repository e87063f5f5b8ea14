"""Addresses of the reporting unit's pages."""

from django.urls import include, path

from campaigns import converters  # noqa: F401 - registers the parts of an address

from .entry import compare_page, record_views, table_views
from .intake import views as intake
from .overview import home

report = [
    path("", table_views.table, name="report"),
    path("submit/", table_views.submit, name="report-submit"),
    path("nothing-new/", table_views.nothing_new, name="report-nothing-new"),
    path("withdraw/", table_views.withdraw, name="report-withdraw"),
    path("attachment.xlsx", record_views.attachment, name="report-attachment"),
    path("editions/", record_views.editions, name="report-editions"),
    path("editions/compare/", compare_page.compare, name="report-compare"),
    path("receipt/", record_views.receipt, name="report-receipt"),
    path("import/", intake.import_workbook, name="report-import"),
    path("workbooks/<int:pk>/", intake.workbook, name="report-workbook"),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("guide/", record_views.guide, name="guide"),
    path("reports/<unit:unit>/<year:year>/q<quarter:quarter>/", include(report)),
]
