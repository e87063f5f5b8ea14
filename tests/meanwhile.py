"""What somebody else does between the moment a form was read and the moment it is stored."""

from django.contrib import admin


def meanwhile(monkeypatch, act, step="save_form") -> None:
    """Let `act` happen whenever a form of the admin was found to be in order, before `step`."""
    go_on = getattr(admin.ModelAdmin, step)

    def act_first(self, *args, **options):
        act()
        return go_on(self, *args, **options)

    monkeypatch.setattr(admin.ModelAdmin, step, act_first)
