"""A period as it is stored, and how the database refuses one."""

import pytest
from django.db import IntegrityError

from campaigns.models import ReportingPeriod
from campaigns.start import start_campaign


def period_of(year=2021, quarter=2) -> ReportingPeriod:
    return start_campaign(year).periods.select_related("campaign").get(quarter=quarter)


def refused_by_the_database():
    return pytest.raises(IntegrityError)
