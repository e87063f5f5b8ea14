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


class PasswordAlone:
    """Of a form that sets a password: nothing else of the account is written."""

    def set_password_and_save(self, user, *args, commit=True, **options):
        super().set_password_and_save(user, *args, commit=False, **options)
        if commit:
            user.save(update_fields=["password"])
        return user


class PasswordChangeForm(PasswordAlone, forms.PasswordChangeForm):
    helper = _helper("更改密码")
