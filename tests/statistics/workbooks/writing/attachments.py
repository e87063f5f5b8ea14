"""The official attachment of a draft, and the official sheet without a report behind it."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

from statistics.form.figures import BLANK, Figures
from statistics.workbooks.contents import Head
from statistics.workbooks.writing.book import add_sheet, new_book, save
from statistics.workbooks.writing.official_sheet import write_official
from statistics.workbooks.writing.outgoing import write_attachment
from tests import cast

FILLED_IN = {
    "actions": 46,
    "officers": 152,
    "market_actions": 18,
    "market_officers": 61,
    "key_markets": 12,
    "trademark-filed": 10,
    "trademark-closed": 9,
    "trademark-value": Decimal("15.54"),
    "trademark-penalty": Decimal("16.83"),
    "trademark-recovered": Decimal("8"),
    "trademark-transferred": 1,
    "trademark-ecommerce": 4,
    "trademark-key_market": 3,
    "trademark-rural_market": 2,
    "trademark-foreign": 1,
    "trademark-foreign_recovered": Decimal("0.000001"),
    "geographical_indication-filed": 0,
    "official_sign-recovered": Decimal("5.190000"),
    "counterfeit_patent-penalty": Decimal("123456789.123456"),
    "other_patent-filed": 2,
    "other_patent-recovered": Decimal("0.5"),
    "other_patent-foreign_recovered": Decimal("0.5"),
}


def attachment(draft) -> bytes:
    return write_attachment(cast.report(draft.period))


def official(figures: Figures = BLANK, **head) -> bytes:
    """The official sheet alone, without a report behind it."""
    head = {
        "title": "2021年知识产权执法数据统计表",
        "unit_name": "川汇区市场监督管理局",
        "starts_on": date(2021, 1, 1),
        "cut_off_on": date(2021, 6, 30),
        "reported_on": None,
    } | head
    target = io.BytesIO()
    with new_book() as book:
        write_official(add_sheet(book, "统计表"), Head(**head), figures)
        save(book, target, at=datetime(2021, 6, 28, tzinfo=UTC))
    return target.getvalue()
