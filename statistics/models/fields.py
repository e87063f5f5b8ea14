"""The two kinds of figures as database columns; NULL is a blank cell."""

from decimal import Decimal

from django import forms
from django.db import models

from ..form.normaliser import AMOUNT_PLACES

LARGEST_WHOLE = 999_999_999
SCALE = 10**AMOUNT_PLACES


class CountField(models.IntegerField):
    """A whole number from 0 to 999,999,999 (件, 次, 人次, 个), or blank."""

    largest = LARGEST_WHOLE

    def __init__(self, *args, **options):
        super().__init__(*args, **{"null": True, "blank": True, **options})

    def db_check(self, connection):
        column = connection.ops.quote_name(self.column)
        return f"{column} BETWEEN 0 AND {self.largest}"


class AmountField(CountField):
    """Money in 万元 with up to six places, or blank. A Decimal in Python, whole 分 in the database.

    SQLite has no exact decimal: it would add amounts as floating point. Whole 分 add exactly on
    both databases (docs/decisions/0004-amounts-as-whole-fen.md).
    """

    largest = LARGEST_WHOLE * SCALE + SCALE - 1

    def get_internal_type(self):
        return "BigIntegerField"

    @property
    def validators(self):
        return []  # the integer range of the column is not the range of the amount; see db_check

    def from_db_value(self, value, expression, connection):
        return None if value is None else Decimal(int(value)).scaleb(-AMOUNT_PLACES)

    def to_python(self, value):
        return None if value is None else Decimal(str(value))

    def get_prep_value(self, value):
        if value is None or hasattr(value, "resolve_expression"):
            return value
        fen = Decimal(value).scaleb(AMOUNT_PLACES)
        if fen != int(fen):
            raise ValueError(f"{value} 万元 has a fraction of a 分")
        return int(fen)

    def formfield(self, **options):
        return forms.DecimalField(
            required=False,
            min_value=0,
            max_digits=15,
            decimal_places=AMOUNT_PLACES,
            label=self.verbose_name,
        )
