"""The growing numbers of replications after which a run gives a partial answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile


def stages(wanted: int, known: int = 0) -> tuple[int, ...]:
    """2, 5, 10, 20, 50 ... below ``wanted`` and then that itself, without those that are ``known`` already."""
    partial = takewhile(lambda number: number < wanted, _round_numbers())
    return (*(number for number in partial if number > known), wanted)


def _round_numbers() -> Iterator[int]:
    for power in count():
        for digit in (1, 2, 5):
            if digit * 10**power > 1:
                yield digit * 10**power
