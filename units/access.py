"""Signing in on the way to something else."""

from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.utils.http import url_has_allowed_host_and_scheme


def sign_in_first(request):
    """To the sign-in page, and from there back to the page that was being looked at.

    What was posted to an address that only takes POST cannot be opened afterwards; the page its
    button stood on can.
    """
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return redirect_to_login(request.get_full_path())
    return redirect_to_login(urlsplit(came_from)._replace(scheme="", netloc="").geturl())


def signed_in(view):
    """Like Django's login_required, for views that are posted to as well."""

    @wraps(view)
    def guarded(request, **parts):
        return view(request, **parts) if request.user.is_authenticated else sign_in_first(request)

    return guarded
