"""Shifts generated from a team's patterns: every length from every start on every pattern of days."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from planner.scenario import Scenario
from planner.scenario.teams import ShiftPatterns
from planner.scenario.times import DAY_NAMES, Span, format_days
from planner.units import DAY


def with_generated_shifts(scenario: Scenario) -> Scenario:
    """The scenario in which each team with patterns has the generated shifts, empty, instead of its own."""
    if not teams_with_patterns(scenario):
        return scenario
    data = dict(scenario.data)
    data["teams"] = copy.deepcopy(data["teams"])
    for name, team in scenario.teams.items():
        if team.patterns is not None:
            written = data["teams"][name]["patterns"]
            data["teams"][name]["shifts"] = dict(_shifts(team.patterns, written))
    return scenario.with_data(data)


def teams_with_patterns(scenario: Scenario) -> tuple[str, ...]:
    """The teams whose people are put on generated shifts."""
    return tuple(name for name, team in scenario.teams.items() if team.patterns is not None)


def _shifts(patterns: ShiftPatterns, written: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The shifts by name, as a plan writes them."""
    breaks: dict[str, Any] = {key: written[key] for key in ("breaks", "paid_breaks") if key in written}
    for days in _days(patterns):
        for start in _starts(patterns):
            for length in dict.fromkeys(float(length) for length in patterns.lengths):
                span = Span(start, start + round(length))
                text = format_days(days)
                yield f"{text} {span.text}", {"days": text, "span": span.text, "agents": 0, **copy.deepcopy(breaks)}


def _days(patterns: ShiftPatterns) -> list[tuple[int, ...]]:
    """The different patterns of days, in the order of the plan; then the rotations."""
    rotations: list[tuple[int, ...]] = []
    if patterns.days_on is not None:
        number = patterns.days_on
        rotations = [tuple(sorted((first + step) % 7 for step in range(number))) for first in range(len(DAY_NAMES))]
    return list(dict.fromkeys((*patterns.days, *rotations)))


def _starts(patterns: ShiftPatterns) -> list[int]:
    """The times of day at which shifts begin, in seconds."""
    if patterns.every is None:
        return list(dict.fromkeys(patterns.starts))
    step = round(float(patterns.every))
    starts: dict[int, None] = {}
    for first, last in zip(patterns.starts, (*patterns.starts[1:], patterns.starts[-1]), strict=True):
        # a list that runs past midnight goes on with the next day's times
        reach = last - first if last >= first else last - first + round(DAY)
        starts.update(dict.fromkeys((first + ahead) % round(DAY) for ahead in range(0, reach + 1, step)))
    return list(starts)
