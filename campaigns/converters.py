"""Parts of an address: a unit's code, a four-digit year, a quarter 1 to 4; all else is a 404."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class UnitConverter(StringConverter):
    regex = "[0-9A-Z]{6,12}"


class YearConverter(IntConverter):
    regex = "[0-9]{4}"


class QuarterConverter(IntConverter):
    regex = "[1-4]"


register_converter(UnitConverter, "unit")
register_converter(YearConverter, "year")
register_converter(QuarterConverter, "quarter")
