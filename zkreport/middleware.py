"""Response headers that every page carries."""

from django.conf import settings


def content_security_policy(get_response):
    """Send the policy of settings.SECURE_CSP with every answer (built in from Django 6 on)."""
    policy = "; ".join(f"{name} {' '.join(values)}" for name, values in settings.SECURE_CSP.items())

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def no_store(get_response):
    """Keep signed-in pages out of the browser's disk cache: office PCs are shared."""

    def middleware(request):
        response = get_response(request)
        if hasattr(request, "user") and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
