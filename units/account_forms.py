"""Forms for an account in the admin: name, one role, its unit; permissions are never picked singly."""

from django import forms
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    BaseUserCreationForm,
    UsernameField,
)

from .forms import PasswordAlone
from .meanwhile import MeanwhileForm
from .models import User
from .roles import CLERK, IMPORTER, ROLES


class _WithRole(forms.ModelForm):
    """An account has exactly one role, and 填报员 alone belongs to a unit."""

    editor = None  # who fills in the form; the admin sets it
    role = forms.ChoiceField(
        label="角色",
        choices=[("", "---------"), *((role, role) for role in ROLES if role != IMPORTER)],
        help_text="决定这个账户能做什么。",
    )

    def clean(self):
        cleaned = super().clean()
        role, unit = cleaned.get("role"), cleaned.get("unit")
        if role == CLERK and unit is None:
            self.add_error("unit", "填报员应有报送单位。")
        elif role and role != CLERK and unit is not None:
            self.add_error("unit", f"{role}不属于任何报送单位，请清空。")
        return cleaned


class AccountForm(_WithRole, MeanwhileForm):
    class Meta:
        model = User
        fields = ["username", "last_name", "first_name", "unit", "is_active"]
        field_classes = {"username": UsernameField}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        group = self.instance.groups.first()
        self.initial["role"] = group.name if group else ""
        if "role" in self.fields and self.instance.is_superuser:
            self.fields["role"].required = False
        if self.instance == self.editor:
            for name in {"role", "unit", "is_active"} & set(self.fields):
                self.fields[name].disabled = True  # nobody widens or ends their own rights


class NewAccountForm(_WithRole, BaseUserCreationForm):
    class Meta(BaseUserCreationForm.Meta):
        model = User
        fields = ["username", "last_name", "first_name", "unit"]


class NewPasswordForm(PasswordAlone, AdminPasswordChangeForm):
    """What 系统管理员 gives an account whose password is lost."""

    def set_password_and_save(self, user, *args, commit=True, **options):
        user = super().set_password_and_save(user, *args, commit=commit, **options)
        if commit:
            user.shut_copies()
        return user
