"""Every template can be read: short lines, few conditions. What is more is prepared in Python."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.template.base import Lexer, TokenType

LONGEST = 160  # characters of a line
DEEPEST = 3  # conditions, one within the other
ROOT = settings.BASE_DIR
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))

Fault = tuple[int, str]  # the line's number, what it is and what to do about it


def test_no_line_is_too_long():
    require_none(too_long)


def test_no_condition_stands_too_deep():
    require_none(too_deep)


def test_a_long_line_is_found():
    fits, more = "表" * LONGEST, "表" * (LONGEST + 1)
    assert list(too_long(f"{fits}\n{more}\n")) == [
        (2, "has 161 characters, at most 160: break it, or prepare what it says in Python")
    ]


def test_a_deep_condition_is_found():
    three = "{% if a %}\n{% if b %}\n{% if c %}{% elif d %}{% for e in f %}"
    ends = "{% endfor %}{% endif %}{% endif %}{% endif %}"
    assert list(too_deep(three + ends)) == []
    assert list(too_deep(f"{three}\n{{% if g %}}{{% endif %}}{ends}")) == [
        (4, "is 4 conditions deep, at most 3: decide it in Python, or include a piece")
    ]


def too_long(source: str) -> Iterator[Fault]:
    for number, line in enumerate(source.splitlines(), start=1):
        if len(line) > LONGEST:
            found = f"has {len(line)} characters, at most {LONGEST}"
            yield number, f"{found}: break it, or prepare what it says in Python"


def too_deep(source: str) -> Iterator[Fault]:
    """An `elif` stands as deep as its `if`; loops and blocks are no conditions."""
    depth = 0
    for token in Lexer(source).tokenize():
        tag = token.contents.partition(" ")[0] if token.token_type is TokenType.BLOCK else ""
        depth += (tag == "if") - (tag == "endif")
        if tag == "if" and depth > DEEPEST:
            found = f"is {depth} conditions deep, at most {DEEPEST}"
            yield token.lineno, f"{found}: decide it in Python, or include a piece"


def require_none(find: Callable[[str], Iterator[Fault]]) -> None:
    assert TEMPLATES
    faults = [
        f"{path.relative_to(ROOT)}:{line} {advice}"
        for path in TEMPLATES
        for line, advice in find(path.read_text())
    ]
    assert not faults, "\n".join(faults)
