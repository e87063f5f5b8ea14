"""The browser of 知识产权保护科, for all pages of the admin."""

import pytest
from django.test import Client

from tests import cast
from tests.statistics.admin import city


@pytest.fixture
def client() -> Client:
    """One of 知识产权保护科 has signed in."""
    return city.sign_in(cast.reviewer())
