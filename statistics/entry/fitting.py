"""How small a figure has to be written to stand whole in its cell; reading.js says the same of typed ones.

Sizes are sheet.css's; here is which one a figure gets.
"""

WIDTHS = {"long": 9, "longer": 11, "longest": 13}  # digits
ROOM_OF_PREVIOUS = 5  # digits beside the increment


def width(text: str) -> int:
    """How wide a figure is, in digits: two separators or points are as wide as one digit."""
    return len(text) - (text.count(",") + text.count(".")) // 2


def fit(text: str) -> str:
    """How much smaller it is written than others; "" for those that fit."""
    wide = width(text)
    return next((name for name, most in reversed(WIDTHS.items()) if wide > most), "")


def needs_own_line(previous: str) -> bool:
    """Last period's figure is too long to stand beside the increment."""
    return width(previous) > ROOM_OF_PREVIOUS
