"""Reading the explanations that a table page posts: reason-, text- and right- with Finding.key each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..checks.explanations import LONGEST, PARTS, Reason, is_key
from ..form.prose import plain_text

LONGEST_FIGURE = 30


@dataclass
class Explaining:
    """What was read, by input name, and a sentence for each input that could not be taken."""

    texts: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> dict[str, str]:
        """What may be stored."""
        return {name: text for name, text in self.texts.items() if name not in self.problems}


def read_explanations(data: Mapping[str, str], get_last: Callable) -> Explaining:
    """Everything of `data` that explains something.

    `reuse` names an explanation of the period before that is confirmed anew; `get_last` gives that
    period's report, or None.
    """
    found = Explaining()
    for name in data:
        part, _, key = name.partition("-")
        if part not in PARTS or not key:
            continue
        text = plain_text(data[name])
        if problem := _problem(part, key, text):
            found.problems[name] = problem
        if is_key(key):
            found.texts[name] = text
    if "reuse" in data:
        _reuse(data["reuse"], get_last(), found)
    return found


def key_of(name: str) -> str:
    """Finding.key of the explanation that an input is part of."""
    return name.partition("-")[2]


def _problem(part: str, key: str, text: str) -> str:
    if not is_key(key):
        return "表中没有这一条审核关系，说明没有保存。请刷新本页后再填。"
    if part == "reason" and text and text not in Reason.values:
        return f"没有“{text[:20]}”这个说明类别，请从列表中选择。"
    if part == "text" and len(text) > LONGEST:
        return f"情况说明有 {len(text)} 个字，最多 {LONGEST} 个，请精简。"
    if part == "right" and len(text) > LONGEST_FIGURE:
        return f"“{text[:20]}…”不是数字，请填上期应为多少。"
    return ""


def _reuse(key: str, last, found: Explaining) -> None:
    explained = last.explained.get(key) if last else None
    if explained is None:
        found.problems[f"text-{key[:60]}"] = "上期没有这一处的情况说明，请直接填写。"
    else:
        parts = (explained.reason, explained.text, "")
        found.texts |= {f"{part}-{key}": text for part, text in zip(PARTS, parts, strict=True)}
