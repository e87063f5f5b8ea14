"""What Django alone would give: the stock admin's change form with the case rows as an inline.

Two classes and Django's own templates. No extra blank rows, which would only slow it down; the
account holds exactly the rights that it needs, as the clerk's does.
"""

from django.contrib import admin

from statistics.models import CaseRow, Report

CHANGE_FORM = "templates/admin/change_form.html"  # environment.py: Django's own, not the portal's


class CaseRowInline(admin.TabularInline):
    model = CaseRow
    extra = 0
    max_num = 8


class ReportAdmin(admin.ModelAdmin):
    inlines = [CaseRowInline]
    # What our own design adds: menus of all submissions would only slow this side down.
    exclude = ["submission", "approved_submission", "corrected_before"]
    change_form_template = CHANGE_FORM


site = admin.AdminSite(name="stock")
site.register(Report, ReportAdmin)
