"""What a script uses: syntax, names of the window, names after a dot, events listened to."""

from collections.abc import Iterator

from pygments.lexers import JavascriptLexer
from pygments.token import Comment, Name, Operator, Punctuation, String, Whitespace

from .ages import Ages

Use = tuple[int, str, str]  # line, what, who lacks it

SYNTAX = {
    "?.": "javascript/operators/optional_chaining",
    "??": "javascript/operators/nullish_coalescing",
    "??=": "javascript/operators/nullish_coalescing_assignment",
    "||=": "javascript/operators/logical_or_assignment",
    "&&=": "javascript/operators/logical_and_assignment",
    "#": "javascript/classes/private_class_fields",
    "export * as": "javascript/statements/export/namespace",
}


def used(text: str, ages: Ages) -> Iterator[Use]:
    """Each use that is younger than the floor; a method that is called ends in "("."""
    tokens = [(0, Whitespace, ""), (0, Whitespace, ""), *_tokens(text), (0, Whitespace, "")]
    for number in range(2, len(tokens) - 1):
        place, kind, word = tokens[number]
        before = [tokens[number - 2][2], tokens[number - 1][2]]
        what, lack = _judge(kind, word, before, ages)
        if lack:
            is_called = what.startswith(".") and tokens[number + 1][2] == "("
            yield text.count("\n", 0, place) + 1, f"{what}(" if is_called else what, lack


def syntax_used(text: str, ages: Ages) -> Iterator[Use]:
    """Only what a browser stumbles over in reading: other people's scripts ask for the rest themselves."""
    return (use for use in used(text, ages) if use[1][:1] == "#" or use[1] in SYNTAX)


def _judge(kind, word: str, before: list[str], ages: Ages) -> tuple[str, str]:
    if kind in Name and word.startswith("#"):
        return word, ages.lack(SYNTAX["#"])
    if kind in Operator and word in SYNTAX:
        return word, ages.lack(SYNTAX[word])
    if [*before, word] == ["export", "*", "as"]:
        return "export * as", ages.lack(SYNTAX["export * as"])
    if kind in String and before == ["addEventListener", "("]:
        return word, ages.member_lack(f"{word[1:-1]}_event")
    if kind in Name and before[1] in (".", "?."):
        return f".{word}", ages.static_lack(before[0], word) or ages.member_lack(word)
    if kind in Name:
        return word, ages.lack(f"api/{word}") or ages.lack(f"javascript/builtins/{word}")
    return word, ""


def _tokens(text: str) -> Iterator[tuple]:
    """Without spaces and comments. The lexer takes `?.` for two."""
    asked = None  # where a question mark stands that may be the first half
    for place, kind, word in JavascriptLexer().get_tokens_unprocessed(text):
        if asked is not None:
            is_half = (kind, word) == (Punctuation, ".")
            yield asked, Operator, "?." if is_half else "?"
            asked = None
            if is_half:
                continue
        if (kind, word) == (Operator, "?"):
            asked = place
        elif kind not in Whitespace and kind not in Comment:
            yield place, kind, word
