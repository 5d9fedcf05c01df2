"""From a scenario with ranges to one with plain numbers, for one replication.

A range is a number that nobody knows exactly. Each replication draws one value for it from the triangular distribution
between ``low`` and ``high`` with its peak at ``likely``. The draw belongs to the range's address, so scenarios that
share a range draw the same value: they are compared in the same possible world.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from pydantic import ValidationError

from planner.errors import PlannerError
from planner.scenario.addresses import Path, format_address
from planner.scenario.kinds import RANGE_KEYS
from planner.scenario.scenario import Scenario
from planner.texts import _
from planner.units import Duration
from simulation.streams import key, uniforms


def resolve(scenario: Scenario, replication: int, seed: int | None = None) -> Scenario:
    """The scenario that a replication runs: itself if it has no ranges, else with a value drawn for each.

    ``seed`` is the plan's unless given. PlannerError if values that were drawn do not go together.
    """
    ranges = ranges_of(scenario)
    if not ranges:
        return scenario
    data = copy.deepcopy(dict(scenario.data))
    for path, value in drawn_values(scenario, replication, seed).items():
        _set(data, path, _written(value, ranges[path]))
    try:
        return scenario.with_data(data)
    except ValidationError as error:
        message = _("Replication {number} drew values from the plan's ranges that do not go together: {reason}")
        raise PlannerError(message.format(number=replication, reason=error.errors()[0]["msg"])) from error


def drawn_values(scenario: Scenario, replication: int, seed: int | None = None) -> dict[Path, float]:
    """The value that a replication draws for each range (durations in seconds), by path, in the plan's order."""
    chosen = scenario.run.seed if seed is None else seed
    return {
        path: _draw(parts, _stream(scenario, path), chosen, replication) for path, parts in ranges_of(scenario).items()
    }


def at_high_ends(scenario: Scenario) -> Scenario:
    """The scenario with the high end of every range: the most that its shares can be together."""
    ranges = ranges_of(scenario)
    if not ranges:
        return scenario
    data = copy.deepcopy(dict(scenario.data))
    for path, parts in ranges.items():
        _set(data, path, parts["high"])
    return scenario.with_data(data)


def ranges_of(scenario: Scenario) -> dict[Path, Mapping[str, Any]]:
    """The ranges of a scenario as they are written, by path."""
    return dict(_ranges(scenario.data, ()))


def is_range(value: Any) -> bool:
    """Whether plain data is a range written as a table."""
    return isinstance(value, Mapping) and set(value) == set(RANGE_KEYS)


def _ranges(data: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if is_range(data):
        yield path, data
    elif isinstance(data, (Mapping, list)):
        entries = data.items() if isinstance(data, Mapping) else enumerate(data)
        for name, value in entries:
            yield from _ranges(value, (*path, name))


def _draw(parts: Mapping[str, Any], address: str, seed: int, replication: int) -> float:
    low, likely, high = (_plain(parts[name]) for name in RANGE_KEYS)
    if low == high:
        return low
    uniform = float(uniforms(key("range", seed, replication, address), np.zeros(1, np.uint64))[0])
    value = _triangular(low, likely, high, uniform)
    return float(round(value)) if _whole(parts) else value


def _triangular(low: float, likely: float, high: float, uniform: float) -> float:
    """The quantile of the triangular distribution; square roots alone, so the same digits on every machine."""
    if uniform * (high - low) < likely - low:
        return low + math.sqrt(uniform * (high - low) * (likely - low))
    return high - math.sqrt((1.0 - uniform) * (high - low) * (high - likely))


def _stream(scenario: Scenario, path: Path) -> str:
    """The address of a range, with parts under the stream that they kept when they were renamed."""
    names: list[str | int] = []
    place: Any = scenario.data
    for name in path:
        place = place[name]
        names.append(place.get("stream", name) if isinstance(place, Mapping) else name)
    return format_address(tuple(names))


def _whole(parts: Mapping[str, Any]) -> bool:
    return all(isinstance(parts[name], int) for name in RANGE_KEYS)


def _plain(value: Any) -> float:
    return float(Duration.parse(value)) if isinstance(value, str) else float(value)


def _written(value: float, parts: Mapping[str, Any]) -> Any:
    """A drawn value as the plan would write it; days stay days, because they count on the open-hours clock."""
    likely = parts["likely"]
    if not isinstance(likely, str):
        return int(value) if _whole(parts) else value
    duration = Duration.parse(likely)
    days = duration.days * value / float(duration) if duration else 0.0
    return Duration(value, days=days)


def _set(data: Any, path: Path, value: Any) -> None:
    for name in path[:-1]:
        data = data[name]
    data[path[-1]] = value
