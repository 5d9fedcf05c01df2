"""Where the names at the right of a chart go, so that none of them meets another: pure arithmetic of pixels."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wished: Sequence[float], height: float, top: float, bottom: float) -> list[float]:
    """The middles of labels that are ``height`` tall, as near to those wished for as they fit between top and bottom.

    Labels keep their order. Where there is not room for all of them the last ones stand below the bottom.
    """
    order = sorted(range(len(wished)), key=lambda place: wished[place])
    middles = [min(max(wished[place], top + height / 2), bottom - height / 2) for place in order]
    for place in range(len(middles) - 2, -1, -1):
        middles[place] = min(middles[place], middles[place + 1] - height)
    for place in range(len(middles)):
        lowest = middles[place - 1] + height if place else top + height / 2
        middles[place] = max(middles[place], lowest)
    found = [0.0] * len(middles)
    for place, middle in zip(order, middles, strict=True):
        found[place] = middle
    return found
