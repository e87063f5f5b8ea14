"""What a unit confirmed about the blanks of its table when it submitted."""

from collections.abc import Mapping


def confirmed(content: Mapping) -> str:
    """In words, from an edition's content; "" where there was nothing to confirm."""
    if content.get("zero_report"):
        return "零报告"
    return "空白格已确认按 0 报送" if content.get("blank_as_zero") else ""
