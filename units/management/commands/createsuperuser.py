"""Django's command, which asks for the password in Chinese: its own prompts are in no catalogue."""

import getpass
from types import SimpleNamespace

from django.contrib.auth.management.commands import createsuperuser
from django.utils.translation import gettext


def ask(prompt: str = "Password: ") -> str:
    """What is typed and not shown, after the prompt in the words of locale/."""
    return getpass.getpass(gettext(prompt))


createsuperuser.getpass = SimpleNamespace(getpass=ask)
Command = createsuperuser.Command
