"""Two people at the same moment: a thread and a connection for each of them."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from django.db import connection, transaction

from statistics.errors import ReportError
from tests import cast
from units.models import User

HELD_UP = 0.05  # seconds


def slowly(method):
    def and_wait(self, *args):
        result = method(self, *args)
        time.sleep(HELD_UP)
        return result

    return and_wait


def while_it_waits(holding, waiting):
    """What `waiting` returned, which began while the transaction of `holding` was not yet done."""
    is_held = Event()

    def hold():
        with transaction.atomic():
            holding()
            is_held.set()
            time.sleep(5 * HELD_UP)

    def wait():
        is_held.wait(timeout=10)
        return waiting()

    return at_once(hold, wait)[1]


def at_once(*steps) -> list:
    """What each step returned or was refused with; each has a thread and a connection of its own."""
    together = Barrier(len(steps))

    def run(step):
        try:
            connection.ensure_connection()
            together.wait(timeout=10)
            return step()
        except ReportError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def one_refusal(results) -> ReportError:
    refusals = [result for result in results if isinstance(result, ReportError)]
    assert len(refusals) == 1, results
    return refusals[0]


def colleague() -> User:
    """A second account of 知识产权保护科."""
    user = User.objects.create_user("city2", last_name="另一审核员")
    user.groups.set(cast.reviewer().groups.all())
    return user
