"""Editions in the admin: from which submitted version every figure came, years later."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from units.listing import ChoiceFilter, ReadOnlyAdmin

from ...entry import sheet
from ...entry.days import moment_text
from ...models import Edition
from ...record.comparison import KEPT
from ...record.confirmed import confirmed
from ...record.origin import Origin
from ...totals.issued_members import issued_with


class EventFilter(ChoiceFilter):
    title, parameter_name = "事件", "event"

    def lookups(self, request, model_admin):
        return Edition.Event.choices

    def queryset(self, request, queryset):
        return queryset.filter(event=self.value()) if self.value() else queryset


@admin.display(description="统计表", ordering="report")
def report(edition):
    return f"{edition.unit_name} {edition.report.period}"


@admin.display(description="时间", ordering="at")
def at(edition):
    return moment_text(edition.at)


@admin.display(description="操作人")
def by(edition):
    return edition.who


def _sheet(edition) -> sheet.Sheet | None:
    """The table that was kept; None where what was altered is no table any more."""
    try:
        return sheet.prepare(edition.figures)
    except (KeyError, TypeError, ValueError):
        return None


class EditionAdmin(ReadOnlyAdmin):
    """The list is for finding one; its page shows the table that was kept."""

    list_display = [at, report, "number", "event", by, "reason"]
    list_filter = [EventFilter]
    search_fields = ["report__unit__name", "report__unit__code", "report__unit__short_name"]
    search_help_text = "按单位名称、简称或代码查找"
    ordering = ["-at"]

    def get_queryset(self, request):
        editions = super().get_queryset(request)
        return editions.select_related(
            "report__unit", "report__period__campaign", "by", "source__taken_by"
        ).defer("source__content", "source__figures_taken")

    @method_decorator(require_safe)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The official table as this edition keeps it, and whether it is still what was kept."""
        edition = self.get_object(request, object_id)
        if edition is None:
            raise Http404("no such edition")
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": f"{report(edition)} · {edition}",
            "opts": self.opts,
            "edition": edition,
            "origin": Origin.of(edition),
            "confirmed": confirmed(edition.content),
            "cut_off_on": KEPT["cut_off_on"].show(edition.content.get("cut_off_on")),
            "sheet": _sheet(edition),
            "submitted": edition.of_submitting,
            "issued": issued_with(edition),
        }
        return TemplateResponse(request, "statistics/admin/review/edition.html", context)
