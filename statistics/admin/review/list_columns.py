"""The columns and filters of the review list."""

from django.contrib import admin
from django.template.defaultfilters import date
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html

from campaigns.models import ReportingPeriod
from units.listing import ChoiceFilter
from units.models import ReportingUnit

from ...form.figures import add
from ...form.indicators import COLUMNS
from ...form.normaliser import show
from ...models import Status
from ..period_slug import slug
from .novelty import novelty

EXCUSED = "excused"  # beside the four states
SHOWN_TOTALS = ("filed", "closed", "value", "penalty")


class PeriodFilter(ChoiceFilter):
    title, parameter_name = "报告期", "period"

    def lookups(self, request, model_admin):
        periods = ReportingPeriod.objects.opened().select_related("campaign")
        return [(slug(period), str(period)) for period in periods]

    def queryset(self, request, queryset):
        if value := self.value():
            year, quarter = value.split("q")
            return queryset.filter(period__campaign__year=year, period__quarter=quarter)
        return queryset


class StatusFilter(ChoiceFilter):
    title, parameter_name = "状态", "status"

    def lookups(self, request, model_admin):
        return [*Status.choices, (EXCUSED, "免报")]

    def queryset(self, request, queryset):
        if self.value() == EXCUSED:
            return queryset.excused()
        return queryset.expected().filter(status=self.value()) if self.value() else queryset


class KindFilter(ChoiceFilter):
    title, parameter_name = "单位类别", "kind"

    def lookups(self, request, model_admin):
        return ReportingUnit.Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(unit__kind=self.value()) if self.value() else queryset


class LateFilter(ChoiceFilter):
    title, parameter_name = "是否逾期", "late"

    def lookups(self, request, model_admin):
        return [("yes", "逾期"), ("no", "未逾期")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        late = queryset.late().order_by().values("pk")
        if self.value() == "yes":
            return queryset.filter(pk__in=late)
        return queryset.exclude(pk__in=late)


class MarkFilter(ChoiceFilter):
    title, parameter_name = "上期更正", "marked"

    def lookups(self, request, model_admin):
        return [("yes", "待复核")]

    def queryset(self, request, queryset):
        return queryset.marked() if self.value() == "yes" else queryset


@admin.display(description="报告期", ordering="period__ends_on")
def period(report):
    return report.period


@admin.display(description="报送单位", ordering="unit__position")
def unit(report):
    return report.unit


@admin.display(description="状态", ordering="status")
def status(report):
    if report.is_excused:
        return render_to_string("statistics/entry/_excused.html", {"reason": report.excuse_reason})
    word = report.get_status_display()
    mark = format_html('<span class="status {}">{}</span>', report.status, word)
    for kind, said in (("rework", report.rework_awaited()), ("mark", report.mark)):
        if said:
            mark += format_html('<div class="{}">{}</div>', kind, said)
    return mark + _on_behalf(report) if report.on_behalf_by else mark


def _on_behalf(report):
    at = date(timezone.localtime(report.source.taken_at), "n月j日 H:i")
    line = '<div class="on-behalf">代填：{}，{}</div>'
    return format_html(line, report.on_behalf_by, at)


@admin.display(description="时限")
def timeliness(report):
    if report.is_late():
        return format_html('<span class="late">{}</span>', "逾期")
    return "按时" if report.first_submitted_at else "—"


@admin.display(description="较上次审核")
def changed(report):
    return novelty(report) or "—"


@admin.display(description="报送时间", ordering="submitted_at")
def submitted_at(report):
    if report.submitted_at is None:
        return "—"
    return date(timezone.localtime(report.submitted_at), "n月j日 H:i")


@admin.display(description="执法行动（次）")
def action_count(report):
    return show(report.actions) if report.is_with_city else "—"


def _total(column):
    """A column with the 合计 of one indicator, for tables that are with the city."""

    @admin.display(description=column.label)
    def total(report):
        if not report.is_with_city:
            return "—"
        return show(add(getattr(row, column.key) for row in report.rows.all()))

    total.__name__ = f"total_{column.key}"
    return total


TOTALS = [_total(column) for column in COLUMNS if column.key in SHOWN_TOTALS]
COLUMNS_SHOWN = [
    unit, period, status, timeliness, *TOTALS, action_count, changed, submitted_at
]  # fmt: skip
FILTERS = [PeriodFilter, StatusFilter, KindFilter, LateFilter, MarkFilter]
