"""Addresses of the reporting unit's pages."""

from django.urls import include, path

from . import comparing, converters, views  # noqa: F401 - converters registers the parts
from .intake import views as intake_views

report = [
    path("", views.table, name="report"),
    path("submit/", views.submit, name="report-submit"),
    path("nothing-new/", views.nothing_new, name="report-nothing-new"),
    path("withdraw/", views.withdraw, name="report-withdraw"),
    path("attachment.xlsx", views.attachment, name="report-attachment"),
    path("editions/", views.editions, name="report-editions"),
    path("editions/compare/", comparing.compare, name="report-compare"),
    path("receipt/", views.receipt, name="report-receipt"),
    path("import/", intake_views.import_workbook, name="report-import"),
    path("workbooks/<int:pk>/", intake_views.workbook, name="report-workbook"),
]
urlpatterns = [
    path("", views.home, name="home"),
    path("guide/", views.guide, name="guide"),
    path("reports/<unit:unit>/<year:year>/q<quarter:quarter>/", include(report)),
]
