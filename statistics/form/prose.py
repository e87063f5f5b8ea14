"""What people write in sentences. Knows no Django."""


def plain_text(text: str) -> str:
    """One line of what can be seen: no line breaks, no characters that no one can see."""
    words = " ".join(text.split())
    return "".join(char for char in words if char.isprintable())
