"""Figures as database columns: amounts exact to the 分, and a range that the database itself keeps."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max, Min, Sum, Value
from django.db.models.functions import Coalesce

from statistics.models import CaseRow, Report
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """川汇区's eight blank rows."""
    return cast.report(cast.open_period(units=["411602"])).rows


@pytest.fixture
def row(rows):
    return rows.get(category="trademark")


def stored(row) -> CaseRow:
    return CaseRow.objects.get(pk=row.pk)


def in_the_column(row, column):
    """What really stands there, past the field."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM statistics_caserow WHERE id = %s', [row.pk])
        return cursor.fetchone()[0]


# --- Amounts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "fen"),
    [
        ("0", 0),
        ("0.000001", 1),
        ("0.1", 100_000),
        ("15.54", 15_540_000),
        ("123456789.123456", 123_456_789_123_456),
        ("999999999.999999", 999_999_999_999_999),
    ],
)
def test_an_amount_is_kept_as_whole_fen_and_comes_back_exactly(row, amount, fen):
    row.value = Decimal(amount)
    row.save()
    assert stored(row).value == Decimal(amount)
    assert in_the_column(row, "value") == fen


def test_an_amount_comes_back_as_a_decimal_with_its_six_places(row):
    row.value = Decimal("1.5")
    row.save()
    assert str(stored(row).value) == "1.500000"


def test_a_blank_stays_blank(row):
    row.value, row.filed = None, None
    row.save()
    assert (stored(row).value, stored(row).filed) == (None, None)


def test_a_whole_number_is_an_amount_too(row):
    row.value = 15
    row.save()
    assert stored(row).value == Decimal(15)


@pytest.mark.parametrize("amount", [Decimal("0.0000001"), Decimal("15.5400001"), 0.1])
def test_a_fraction_of_a_fen_is_never_rounded_away(row, amount):
    row.value = amount
    with pytest.raises(ValueError, match="has a fraction of a 分"):
        row.save()


def test_many_tenths_add_exactly(rows):
    """Floating point makes 0.7999999999999999 of eight tenths, and SQLite knows nothing else."""
    rows.update(value=Decimal("0.1"))
    assert rows.aggregate(sum=Sum("value")) == {"sum": Decimal("0.8")}


def test_thousands_of_tenths_add_exactly(rows):
    report = rows.first().report
    units = [cast.unit(f"41{number:04}") for number in range(125)]
    more = Report.objects.bulk_create(Report(period=report.period, unit=unit) for unit in units)
    CaseRow.objects.bulk_create(row for one in more for row in CaseRow.blank_rows(one))
    CaseRow.objects.exclude(report=report).update(value=Decimal("0.1"))
    assert CaseRow.objects.aggregate(sum=Sum("value")) == {"sum": Decimal(100)}


def test_aggregates_and_annotations_are_amounts(rows):
    rows.filter(category="trademark").update(value=Decimal("0.3"), penalty=Decimal("1.25"))
    rows.filter(category="other_patent").update(value=Decimal("0.7"))
    assert rows.aggregate(
        least=Min("value"), most=Max("value"), sum=Sum("value"), none=Sum("recovered")
    ) == {"least": Decimal("0.3"), "most": Decimal("0.7"), "sum": Decimal(1), "none": None}
    zero = Value(Decimal(0), output_field=CaseRow._meta.get_field("value"))
    assert rows.aggregate(sum=Coalesce(Sum("recovered"), zero)) == {"sum": Decimal(0)}
    by_category = rows.values("category").annotate(sum=Sum("value")).order_by("category")
    assert {line["category"]: line["sum"] for line in by_category if line["sum"]} == {
        "trademark": Decimal("0.3"),
        "other_patent": Decimal("0.7"),
    }


@pytest.mark.parametrize(
    ("lookup", "found"),
    [
        ({"value": Decimal("15.54")}, True),
        ({"value": Decimal("15.540000")}, True),
        ({"value": Decimal("15.540001")}, False),
        ({"value__gt": Decimal("15.539999")}, True),
        ({"value__gt": Decimal("15.54")}, False),
        ({"value__gte": Decimal("15.54")}, True),
        ({"value__lt": Decimal("15.540001")}, True),
        ({"value__lte": 15}, False),
        ({"value__in": [Decimal(1), Decimal("15.54")]}, True),
        ({"value__range": (15, 16)}, True),
        ({"value__isnull": False}, True),
        ({"value__lt": Decimal(10**9)}, True),
    ],
)
def test_amounts_are_looked_up_as_amounts(rows, row, lookup, found):
    row.value = Decimal("15.54")
    row.save()
    assert list(rows.filter(**lookup)) == ([row] if found else [])


def test_two_amounts_are_compared_in_the_database(rows, row):
    row.value, row.penalty = Decimal("15.54"), Decimal("15.540001")
    row.save()
    assert rows.get(penalty__gt=F("value")) == row
    assert not rows.filter(value__gte=F("penalty")).exists()


def test_one_amount_is_copied_from_another_in_the_database(rows, row):
    row.value = Decimal("15.54")
    row.save()
    rows.update(penalty=F("value"))
    assert stored(row).penalty == Decimal("15.54")


# --- The range, kept by the database -------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "largest"), [("filed", 999_999_999), ("value", Decimal("999999999.999999"))]
)
def test_the_edges_of_the_range_are_kept(row, column, largest):
    for figure in (0, largest):
        CaseRow.objects.filter(pk=row.pk).update(**{column: figure})
        assert getattr(stored(row), column) == figure


@pytest.mark.parametrize(
    ("column", "figure"),
    [
        ("filed", -1),
        ("filed", 1_000_000_000),
        ("transferred", -1),
        ("value", Decimal("-0.000001")),
        ("value", -1),
        ("value", Decimal("1000000000")),
        ("foreign_recovered", Decimal("1000000000")),
    ],
)
def test_the_database_refuses_what_no_cell_may_hold(row, column, figure):
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseRow.objects.filter(pk=row.pk).update(**{column: figure})
    assert getattr(stored(row), column) is None


@pytest.mark.parametrize("figure", [-1, 1_000_000_000])
@pytest.mark.parametrize("column", ["actions", "key_markets"])
def test_the_database_refuses_action_figures_too(row, column, figure):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(**{column: figure})


def test_past_the_orm_as_well(row):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE statistics_caserow SET value = -1")


# --- In forms ------------------------------------------------------------------------------------


def test_an_amount_s_form_field_takes_amounts_and_nothing_finer():
    field = CaseRow._meta.get_field("value").formfield()
    assert (type(field), field.label, field.required) == (
        forms.DecimalField,
        "涉案金额（万元）",
        False,
    )
    assert field.clean("999999999.999999") == Decimal("999999999.999999")
    assert field.clean("") is None
    for text in ["-1", "0.0000001", "1000000000"]:
        with pytest.raises(ValidationError):
            field.clean(text)
