"""{% load figures %}: {{ cell.text|group }}, and how wide that is: |width, |fit."""

from django import template

from ..entry.fitting import fit, width
from ..form.normaliser import group

register = template.Library()
register.filter("group", group)
register.filter("width", width)
register.filter("fit", fit)
