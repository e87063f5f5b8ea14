"""Drafts that hold what is kept nowhere else, and would be lost to a workbook."""

import pytest

from statistics.intake.offer import typed_since
from statistics.models import Report
from tests import cast
from tests.statistics.models.taking_over import stored, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    """川汇区's blank table; its version is 1."""
    return cast.report(cast.open_period())


def is_typed_since(report) -> bool:
    return typed_since([stored(report)]) == {report.pk}


def test_a_blank_draft_loses_nothing(report):
    assert not is_typed_since(report)


def test_what_a_clerk_typed_would_be_lost(report):
    cast.fill(report, {"actions": 46})
    assert is_typed_since(report)


def test_what_came_from_a_workbook_is_kept_in_it(report):
    after = taken(report, {"actions": 46}, by=cast.reviewer())
    assert not is_typed_since(report)
    cast.fill(after, {"actions": 47})
    assert is_typed_since(report)


def test_what_was_reported_is_kept_in_its_edition(report):
    cast.fill(report, {"actions": 46})
    cast.submit(report)
    cast.send_back(report)
    assert not is_typed_since(report)
    cast.fill(report, {"actions": 47})
    assert is_typed_since(report)
