"""The city's side: Django's admin with the board as its front page and the consolidated table."""

from functools import update_wrapper

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from units.access import sign_in_first
from units.sessions import forget_pages


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

    def logout(self, request, extra_context=None):
        return forget_pages(super().logout(request, extra_context))

    def index(self, request, extra_context=None):
        """The board of the current period, for those who see figures; else Django's own index."""
        if request.user.has_perm("statistics.view_report"):
            from statistics.admin.board_page import (
                board,  # registers with this site, so comes later
            )

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
        from statistics.admin.urls import pages  # registers with this site, so comes later

        return [*pages(self.admin_view), *super().get_urls()]
