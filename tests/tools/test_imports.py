"""What lint says of imports beyond the contracts: circles, and chains of rooms."""

from itertools import pairwise

from tools.imports import circle, faults, longest_chain, rooms

HOUSE = {
    "zkreport.urls": {"statistics.urls"},
    "statistics.urls": {"statistics.entry.views"},
    "statistics.entry.views": {"statistics.models", "statistics.entry.sheet"},
    "statistics.entry.sheet": {"statistics.form.figures"},
    "statistics.models": {"units.models"},
    "statistics.form.figures": set(),
    "units.models": set(),
}


def test_rooms_are_apps_and_the_packages_of_statistics():
    assert rooms(HOUSE) == {
        "zkreport": {"statistics.urls"},
        "statistics.urls": {"statistics.entry"},
        "statistics.entry": {"statistics.models", "statistics.form"},
        "statistics.models": {"units"},
        "statistics.form": set(),
        "units": set(),
    }


def test_the_longest_chain_leads_from_the_top_down():
    assert longest_chain(rooms(HOUSE)) == [
        "zkreport", "statistics.urls", "statistics.entry", "statistics.models", "units"
    ]  # fmt: skip


def test_a_house_in_order(capsys):
    assert faults(HOUSE) == []
    assert capsys.readouterr().out == (
        "Rooms: 6, longest chain 5: "
        "zkreport → statistics.urls → statistics.entry → statistics.models → units\n"
    )


def test_a_circle_is_told_in_the_order_of_its_imports():
    imports = {"a.x": {"b.y"}, "b.y": {"c.z"}, "c.z": {"a.x"}}
    found = circle(imports)
    assert found[0] == found[-1]
    assert all(later in imports[one] for one, later in pairwise(found))
    assert len(faults(imports)) == 1


def test_a_circle_of_rooms_without_one_of_modules():
    imports = {"statistics.a.x": {"statistics.b.y"}, "statistics.b.z": {"statistics.a.w"}}
    assert circle(imports) == []
    (fault,) = faults(imports)
    assert fault.startswith("Rooms import each other in a circle: ")


def test_a_chain_of_eleven(capsys):
    chain = {f"statistics.r{step}": {f"statistics.r{step + 1}"} for step in range(10)}
    assert faults(chain) == ["A chain of 11 rooms; 10 at most."]
