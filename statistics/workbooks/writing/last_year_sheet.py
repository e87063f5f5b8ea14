"""同期比较: the city's figures beside those of the same quarter last year."""

from ...totals.last_year import Comparison, Line
from .book import Pen, Sheet
from .list_sheets import headings
from .standing_sheet import write_lines

WIDTHS = [46, 40, 16, 16, 16, 14]


def write_comparison(sheet: Sheet, comparison: Comparison) -> None:
    """A row a figure: this year, last year, the difference, and the change in per cent."""
    pen, this = Pen(sheet), comparison.this
    write_lines(sheet, pen, this, _summary(comparison), WIDTHS)
    years = [f"{this.period.year}年", f"{comparison.last_period.year}年"]
    sheet.append(headings(pen, ["类别", "项目", *years, "增减", "增减（%）"]))
    for group, lines in comparison.groups:
        for line in lines:
            sheet.append([pen.text(group, "item"), *_cells(pen, line)])


def _cells(pen: Pen, line: Line):
    figures = (line.this, line.last, line.difference)
    return [
        pen.text(line.indicator.label, "item"),
        *(pen.figure(figure, line.indicator) for figure in figures),
        pen.percent(line.percent),
    ]


def _summary(comparison: Comparison) -> list[tuple[str, str]]:
    this, last = comparison.this, comparison.last_period
    return [
        (f"{this.period}与{last}比较（{this.measure.label}）", "title"),
        (
            f"汇总口径：{this.scope.label}。{this.period}计入 {len(this.counted)} 个单位，"
            f"{last}计入 {comparison.last_counted} 个单位。",
            "left",
        ),
        ("上年为 0 或负数的，不计算百分比，以“—”表示。", "left"),
    ]
