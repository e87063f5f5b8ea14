"""The city's side: Django's admin with the board as its front page and the consolidated table."""

from functools import update_wrapper

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path

from units.access import sign_in_first


class AdminSite(admin.AdminSite):
    site_header = site_title = "知识产权执法数据报送"
    index_title = "系统管理"
    site_url = None
    enable_nav_sidebar = False  # the official table needs the width; templates/admin/_nav.html

    def admin_view(self, view, cacheable=False):
        """Visitors sign in at the portal's one door; accounts that are not staff are refused."""
        guarded = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return sign_in_first(request)
            if not self.has_permission(request):
                raise PermissionDenied
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, view)

    def index(self, request, extra_context=None):
        """The board of the current period, for those who see figures; else Django's own index."""
        if request.user.has_perm("statistics.view_report"):
            from statistics.admin.board import board  # registers with this site, so comes later

            return board(request, self)
        return super().index(request, extra_context)

    # Signing in and passwords have one home, the portal's own pages.

    def login(self, request, extra_context=None):
        return redirect_to_login(request.GET.get("next") or "/admin/")

    def password_change(self, request, extra_context=None):
        return redirect("password_change")

    def password_change_done(self, request, extra_context=None):
        return redirect("password_change_done")

    def get_urls(self):
        # They register their models with this site, so come later.
        from statistics.admin import consolidation, dashboard, imports, issued

        mailed = "statistics/import/<year:year>/q<quarter:quarter>/"
        table = "statistics/consolidation/<year:year>/q<quarter:quarter>/"
        total = "statistics/consolidation/issued/<int:pk>/"  # no year is called "issued"

        def guarded(view):
            return self.admin_view(view)

        return [
            path("statistics/dashboard/", guarded(dashboard.page), name="dashboard"),
            path(table, guarded(consolidation.table), name="consolidation"),
            path(
                f"{table}consolidated.xlsx",
                guarded(consolidation.workbook),
                name="consolidation-workbook",
            ),
            # Before the cells: none of them is called "issue".
            path(f"{table}issue/", guarded(issued.take), name="issue"),
            path(total, guarded(issued.page), name="issued"),
            path(f"{total}consolidated.xlsx", guarded(issued.workbook), name="issued-workbook"),
            path(
                f"{table}<slug:cell>/", guarded(consolidation.drill_down), name="consolidation-cell"
            ),
            path(mailed, guarded(imports.upload), name="import"),
            path(f"{mailed}take/", guarded(imports.take), name="import-take"),
            *super().get_urls(),
        ]
