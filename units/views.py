"""Signing out."""

from django.contrib.auth.views import LogoutView

from .sessions import forget_pages


class SignOutView(LogoutView):
    """Django's, which ends the session; and the browser lets go of the pages it has seen."""

    def dispatch(self, request, *args, **options):
        return forget_pages(super().dispatch(request, *args, **options))
