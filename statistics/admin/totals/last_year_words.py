"""This year beside last year, in words for the page."""

from ...form.normaliser import show, show_increment
from ...totals.last_year import Comparison, Line


def shown(comparison: Comparison | None) -> dict | None:
    """What the folded section prints; None when there is nothing to compare with."""
    if comparison is None:
        return None
    this = comparison.this
    return {
        "this": this.period,
        "last": comparison.last_period,
        "counted": len(this.counted),
        "counted_then": comparison.last_counted,
        "groups": [(name, list(map(_texts, lines))) for name, lines in comparison.groups],
    }


def _texts(line: Line) -> tuple[str, list[str]]:
    percent = "—" if line.percent is None else f"{line.percent:+.1f}%".replace("-", "−")
    figures = [show(line.this), show(line.last), show_increment(line.difference), percent]
    return line.indicator.label, figures
