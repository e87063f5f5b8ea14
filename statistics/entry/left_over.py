"""What a refused post leaves for the page that it leads to: shown there once.

It waits in the session under a token that stands in that page's address, so that no other tab, and no
other table, ever shows it; opened again, or come back to, the page has what is stored.
"""

import json
from dataclasses import asdict, dataclass, field

from django.utils.crypto import get_random_string

from .refusal import Refusal

SESSION_KEY, PARAMETER = "left_over", "after"
MOST, LONGEST = 4, 20_000  # pages that were never opened; characters


@dataclass(frozen=True)
class LeftOver:
    """`texts` could not be stored, by input name, with what says how they are meant."""

    attempt: str
    texts: dict[str, str] = field(default_factory=dict)
    refusal: Refusal | None = None


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
