"""Columns with blanks and what their 合计 says: the same from the server's page and from its script.

In each column: last period's figures and the increments that are typed, by category; and what 合计 then
shows beside 上期, where increments are typed and where the same figures stand as cumulative ones.
"""

from decimal import Decimal

from statistics.form.indicators import cell_name

COLUMNS = {
    # column: (last, typed, (合计, beside) of increments, (合计, beside) of cumulative figures)
    "filed": (
        {"trademark": 10, "other_patent": 8},
        {"trademark": 2},
        ("2", "累计 20"),
        ("12", "−6"),
    ),
    "closed": ({}, {}, ("0", ""), ("0", "")),
    "value": (
        {"trademark": Decimal("0.1"), "official_sign": Decimal("0.2")},
        {"official_sign": Decimal("-0.1")},
        ("−0.1", "累计 0.2"),
        ("0.1", "−0.2"),
    ),
    "penalty": ({"trademark": 5}, {"trademark": 0}, ("0", "累计 5"), ("5", "+0")),
    "recovered": ({}, {"trademark": Decimal("3.5")}, ("3.5", "累计 3.5"), ("3.5", "+3.5")),
    "transferred": ({"trademark": 4}, {}, ("0", ""), ("0", "")),
    "ecommerce": (
        {"trademark": 4, "counterfeit_patent": 0},
        {"other_patent": 1},
        ("1", "累计 5"),
        ("1", "−3"),
    ),
}


def figures(part: int) -> dict:
    """Last period's (0) or what is typed (1), by input name."""
    return {
        cell_name(category, column): figure
        for column, case in COLUMNS.items()
        for category, figure in case[part].items()
    }


def cumulative() -> dict:
    """What is typed, as it is stored."""
    last = figures(0)
    return {name: figure + last.get(name, 0) for name, figure in figures(1).items()}


INCREMENTS = {column: case[2] for column, case in COLUMNS.items()}
CUMULATIVE = {column: case[3] for column, case in COLUMNS.items()}
