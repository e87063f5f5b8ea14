"""The technical account, under whose name the command line enters workbooks.

What it does can be told from what people do. Nobody signs in with it: it has no password, belongs
to no unit and does not enter the admin.
"""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from .models import User
from .roles import IMPORTER, sync_roles

USERNAME, NAME = "command-line", "命令行导入"


@transaction.atomic
def command_line() -> User:
    """The account, made on first use. Once made it is left as it is, also when put out of use."""
    account, is_new = User.objects.get_or_create(
        username=USERNAME, defaults={"last_name": NAME, "password": make_password(None)}
    )
    if is_new:
        if not Group.objects.filter(name=IMPORTER).exists():
            sync_roles()
        account.groups.add(Group.objects.get(name=IMPORTER))
    return account
