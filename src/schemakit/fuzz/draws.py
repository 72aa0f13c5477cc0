"""Draws from strategies outside of a test, the same ones for the same seed."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final, TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

T = TypeVar("T")

#: How many strategies are drawn from at once: one run of Hypothesis costs as much as several draws.
_TOGETHER: Final = 12
#: How many more draws a strategy gets whose first ones have all failed.
_AGAIN: Final = 24


def drawn(strategy: st.SearchStrategy[T], count: int, number: int) -> list[T]:
    """Return up to ``count`` draws for a seed; fewer where the strategy has no more, or rejects too many."""
    found: list[T] = []
    if count < 1:
        return found

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=tuple(HealthCheck),
    )
    @seed(number)
    @given(strategy)
    def collect(value: T) -> None:
        found.append(value)

    with suppress(Unsatisfiable):  # what was found is what there is
        collect()
    return found


def drawn_each(strategies: Sequence[st.SearchStrategy[T | None]], count: int, number: int) -> list[list[T]]:
    """Return up to ``count`` draws of each of many strategies, without None: that is a draw that failed."""
    found: list[list[T]] = []
    for start in range(0, len(strategies), _TOGETHER):
        together = strategies[start : start + _TOGETHER]
        rows = drawn(st.tuples(*together), count, number + start)
        # a tuple of many large values may not fit into what Hypothesis gives one example
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(together)
        found.extend(map(_without_failures, columns))
    for index, row in enumerate(found):
        if not row:  # the first draws are the simplest ones: the few that fail may all be alike
            found[index] = _without_failures(drawn(strategies[index], count + _AGAIN, number))[:count]
    return found


def _without_failures(draws: Sequence[T | None]) -> list[T]:
    return [one for one in draws if one is not None]
