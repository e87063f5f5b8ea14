"""README's map and the linter's contract say the same; every place that docs/where-is.md names is there."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PLACES = re.findall(
    r"`((?:campaigns|statistics|units|templates|static)/[\w./-]+)`",
    (ROOT / "docs/where-is.md").read_text(encoding="utf-8"),
)


def layers(name: str) -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (found,) = [each for each in contracts if each["name"].startswith(name)]
    return [room for layer in found["layers"] for room in layer.split(" | ")]


def test_every_room_of_the_contract_is_on_the_map_and_no_other():
    section = re.split(r"\nstatistics/ .*\n", README)[1].partition("\ntemplates/")[0]
    on_the_map = re.findall(r"^    ([a-z]+)/", section, re.MULTILINE)
    assert sorted(on_the_map) == sorted({*layers("Rooms of statistics")} - {"urls", "errors"})


MODULES = [
    path
    for app in ("units", "campaigns", "cases", "statistics", "zkreport")
    for path in (ROOT / app).rglob("*.py")
    if path.name not in {"__init__.py", "apps.py", "wsgi.py"}
    and not {"migrations", "commands"} & {*path.parts}
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_is_on_the_map_in_its_room(path):
    """Below its app, and below its package where it has one."""
    on_the_map = README.partition("\nzkreport/ ")[2].partition("\ntemplates/ ")[0]
    on_the_map = f"\nzkreport/ {on_the_map}"
    for room in path.relative_to(ROOT).parent.parts:
        _, *below = re.split(rf"\n *{room}/(?=\s)", on_the_map, maxsplit=1)
        (on_the_map,) = below
    assert re.search(rf"\b{re.escape(path.name)}", on_the_map)


def test_the_apps_of_the_contract_are_on_the_map():
    on_the_map = re.findall(r"^([a-z]+)/ +[a-z]", README, re.MULTILINE)
    assert set(layers("Apps")) <= set(on_the_map)


@pytest.mark.parametrize("place", PLACES)
def test_the_places_are_there(place):
    assert (ROOT / place).exists()


def test_there_are_twenty_at_least():
    lines = (ROOT / "docs/where-is.md").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.startswith("| ")]) >= 22  # with two of the head
