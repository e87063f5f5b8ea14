"""How old a feature is: MDN's table of browser compatibility, https://github.com/mdn/browser-compat-data."""

import json
from collections.abc import Iterator
from functools import cache

from tools.npm import Package

# Office PCs: 360, QQ, UOS and Kylin browsers are Chromium 79 and later; docs/decisions/0024.
FLOOR = {"chrome": 79, "firefox": 78}
DATA = Package(
    "@mdn/browser-compat-data",
    "8.1.9",
    "c99eff2b2ebf5ead405de12ed3bd7f40534bcb9966ca4a7679b01335146b472c",
)
FILE = "data.json"


class Ages:
    """Features by their path in the table: `css/properties/gap/flex_context`."""

    def __init__(self, table: dict):
        self.table = table
        self.members: dict[str, list[dict]] = {}  # what stands after a dot, by name
        for owners in (table["api"], table["javascript"]["builtins"]):
            for name, feature in _walk(owners):
                self.members.setdefault(name.removesuffix("_static"), []).append(feature)

    def lack(self, path: str) -> str:
        """ "Chrome 84" for what one of the oldest lacks; "" for what they have or nobody knows."""
        feature = self.table
        for name in path.split("/"):
            feature = feature.get(name, {})
        return _lack(feature)

    def static_lack(self, owner: str, name: str) -> str:
        """The same for what belongs to a class itself, as `AbortSignal.timeout`."""
        owners = (f"api/{owner}", f"javascript/builtins/{owner}")
        paths = (f"{path}/{each}" for path in owners for each in (name, f"{name}_static"))
        return next(filter(None, map(self.lack, paths)), "")

    def member_lack(self, name: str) -> str:
        """The same for a property or method of whatever object; one that has it for long is enough."""
        lacks = [_lack(feature) for feature in self.members.get(name, [])]
        return lacks[0] if lacks and all(lacks) else ""


def is_here() -> bool:
    return DATA.kept(FILE) is not None


def fetch() -> None:
    """Raises LookupError with a sentence."""
    DATA.take(FILE, FILE)


@cache
def known() -> Ages:
    """Fetches the table if it is not here; raises LookupError where it is not to be had."""
    if not is_here():
        fetch()
    return Ages(json.loads(DATA.kept(FILE).read_bytes()))


def _walk(features: dict) -> Iterator[tuple[str, dict]]:
    for name, feature in features.items():
        if name != "__compat":
            yield name, feature
            yield from _walk(feature)


def _lack(feature: dict) -> str:
    support = feature.get("__compat", {}).get("support", {})
    for browser, floor in FLOOR.items():
        statements = support.get(browser, [])
        statements = statements if isinstance(statements, list) else [statements]
        if statements and not any(_holds(each, floor) for each in statements):
            return f"{browser.title()} {statements[0]['version_added'] or 'never'}"
    return ""


def _holds(statement: dict, floor: int) -> bool:
    if {"flags", "prefix", "alternative_name"} & statement.keys():
        return False
    added, removed = _number(statement["version_added"]), _number(statement.get("version_removed"))
    return added is not None and added <= floor and (removed is None or removed > floor)


def _number(version) -> float | None:
    try:
        return float(str(version).lstrip("≤"))
    except ValueError:  # "preview", or none
        return None
