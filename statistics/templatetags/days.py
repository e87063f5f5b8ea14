"""{% load days %}: {{ report.due_on|day }}, {{ report.saved_at|moment }}."""

from django import template

from ..entry.days import day_text, moment_text

register = template.Library()
register.filter("day", day_text)
register.filter("moment", moment_text)
