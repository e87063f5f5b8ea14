"""Each figure of the form has a column of its own, under its key and label."""

from statistics.form.indicators import COLUMNS
from statistics.models import CaseRow, Report
from statistics.models.fields import AmountField, CountField
from tests.statistics.form.notice import (
    ACTION_KEYS,
    AMOUNT_COLUMNS,
    COUNT_COLUMNS,
    NOTICE_ACTIONS,
    NOTICE_COLUMNS,
)


def test_a_report_stores_each_action_figure_under_its_key_and_label():
    fields = {
        field.name: field.verbose_name
        for field in Report._meta.get_fields()
        if isinstance(field, CountField)
    }
    assert fields == dict(zip(ACTION_KEYS, NOTICE_ACTIONS.split("\t"), strict=True))


def test_a_case_row_stores_each_column_under_its_key_and_label():
    fields = [field for field in CaseRow._meta.get_fields() if isinstance(field, CountField)]
    assert {field.name: field.verbose_name for field in fields} == {
        column.key: label for column, label in zip(COLUMNS, NOTICE_COLUMNS.split("\t"), strict=True)
    }
    amounts = [field.name for field in fields if isinstance(field, AmountField)]
    assert amounts == AMOUNT_COLUMNS
    assert [column.key for column in COLUMNS if column.is_amount] == AMOUNT_COLUMNS
    assert [column.key for column in COLUMNS if not column.is_amount] == COUNT_COLUMNS
