"""Reports in the admin: the review list, and the way to each review page."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.urls import path

from units.listing import ReadOnlyAdmin

from . import compare_page, history_page, review_page
from .bulk import ACTIONS
from .decisions import PERMISSION
from .list_columns import COLUMNS_SHOWN, FILTERS
from .novelty import EDITIONS

can_view = permission_required("statistics.view_report", raise_exception=True)


class ReportAdmin(ReadOnlyAdmin):
    """Figures are the units' own: nothing here is added, changed or deleted, only decided on."""

    list_display = COLUMNS_SHOWN
    list_filter = FILTERS
    search_fields = ["unit__name", "unit__code", "unit__short_name"]
    search_help_text = "按单位名称、简称或代码查找"
    actions = ACTIONS

    def get_queryset(self, request):
        reports = super().get_queryset(request).for_user(request.user)
        return reports.with_table().prefetch_related(EDITIONS)

    def has_review_permission(self, request):
        return request.user.has_perm(PERMISSION)

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST" and not self.has_review_permission(request):
            raise PermissionDenied
        return super().changelist_view(request, {"title": "统计表审核"})

    def get_urls(self):
        def guarded(view):
            return self.admin_site.admin_view(can_view(view))

        name = "statistics_report"
        return [
            path("", self.admin_site.admin_view(self.changelist_view), name=f"{name}_changelist"),
            path("<int:report_id>/change/", guarded(review_page.page), name=f"{name}_change"),
            path(
                "<int:report_id>/editions/compare/",
                guarded(compare_page.page),
                name=f"{name}_compare",
            ),
            path(
                "<int:report_id>/series/<slug:cell>/",
                guarded(history_page.page),
                name=f"{name}_series",
            ),
            *(
                path(f"<int:report_id>/{action}/", guarded(view), name=f"{name}_{action}")
                for action, view in review_page.VIEWS.items()
            ),
        ]
