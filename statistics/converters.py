"""Parts of an address: a four-digit year and a quarter from 1 to 4; anything else is a 404."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class YearConverter(IntConverter):
    regex = "[0-9]{4}"


class QuarterConverter(IntConverter):
    regex = "[1-4]"


register_converter(YearConverter, "year")
register_converter(QuarterConverter, "quarter")
