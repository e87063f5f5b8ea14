"""The oldest browsers that the pages are made for, and what of the pages is younger than they are.

`python -m tools.floor` names each place in static/ that uses what one of them does not have. How old
a feature is, MDN's table of browser compatibility says (ages.py); some uses are meant (meant.py).
"""

from collections.abc import Iterator
from pathlib import Path

from . import ages, scripts, styles
from .ages import Ages
from .meant import MEANT, OURS

STATIC = Path(__file__).resolve().parents[2] / "static"
MARGINS = STATIC / "css/old-browsers.css"


def found() -> list[str]:
    """`css/portal.css:49 …` for each use that is not meant; LookupError where the table is not to be had."""
    known = ages.known()
    paths = sorted(path for path in STATIC.rglob("*") if path.suffix in (".js", ".css"))
    return [
        f"{path.relative_to(STATIC)}:{line} {what} ({lack})"
        for path in paths
        for line, what, lack in _used(path, known)
        if what not in MEANT and what not in OURS
    ]


def _used(path: Path, known: Ages) -> Iterator[tuple[int, str, str]]:
    text = path.read_text(encoding="utf-8")
    is_ours = "vendor" not in path.parts
    if path.suffix == ".js":
        yield from scripts.used(text, known) if is_ours else scripts.syntax_used(text, known)
    elif is_ours:  # what of Bootstrap's styles is young is for parts that no page has
        yield from styles.used(text, known)
        yield from _gaps_without_margins(text, known)


def _gaps_without_margins(text: str, known: Ages) -> Iterator[tuple[int, str, str]]:
    with_margins = styles.all_selectors(MARGINS.read_text(encoding="utf-8"))
    for line, selector, lack in styles.flex_gaps(text, known):
        if not any(each.startswith(f"{selector} > ") for each in with_margins):
            yield line, f"gap of {selector} without margins in {MARGINS.name}", lack
