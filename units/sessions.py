"""How long a sign-in holds: 30 minutes without anybody at the machine, 12 hours in all.

Office PCs are shared and left. What a page asks for by itself, retrying what it could not save, says so
in a header and is nobody's presence.
"""

from datetime import timedelta

from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

IDLE, AT_MOST = timedelta(minutes=30), timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)  # so that not each request writes the session
BY_ITSELF = "X-By-Itself"
BEGAN, SEEN = "signed_in_at", "seen_at"  # in the session, as seconds


def _begin(request, **_):
    request.session[BEGAN] = request.session[SEEN] = _now()


user_logged_in.connect(_begin, dispatch_uid="units.sessions")


def _now() -> int:
    return int(timezone.now().timestamp())


def sign_out_the_absent(get_response):
    """End a sign-in that was left alone, or has lasted too long; else note that somebody is there."""

    def middleware(request):
        if request.user.is_authenticated:
            _look_after(request)
        return get_response(request)

    return middleware


def forget_pages(response):
    """Ask the browser to let go of what it has cached: office PCs are shared."""
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _look_after(request) -> None:
    now, session = _now(), request.session
    if BEGAN not in session:  # from before there was this rule
        _begin(request)
    idle, lasted = now - session[SEEN], now - session[BEGAN]
    if idle > IDLE.total_seconds() or lasted > AT_MOST.total_seconds():
        logout(request)
    elif idle >= NOTED_EVERY.total_seconds() and BY_ITSELF not in request.headers:
        session[SEEN] = now
