"""Two administrators at the same moment: together they cannot close a circle that neither saw."""

import time
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests import cast
from tests.statistics.models.same_moment import at_once
from units import models

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_units_are_not_merged_into_each_other(monkeypatch):
    look = models.require_consistent

    def and_wait(*facts):
        look(*facts)
        time.sleep(0.05)

    monkeypatch.setattr(models, "require_consistent", and_wait)
    one, other, by = cast.unit(cast.CHUANHUI), cast.unit(cast.HUAIYANG), cast.administrator()

    def merge(unit, into):
        try:
            return unit.end(on=date(2030, 5, 1), into=[into], by=by)
        except ValidationError as refused:
            return refused

    results = at_once(lambda: merge(one, other), lambda: merge(other, one))
    refusals = [each for each in results if isinstance(each, ValidationError)]
    assert len(refusals) == 1
    assert "首尾相接" in refusals[0].messages[0]
    assert len(models.ReportingUnit.objects.succession_graph()) == 1
