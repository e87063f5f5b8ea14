"""Signing in and changing one's password, laid out by crispy forms."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.contrib.auth import forms


def _helper(button: str) -> FormHelper:
    helper = FormHelper()
    helper.add_input(Submit("", button))
    return helper


class SignInForm(forms.AuthenticationForm):
    helper = _helper("登录")


class PasswordChangeForm(forms.PasswordChangeForm):
    helper = _helper("更改密码")
