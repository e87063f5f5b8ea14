"""Worlds that take long to build: built once through the real methods, then put back row by row."""

from copy import deepcopy
from functools import wraps

from django.apps import apps
from django.contrib.auth.models import Group, Permission

from units.models import User


def remembered(build):
    """`build` fills a database in which nobody is yet, and returns what a test begins with.

    Called again for another test, its rows are stored as they were, and a copy of what it returned
    is given out. Where somebody is there already it simply builds.
    """
    memory = {}

    @wraps(build)
    def world(*args, **kwargs):
        if User.objects.exists():
            return build(*args, **kwargs)
        ground = _ground()
        if ground not in memory:
            before = {model for model, _ in _rows()}
            made = build(*args, **kwargs)
            rows = [(model, objects) for model, objects in _rows() if model not in before]
            memory[ground] = rows, deepcopy(made)
            return made
        rows, made = deepcopy(memory[ground])
        for model, objects in rows:
            model._base_manager.bulk_create(objects)
        return made

    return world


def _ground() -> tuple:
    """What rows of a world refer to: a flush of the database makes it anew, under other numbers."""
    return tuple(
        model.objects.order_by("pk").values_list("pk").first() for model in (Permission, Group)
    )


def _rows() -> list[tuple]:
    rows = [
        (model, list(model._base_manager.all()))
        for model in apps.get_models(include_auto_created=True)
    ]
    return [(model, objects) for model, objects in rows if objects]
