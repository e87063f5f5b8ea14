"""Every address of the portal."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from units.forms import PasswordChangeForm, SignInForm
from units.views import SignOutView

from . import __version__, views

urlpatterns = [
    path("", include("statistics.urls")),
    path("admin/", admin.site.urls),
    path(
        "accounts/login/",
        auth.LoginView.as_view(
            authentication_form=SignInForm, extra_context={"version": __version__}
        ),
        name="login",
    ),
    path("accounts/logout/", SignOutView.as_view(), name="logout"),
    path(
        "accounts/password_change/",
        auth.PasswordChangeView.as_view(form_class=PasswordChangeForm),
        name="password_change",
    ),
    path(
        "accounts/password_change/done/",
        auth.PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
]
handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
