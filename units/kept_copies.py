"""The key with which a browser locks up what was typed and not saved yet: docs/decisions/0026.

It is derived, never stored: the same after signing in again, another for each account. A reset of the
password by somebody else, or putting the account out of use, makes it another one, so that copies left
on shared machines stay shut for ever.
"""

from base64 import b64encode

from django.utils.crypto import salted_hmac

from .models import User

SALT = "zkreport.kept-copies"


def copy_key(user: User) -> str:
    """256 bits in base64, for answers to this very account alone; no query."""
    key = salted_hmac(SALT, f"{user.pk}/{user.copy_key_number}", algorithm="sha256")
    return b64encode(key.digest()).decode()
