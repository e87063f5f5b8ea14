"""显示去年同期: whether the page shows last year's figures too, which the browser remembers.

`?last_year=on` or `off` says so, also where a table is saved on the way; a cookie keeps it.
"""

from functools import wraps

from django.conf import settings

NAME, ON, OFF = "last_year", "on", "off"
A_YEAR = 365 * 24 * 60 * 60


def is_asked_for(request) -> bool:
    return _said(request) == ON if _said(request) else request.COOKIES.get(NAME) == ON


def remembers_last_year(view):
    """Answers of the view make the browser remember what its address says of it."""

    @wraps(view)
    def remembering(request, *args, **options):
        response = view(request, *args, **options)
        if _said(request):
            response.set_cookie(
                NAME,
                _said(request),
                max_age=A_YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    return remembering


def _said(request) -> str:
    said = request.GET.get(NAME, "")
    return said if said in {ON, OFF} else ""
