"""What a refused post leaves for the page that it leads to: shown there once.

It waits in the session under a token that stands in that page's address, so that no other tab, and no
other table, ever shows it; opened again, or come back to, the page has what is stored.
"""

import json
from dataclasses import asdict, dataclass, field

from django.utils.crypto import get_random_string

from .inclusions import MEASURED
from .posted_explanations import PARTS
from .refusal import Refusal

SESSION_KEY, PARAMETER = "left_over", "after"
MOST, LONGEST = 4, 20_000  # pages that were never opened; characters
# What says how the texts are meant.
MEANT = {"entry", MEASURED, "reuse", "blank_as_zero", "blank_as_previous", "zero_report"}


@dataclass(frozen=True)
class LeftOver:
    """`texts` could not be stored, by input name, with what says how they are meant."""

    attempt: str
    texts: dict[str, str] = field(default_factory=dict)
    refusal: Refusal | None = None


def not_stored(attempt: str, data, problems, refusal: Refusal | None) -> LeftOver:
    """What of `data`, as it was posted, the page has to show again: an explanation as a whole, and the
    day, for one that was cleared is not to be offered anew."""
    keys = {name.partition("-")[2] for name in problems}
    names = {*problems, *(f"{part}-{key}" for part in PARTS for key in keys), *MEANT, "cut_off_on"}
    return LeftOver(attempt, {name: data[name] for name in names if name in data}, refusal)


def leave(session, report, left: LeftOver) -> str:
    """The token under which take() finds it; "" for more than a session should hold."""
    waiting = {"report": report.pk, **asdict(left)}
    if len(json.dumps(waiting, ensure_ascii=False)) > LONGEST:
        return ""
    token = get_random_string(12)
    others = list(session.get(SESSION_KEY, {}).items())[-(MOST - 1) :]
    session[SESSION_KEY] = {**dict(others), token: waiting}
    return token


def take(session, report, token: str) -> LeftOver | None:
    """What was left for this report's page under the token; gone afterwards."""
    waiting = session.get(SESSION_KEY, {})
    if waiting.get(token, {}).get("report") != report.pk:
        return None
    found = waiting.pop(token)
    session[SESSION_KEY] = waiting
    refusal = found["refusal"] and Refusal.from_json(found["refusal"])
    return LeftOver(found["attempt"], found["texts"], refusal)
