"""Two ways to the same end, timed side by side."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter, process_time
from typing import NamedTuple, TypeVar

from statistics import median

LEAST_ROUNDS = 3
T = TypeVar("T")


class Pair(NamedTuple):
    """Medians in milliseconds."""

    ours: float
    theirs: float


def race(
    ours: Callable,
    theirs: Callable,
    *,
    seconds: float = 3,
    least: int = LEAST_ROUNDS,
    warm_up: bool = True,
) -> Pair:
    """Run both in turn for `seconds`, at least `least` rounds; medians.

    They take turns in going first, so that whatever else the machine is doing falls on both.
    """
    times = {ours: [], theirs: []}
    if warm_up:
        ours(), theirs()
    order, until = [ours, theirs], perf_counter() + seconds
    with _tidy_memory():
        while len(times[ours]) < least or perf_counter() < until:
            for way in order:
                times[way].append(_time(way))
            order.reverse()
    return Pair(median(times[ours]), median(times[theirs]))


def alone(way: Callable, *, rounds: int = 5) -> float:
    """Median in milliseconds of something that is compared with nothing."""
    way()
    with _tidy_memory():
        return median(_time(way) for _ in range(rounds))


def processor_time(way: Callable[[], T]) -> tuple[T, float]:
    """What comes out, and this process's own milliseconds: comparable over minutes."""
    gc.collect()
    start = process_time()
    answer = way()
    return answer, (process_time() - start) * 1000


@contextmanager
def _tidy_memory() -> Iterator[None]:
    """Set aside what the process holds already, or sweeping it would cool the processor's caches."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def _time(way: Callable) -> float:
    # Nobody pays for another's garbage. The collector stays on, as it is in production.
    gc.collect()
    start = perf_counter()
    way()
    return (perf_counter() - start) * 1000
