"""The number of a version as pages post it and addresses carry it. Knows no Django."""

LONGEST = 9  # digits; more are no number that a database has given


def version_number(text: str | None) -> int | None:
    """What was seen: an edition's number, a table's or the rules' version.

    None for anything but a few plain digits. All of them begin with 1.
    """
    text = text or ""
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_number else None
