"""Crowding out: how much longer each segment waits because of each other one, and what would help.

The same desk with the same people is simulated once more without each segment: the paired difference is what that
segment does to the others. What the cost then falls by is the cost that vanishes without it *at unchanged staffing*:
contacts, overtime and the like; it is not what could be saved with fewer people.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.comparison import Comparison, Difference, Outcome, compare
from planner.scenario import Scenario
from planner.study import Study
from planner.texts import _

Runner = Callable[[Scenario], Study]

WAIT, COST = "first_response_time_mean", "cost_total_per_month"


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way to help a crowded segment: what is changed, and how its wait and that of the other segment change."""

    name: str
    crowded: Difference
    other: Difference


@dataclass(frozen=True, slots=True)
class Crowding:
    """The comparisons of the desk without each segment with the desk as it is, and remedies for the worst case."""

    without: Mapping[str, Comparison]
    crowded: str
    by: str
    remedies: tuple[Remedy, ...]

    def wait(self, segment: str, because_of: str) -> Difference:
        """How the mean time to the first answer of a segment changes without another one."""
        return _of_segment(self.without[because_of], segment, WAIT)

    def vanishing_cost(self, segment: str) -> Difference:
        """How the cost of a month changes without a segment, at unchanged staffing."""
        return _total(self.without[segment], COST)


def crowding(base: Study, run: Runner) -> Crowding:
    """Simulate the scenario of a study without each segment, and what would help the one that is crowded most.

    ``crowded`` and ``by`` are empty where nobody waits longer because of somebody else, beyond chance.
    """
    scenario = base.scenario
    names = [name for name, segment in scenario.segments.items() if segment.customers > 0 or segment.forecast]
    others = [run(without_segment(scenario, name)) for name in names]
    without = dict(zip(names, compare(base, others, (WAIT, COST)), strict=True))
    crowded, by = _worst(without)
    remedies = tuple(_remedies(base, crowded, by, run)) if crowded else ()
    return Crowding(without, crowded, by, remedies)


def _worst(without: Mapping[str, Comparison]) -> tuple[str, str]:
    """The pair with the largest certain difference: who waits longer, and because of whom."""
    found = [
        (difference.value or 0.0, difference.by["segment"], other)
        for other, comparison in without.items()
        for difference in comparison.differences
        if difference.metric == WAIT
        and difference.by.get("segment", other) != other
        and difference.outcome is Outcome.BETTER
    ]
    return min(found)[1:] if found else ("", "")


def without_segment(scenario: Scenario, name: str) -> Scenario:
    """The same desk with nobody in a segment."""
    data = copy.deepcopy(dict(scenario.data))
    data["name"] = _("without {segment}").format(segment=name)
    data["segments"][name] |= {"customers": 0, "forecast": {}}
    if "backlog" in data:
        data["backlog"] = {key: part for key, part in data["backlog"].items() if part["segment"] != name}
    return scenario.with_data(data)


def _remedies(base: Study, crowded: str, by: str, run: Runner) -> Iterator[Remedy]:
    scenario = base.scenario
    variants = [
        _with_priority(scenario, crowded),
        *_with_own_team(scenario, crowded),
        *_with_other_level(scenario, by),
    ]
    for comparison in compare(base, [run(variant) for variant in variants], (WAIT, COST)) if variants else ():
        yield Remedy(comparison.other, _of_segment(comparison, crowded, WAIT), _of_segment(comparison, by, WAIT))


def _with_priority(scenario: Scenario, crowded: str) -> Scenario:
    """The crowded segment is served first: a level like its own, before all others."""
    data = copy.deepcopy(dict(scenario.data))
    levels = data["support_levels"]
    own = data["segments"][crowded]["support_level"]
    for level in levels.values():
        level["priority"] = level.get("priority", 1) + 1
    first = _("{level}, first").format(level=own)
    levels[first] = copy.deepcopy(levels[own]) | {"priority": 1}
    data["segments"][crowded]["support_level"] = first
    data.setdefault("routing", {})["order"] = "priority"
    data["name"] = _("{segment} is served first").format(segment=crowded)
    return scenario.with_data(data)


def _with_own_team(scenario: Scenario, crowded: str) -> Iterator[Scenario]:
    """Each team that serves it gives it people of its own, as many as its share of the demand."""
    demand = {
        name: float(part.customers) * float(part.contacts_per_customer_month)
        for name, part in scenario.segments.items()
    }
    share = demand[crowded] / sum(demand.values()) if sum(demand.values()) else 0.0
    data = copy.deepcopy(dict(scenario.data))
    rest = [name for name in data["segments"] if name != crowded]
    split = False
    for name in list(data["teams"]):
        team = data["teams"][name]
        served = team.get("segments", list(data["segments"]))
        if crowded not in served or not set(served) & set(rest):
            continue
        own = copy.deepcopy(team) | {"segments": [crowded]}
        team["segments"] = [segment for segment in served if segment != crowded]
        split |= _share_agents(team, own, share)
        data["teams"][_("{team} for {segment}").format(team=name, segment=crowded)] = own
    if split:
        data["name"] = _("{segment} has people of its own").format(segment=crowded)
        yield scenario.with_data(data)


def _share_agents(team: dict[str, Any], own: dict[str, Any], share: float) -> bool:
    """Divide the agents of each shift, at least one for each side where there are two; whether any could be."""
    divided = False
    for shift, mine in zip(team.get("shifts", {}).values(), own.get("shifts", {}).values(), strict=True):
        agents = int(shift["agents"]) if not isinstance(shift["agents"], dict) else int(shift["agents"]["likely"])
        given = min(max(round(agents * share), 1), agents - 1) if agents > 1 else 0
        mine["agents"], shift["agents"] = given, agents - given
        divided |= given > 0
    return divided


def _with_other_level(scenario: Scenario, by: str) -> Iterator[Scenario]:
    """The segment that crowds gets each other support level of the plan that offers one of its channels."""
    segment = scenario.segments[by]
    for name, level in scenario.support_levels.items():
        if name == segment.support_level or not set(level.offers) & set(segment.channels):
            continue
        data = copy.deepcopy(dict(scenario.data))
        data["segments"][by]["support_level"] = name
        data["name"] = _("{segment} has the level {level}").format(segment=by, level=name)
        yield scenario.with_data(data)


def _of_segment(comparison: Comparison, segment: str, metric: str) -> Difference:
    return _only(row for row in comparison.differences if row.metric == metric and row.by.get("segment") == segment)


def _total(comparison: Comparison, metric: str) -> Difference:
    return _only(row for row in comparison.differences if row.metric == metric and not row.by)


def _only(rows: Iterator[Difference] | Sequence[Difference]) -> Difference:
    (row,) = rows
    return row
