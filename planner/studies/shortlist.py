"""Combinations of segments and support levels: laid out, counted, and those without hope left out by an estimate.

The estimate is the first programme of the search for people (the closed forms), simulated a few times. It is rough:
only what is dearer and worth less by a clear margin, whatever waiting does to customers, is left out.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from planner.errors import PlannerError
from planner.facts import Frame
from planner.scenario import Scenario
from planner.studies.choosing import require_known
from planner.studies.worth import Basis, Valuation, basis_of
from planner.study import Study
from planner.texts import _

MOST_COMBINATIONS = 100  # each takes a second to estimate, and those with hope minutes to search
MARGIN = 0.2  # of the cost: so far an estimate may be off to either side


@dataclass(frozen=True, eq=False)
class Combination:
    """A level for each segment that varies, and the scenario with them."""

    levels: Mapping[str, str]
    scenario: Scenario
    present: bool

    @property
    def name(self) -> str:
        """What it is called: "Free: Tickets, Pro: Live"."""
        return self.scenario.name


@dataclass(frozen=True, eq=False)
class LevelsPlan:
    """All combinations in question, the present one first, and what decides between them."""

    segments: tuple[str, ...]
    basis: Basis
    combinations: tuple[Combination, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Cost of a month and worth, roughly; the worth if all goes well, and if waiting does its worst."""

    cost: float
    best: float
    worst: float


Estimator = Callable[[Scenario], Study | None]  # a study with about the people that it takes; None: nobody can say


@dataclass(frozen=True, eq=False)
class Dropped:
    """A combination without hope, and the one that is cheaper and worth more."""

    combination: Combination
    estimate: Estimate
    by: Combination
    estimate_of_by: Estimate


@dataclass(frozen=True, eq=False)
class Shortlist:
    """The combinations to search, the most promising first after the present one, and those that are dropped."""

    plan: LevelsPlan
    chosen: tuple[Combination, ...]
    dropped: tuple[Dropped, ...]


def lay_out_levels(scenario: Scenario, vary: Sequence[str] = (), keep: Sequence[str] = ()) -> LevelsPlan:
    """Every combination of the segments that vary (all with customers, unless some are named or kept).

    A segment may have each level that offers one of its channels or articles, and its present one. PlannerError where
    there is nothing to choose or too much.
    """
    there = [name for name, segment in scenario.segments.items() if segment.customers > 0 or segment.forecast]
    require_known(_("segment with customers"), (*vary, *keep), there)
    segments = [name for name in there if (not vary or name in vary) and name not in keep]
    choices = {name: sensible_levels(scenario, name) for name in segments}
    _require_some(choices)
    names = list(product(*choices.values()))
    present = tuple(scenario.segments[name].support_level for name in segments)
    ordered = [present, *(levels for levels in names if levels != present)]
    return LevelsPlan(
        tuple(segments),
        basis_of(scenario),
        tuple(
            _combination(scenario, dict(zip(segments, levels, strict=True)), levels == present) for levels in ordered
        ),
    )


def sensible_levels(scenario: Scenario, name: str) -> list[str]:
    """The levels that mean something to a segment."""
    segment = scenario.segments[name]
    asks = {channel for channel, share in segment.channels.items() if float(share) > 0.0}
    return [
        level
        for level, part in scenario.support_levels.items()
        if level == segment.support_level or part.self_service is not None or asks & set(part.offers)
    ]


def shortlist(plan: LevelsPlan, estimate: Estimator) -> Shortlist:
    """Estimate every combination and drop those without hope; what cannot be estimated is kept."""
    known = [(each, _estimate(estimate(each.scenario), plan.basis)) for each in plan.combinations]
    dropped: list[Dropped] = []
    chosen: list[tuple[float, Combination]] = []
    for each, rough in known:
        better = None if each.present or rough is None else _better(rough, known)
        if better is not None and rough is not None:
            dropped.append(Dropped(each, rough, *better))
        else:
            promise = math.inf if each.present else -math.inf if rough is None else rough.best
            chosen.append((promise, each))
    chosen.sort(key=lambda one: -one[0])  # stable: the present one stays first
    return Shortlist(plan, tuple(each for _promise, each in chosen), tuple(dropped))


def _better(
    rough: Estimate, known: Sequence[tuple[Combination, Estimate | None]]
) -> tuple[Combination, Estimate] | None:
    """The best one that is cheaper and worth more by a clear margin."""
    found = [
        (other, estimate)
        for other, estimate in known
        if estimate is not None
        and estimate.cost * (1.0 + MARGIN) <= rough.cost * (1.0 - MARGIN)
        and estimate.worst >= rough.best
    ]
    return max(found, key=lambda one: one[1].worst) if found else None


def _estimate(study: Study | None, basis: Basis) -> Estimate | None:
    """The rough figures; None where there are none. A cost off by the margin moves money by as much."""
    if study is None:
        return None
    pessimist, optimist = Valuation(study, basis), Valuation(_with_patient_customers(study), basis)
    cost = pessimist.cost.value
    worst, best = pessimist.worth.value, optimist.worth.value
    if basis == "margin":
        worst, best = worst - MARGIN * cost, best + MARGIN * cost
    elif basis == "lifetime_value":
        worst -= MARGIN * pessimist.lifetimes_of_cost
        best += MARGIN * optimist.lifetimes_of_cost
    found = Estimate(cost, best, worst)
    return found if all(map(math.isfinite, (found.cost, found.best, found.worst))) else None


def _with_patient_customers(study: Study) -> Study:
    """The study measured as if nobody left because of waiting: what nobody served still counts, people or not."""
    frames = tuple(Frame(_patient(frame.scenario), frame.inputs) for frame in study.frames)
    return Study(
        _patient(study.scenario), study.inputs, study.seed, study.records, study.numbers, frames, study.stopped
    )


def _patient(scenario: Scenario) -> Scenario:
    data = copy.deepcopy(dict(scenario.data))
    after = data.get("experience", {}).get("churn_after")
    if not after:
        return scenario
    data["experience"]["churn_after"] = {**after, "missed_target": 0.0, "abandoned": 0.0}
    return scenario.with_data(data)


def _combination(scenario: Scenario, levels: Mapping[str, str], present: bool) -> Combination:
    data = copy.deepcopy(dict(scenario.data))
    for segment, level in levels.items():
        data["segments"][segment]["support_level"] = level
    data["name"] = ", ".join(f"{segment}: {level}" for segment, level in levels.items())
    return Combination(levels, scenario.with_data(data), present)


def _require_some(choices: Mapping[str, Sequence[str]]) -> None:
    if not any(len(levels) > 1 for levels in choices.values()):
        raise PlannerError(_("There is nothing to choose: no segment that varies could have another support level."))
    count = math.prod(len(levels) for levels in choices.values())
    if count <= MOST_COMBINATIONS:
        return
    listed = ", ".join(f"{name} {len(levels)}" for name, levels in choices.items())
    raise PlannerError(
        _(
            "These are {count} combinations of levels ({listed}); at most {most} are tried. Name the segments that"
            " vary with --segment NAME, or those that keep their level with --keep NAME."
        ).format(count=f"{count:,}", listed=listed, most=MOST_COMBINATIONS)
    )
