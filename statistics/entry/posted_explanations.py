"""Reading the explanations that a table page posts: reason-, text- and right- with Finding.key each."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..checks.explanations import LONGEST, Explanation, Reason, is_key
from ..form.prose import plain_text

PARTS = ("reason", "text", "right")
LONGEST_FIGURE = 30


@dataclass
class Explaining:
    """What was read: by Finding.key, and a sentence for each input that could not be taken."""

    written: dict[str, Explanation] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def refused(self) -> set[str]:
        """The keys of the explanations with a problem."""
        return {name.partition("-")[2] for name in self.problems}


def read_explanations(data: Mapping[str, str], get_last: Callable) -> Explaining:
    """Everything of `data` that explains something.

    `reuse` names an explanation of the period before that is confirmed anew; `get_last` gives that
    period's report, or None.
    """
    found, texts = Explaining(), defaultdict(dict)
    for name in data:
        part, _, key = name.partition("-")
        if part not in PARTS or not key:
            continue
        text = plain_text(data[name])
        if problem := _problem(part, key, text):
            found.problems[name] = problem
        if is_key(key):
            texts[key][part] = text
    found.written = {key: Explanation(**parts) for key, parts in texts.items()}
    if "reuse" in data:
        _reuse(data["reuse"], get_last(), found)
    return found


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
        found.written[key] = Explanation(explained.reason, explained.text)


def explanation_texts(explained: Mapping[str, Explanation]) -> dict[str, str]:
    """The same by input name, as a page would post it."""
    return {
        f"{part}-{key}": text
        for key, each in explained.items()
        for part, text in zip(PARTS, (each.reason, each.text, each.right), strict=True)
    }
