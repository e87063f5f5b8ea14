"""What a stylesheet uses: properties, their values, pseudo-classes, at-rules."""

from collections.abc import Iterator

import tinycss2
from tinycss2 import ast

from .ages import Ages

Use = tuple[int, str, str]  # line, what, who lacks it
_PLAIN = {"skip_comments": True, "skip_whitespace": True}


def used(text: str, ages: Ages) -> Iterator[Use]:
    """Each use that is younger than the floor."""
    yield from _rules(tinycss2.parse_stylesheet(text, **_PLAIN), ages)


def flex_gaps(text: str, ages: Ages) -> Iterator[tuple[int, str, str]]:
    """Each selector of a flex box with a gap, which Chromium 79 does not know: line, selector, who lacks it."""
    for rule in _plain_rules(tinycss2.parse_stylesheet(text, **_PLAIN)):
        declarations = [*_own_declarations(rule)]
        for each in declarations:
            lack = ages.lack(f"css/properties/{each.lower_name}/flex_context")
            if lack and not any(map(_makes_grid, declarations)):
                for selector in selectors(rule):
                    yield each.source_line, selector, lack


def selectors(rule: ast.QualifiedRule) -> list[str]:
    return [tinycss2.serialize(part).strip() for part in _split(rule.prelude)]


def all_selectors(text: str) -> list[str]:
    rules = _plain_rules(tinycss2.parse_stylesheet(text, **_PLAIN))
    return [selector for rule in rules for selector in selectors(rule)]


def _rules(rules: list, ages: Ages) -> Iterator[Use]:
    for rule in rules:
        if isinstance(rule, ast.AtRule):
            yield from _at_rule(rule, ages)
            yield from _rules(_inside(rule), ages)
        elif isinstance(rule, ast.QualifiedRule):
            yield from _selectors(rule, ages)
            yield from _declarations(rule, ages)


def _plain_rules(rules: list) -> Iterator[ast.QualifiedRule]:
    for rule in rules:
        if isinstance(rule, ast.AtRule):
            yield from _plain_rules(_inside(rule))
        elif isinstance(rule, ast.QualifiedRule):
            yield rule


def _inside(rule: ast.AtRule) -> list:
    if rule.at_keyword not in ("media", "supports"):
        return []
    return tinycss2.parse_rule_list(rule.content, **_PLAIN)


def _at_rule(rule: ast.AtRule, ages: Ages) -> Iterator[Use]:
    path = f"css/at-rules/{rule.at_keyword}"
    features = [] if rule.at_keyword == "supports" else _names(rule.prelude)
    for name, lack in [
        (f"@{rule.at_keyword}", ages.lack(path)),
        *((f"@{rule.at_keyword} ({each})", ages.lack(f"{path}/{each}")) for each in features),
    ]:
        if lack:
            yield rule.source_line, name, lack


def _selectors(rule: ast.QualifiedRule, ages: Ages) -> Iterator[Use]:
    """A pseudo-class that a browser does not know costs it the whole rule, and so the list's other selectors."""
    young = [
        [
            (name, lack)
            for name in _pseudo_classes(each)
            if (lack := ages.lack(f"css/selectors/{name}"))
        ]
        for each in _split(rule.prelude)
    ]
    beside = "" if all(young) else " beside selectors that all know"
    for name, lack in (found for each in young for found in each):
        yield rule.source_line, f":{name}{beside}", lack


def _split(prelude: list) -> list[list]:
    parts = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _pseudo_classes(tokens: list) -> Iterator[str]:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before == ":" and token.type == "ident":
            yield token.lower_value
        if before == ":" and token.type == "function":
            yield token.lower_name
        if token.type == "function":
            yield from _pseudo_classes(token.arguments)


def _own_declarations(rule: ast.QualifiedRule) -> Iterator[ast.Declaration]:
    for each in tinycss2.parse_blocks_contents(rule.content, **_PLAIN):
        if isinstance(each, ast.Declaration):
            yield each


def _declarations(rule: ast.QualifiedRule, ages: Ages) -> Iterator[Use]:
    earlier = set()
    for each in _own_declarations(rule):
        name = each.lower_name
        prefixed = {f"-webkit-{name}", f"-moz-{name}"} & earlier
        if not name.startswith("-") and not prefixed:
            yield from _declaration(each, ages)
        earlier.add(name)


def _declaration(each: ast.Declaration, ages: Ages) -> Iterator[Use]:
    path = f"css/properties/{each.lower_name}"
    if lack := ages.lack(path):
        yield each.source_line, each.lower_name, lack
        return
    for name in _names(each.value):
        types = (
            f"css/types/{name}",
            f"css/types/global_keywords/{name}",
            f"css/types/color/{name}",
        )
        if lack := next(filter(None, map(ages.lack, (f"{path}/{name}", *types))), ""):
            yield each.source_line, f"{each.lower_name}: {name}", lack


def _makes_grid(each: ast.Declaration) -> bool:
    return each.lower_name.startswith("grid-template") or (
        each.lower_name == "display" and {"grid", "inline-grid"} & {*_names(each.value)} != set()
    )


def _names(tokens: list) -> Iterator[str]:
    for token in tokens:
        if token.type == "ident":
            yield token.lower_value
        elif token.type == "function":
            yield token.lower_name
            yield from _names(token.arguments)
        elif token.type == "() block":
            yield from _names(token.content)
