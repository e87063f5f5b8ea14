"""Accounts and reporting units, for 系统管理员.

What an account may do comes from its one role, and nothing else is handed out here: no single
permissions, no superusers. `is_staff`, which opens the admin, follows from the role.
"""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group

from . import technical
from .account_forms import AccountForm, NewAccountForm, NewPasswordForm
from .listing import ChoiceFilter, ListAdmin
from .models import ReportingUnit, User
from .roles import CLERK, ROLES
from .successors_input import SuccessorsInput
from .unit_form import UnitForm


class RoleFilter(ChoiceFilter):
    title, parameter_name = "角色", "role"

    def lookups(self, request, model_admin):
        return [(role, role) for role in ROLES]

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class ActiveFilter(ChoiceFilter):
    title, parameter_name = "是否停用", "active"

    def lookups(self, request, model_admin):
        return [("yes", "在用"), ("no", "已停用")]

    def queryset(self, request, queryset):
        return queryset.filter(is_active=self.value() == "yes") if self.value() else queryset


class KindFilter(ChoiceFilter):
    title, parameter_name = "类别", "kind"

    def lookups(self, request, model_admin):
        return ReportingUnit.Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(User)
class AccountAdmin(ListAdmin, UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    change_password_form = NewPasswordForm
    list_display = ["username", "person", "role", "unit", "is_active", "last_login"]
    list_filter = [RoleFilter, ActiveFilter]
    list_select_related = ["unit"]
    search_fields = ["username", "last_name", "first_name", "unit__name", "unit__code"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "last_name", "first_name"]}),
        ("权限", {"fields": ["role", "unit", "is_active"]}),
        ("记录", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "last_name", "first_name", "role", "unit"]}),
        ("初始密码", {"fields": ["password1", "password2"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    @admin.display(description="姓名")
    def person(self, user):
        return user.display_name

    @admin.display(description="角色")
    def role(self, user):
        return "、".join(group.name for group in user.groups.all()) or "—"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, obj=None, **options):
        form = super().get_form(request, obj, **options)
        form.editor = request.user
        return form

    def has_change_permission(self, request, obj=None):
        """A superuser's account, and so its password, is changed by superusers only.

        The technical one is nobody's to change: with a password, somebody could sign in with it.
        """
        if obj is not None and obj.username == technical.USERNAME:
            return False
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False  # accounts are put out of use; what they did must keep its name

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data:
            obj.shut_copies()
        if "role" in form.changed_data:
            obj.is_staff = obj.is_superuser or form.cleaned_data["role"] != CLERK
            obj.save(update_fields=["is_staff"])

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "role" in form.changed_data:
            form.instance.groups.set(Group.objects.filter(name=form.cleaned_data["role"]))


@admin.register(ReportingUnit)
class ReportingUnitAdmin(ListAdmin):
    form = UnitForm
    list_display = [
        "code", "name", "short_name", "kind", "office_phone", "valid_from", "valid_to", "end",
    ]  # fmt: skip
    list_display_links = ["code", "name"]
    list_filter = [KindFilter]
    search_fields = ["code", "name", "short_name", "other_names", "former_codes"]
    search_help_text = "按代码、名称、简称、其他名称或曾用代码查找"
    fields = [
        "code", "former_codes", "name", "short_name", "other_names", "kind", "region_code",
        "position", "office_phone", "valid_from", "valid_to", "successors", "end", "taken_in", "note",
    ]  # fmt: skip
    readonly_fields = ["former_codes", "end", "taken_in"]

    @admin.display(description="停用与承继")
    def end(self, unit):
        return unit.end_in_words() or "—"

    @admin.display(description="承继自")
    def taken_in(self, unit):
        return "、".join(map(str, unit.predecessors.all())) if unit.pk else ""

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("successors")

    def formfield_for_manytomany(self, db_field, request, **options):
        options["widget"] = SuccessorsInput(db_field, self.admin_site)  # the only such field
        return super().formfield_for_manytomany(db_field, request, **options)

    def hold(self, key):
        ReportingUnit.objects.wait_for_succession()  # all of them, as the act does: in one order

    def has_delete_permission(self, request, obj=None):
        return False  # put out of use by 停用日期; old reports keep their unit

    def save_model(self, request, obj, form, change):
        """Only what the form shows and the account changed; the end is an act of its own."""
        obj.valid_to = form.initial.get("valid_to")
        obj.save(update_fields=form.own_fields if change else None)

    def save_related(self, request, form, formsets, change):
        """The successors are the only relation, and part of the end; what was left alone stays."""
        if not {"valid_to", "successors"} & {*form.changed_data}:
            return
        cleaned = form.cleaned_data
        form.instance.end(on=cleaned["valid_to"], into=cleaned["successors"], by=request.user)


admin.site.unregister(Group)  # a role's permissions are set by units/roles.py, not by hand
