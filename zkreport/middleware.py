"""What every answer carries: headers, and words where Django has none."""

from django.conf import settings

from .views import error_page


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


def method_not_allowed(get_response):
    """Give a 405 a page: after signing in again, browsers ask for the address that was posted to."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 405 or response.content:
            return response
        sentence = "此地址仅在提交时使用。请从“我的任务”或工作台重新进入。"
        page = error_page(request, 405, "不能直接打开", sentence)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware
