"""Bisection for whole and real numbers, where what is asked holds on one side of the answer and fails on the other."""

from __future__ import annotations

from collections.abc import Callable

from planner.errors import PlannerError
from planner.texts import _

MOST_AGENTS = 10_000_000


def fewest(holds: Callable[[int], bool], guess: int) -> int:
    """The smallest whole number from 1 on that holds, given that every larger one holds too.

    Steps of 1, 2, 4 ... away from the guess bracket the answer, so a good guess costs a handful of trials. PlannerError
    when nothing up to ten million holds.
    """
    low, high = _bracket(holds, max(1, min(guess, MOST_AGENTS)))
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle
    return high


def _bracket(holds: Callable[[int], bool], guess: int) -> tuple[int, int]:
    """A number that fails (or 0) and a number that holds, around the answer."""
    step = 1
    if holds(guess):
        low, high = guess - 1, guess
        while low >= 1 and holds(low):
            step *= 2
            low, high = max(0, low - step), low
        return low, high
    low, high = guess, guess + 1
    while not holds(high):
        if high >= MOST_AGENTS:
            raise PlannerError(_("Not even {most} agents reach the target; set it lower.").format(most=MOST_AGENTS))
        step *= 2
        low, high = high, min(high + step, MOST_AGENTS)
    return low, high


def turning_point(holds: Callable[[float], bool], low: float, high: float) -> float:
    """The largest number that holds, to the last bit, given that ``low`` holds and ``high`` fails, turning once."""
    while low < (middle := low + (high - low) / 2.0) < high:
        if holds(middle):
            low = middle
        else:
            high = middle
    return low
