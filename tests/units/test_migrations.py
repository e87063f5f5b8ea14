"""What an older database holds is carried over: a unit's one successor becomes one of several."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = ("units", "0001_initial"), ("units", "0002_succession_and_former_codes")


@pytest.fixture
def migrate():
    """Brings the database to a migration; in the end to the newest ones again."""

    def to(*targets):
        executor = MigrationExecutor(connection)
        executor.migrate(list(targets))
        return executor.loader.project_state(list(targets)).apps.get_model("units.ReportingUnit")

    yield to
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_a_successor_is_carried_over_and_back(migrate):
    units = migrate(BEFORE).objects
    names = ("川汇区", "淮阳区", "扶沟县", "西华县", "商水县")
    made = {
        name: units.create(code=f"41160{place}", name=name, short_name=name, kind="county")
        for place, name in enumerate(names)
    }
    goes_on = {"川汇区": "淮阳区", "扶沟县": "西华县", "西华县": "扶沟县", "商水县": "商水县"}
    for name, successor in goes_on.items():
        units.filter(name=name).update(successor=made[successor])
    units = migrate(AFTER).objects
    carried = units.exclude(successors=None).values_list("name", "successors__name")
    assert list(carried) == [("川汇区", "淮阳区")]
    assert list(units.values_list("former_codes", flat=True)) == [""] * 5
    units = migrate(BEFORE).objects
    back = units.exclude(successor=None).values_list("name", "successor__name")
    assert list(back) == [("川汇区", "淮阳区")]
