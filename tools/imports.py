"""Whether the imports keep to the order of the house: `python -m tools.imports`, in `make lint`.

The contracts are in pyproject.toml. Beside them: no circle of modules anywhere, and a chain of rooms
short enough to keep in mind. An app is a room; in `statistics` every package is one.
"""

import sys
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.machinery import ModuleSpec
from pathlib import Path

APPS = ("units", "campaigns", "cases", "statistics", "zkreport")
LONGEST_CHAIN = 10  # rooms
Graph = Mapping[str, set[str]]  # who imports whom


def show_our_statistics() -> None:
    """Let the linter find our folder, not the module of the standard library."""
    import statistics

    spec = ModuleSpec("statistics", None, is_package=True)
    spec.submodule_search_locations = [str(Path(__file__).parent.parent / "statistics")]
    statistics.__spec__ = spec


def modules() -> Graph:
    import grimp  # after show_our_statistics()

    graph = grimp.build_graph(*APPS)
    return {
        module: graph.find_modules_directly_imported_by(module)
        for module in graph.modules
        if ".migrations" not in module
    }


def circle(imports: Graph) -> list[str]:
    """The modules of one circle, each importing the next; empty where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return error.args[1][::-1]
    return []


def room(module: str) -> str:
    return (
        ".".join(module.split(".")[:2])
        if module.startswith("statistics.")
        else module.split(".")[0]
    )


def rooms(imports: Graph) -> Graph:
    between: dict[str, set[str]] = {}
    for module, imported in imports.items():
        others = {room(other) for other in imported} - {room(module)}
        between.setdefault(room(module), set()).update(others)
    return between


def longest_chain(imports: Graph) -> list[str]:
    """From the top down, each importing the next; `imports` has no circle."""
    chains: dict[str, list[str]] = {}
    for one in TopologicalSorter(imports).static_order():
        below = max((chains[other] for other in imports.get(one, ())), key=len, default=[])
        chains[one] = [one, *below]
    return max(chains.values(), key=len)


def faults(imports: Graph) -> list[str]:
    if found := circle(imports):
        return [f"Modules import each other in a circle: {' → '.join(found)}"]
    if found := circle(rooms(imports)):
        return [f"Rooms import each other in a circle: {' → '.join(found)}"]
    chain = longest_chain(rooms(imports))
    print(f"Rooms: {len(rooms(imports))}, longest chain {len(chain)}: {' → '.join(chain)}")
    if len(chain) > LONGEST_CHAIN:
        return [f"A chain of {len(chain)} rooms; {LONGEST_CHAIN} at most."]
    return []


def main() -> None:
    show_our_statistics()
    from importlinter.cli import lint_imports

    broken = lint_imports(no_cache=True) != 0
    found = faults(modules())
    for fault in found:
        print(fault, file=sys.stderr)
    sys.exit(1 if broken or found else 0)


if __name__ == "__main__":
    main()
