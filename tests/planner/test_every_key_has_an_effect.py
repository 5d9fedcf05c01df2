"""Each key of a plan, changed alone, changes what is simulated, measured or paid, or is answered by a warning."""

from __future__ import annotations

import copy
import dataclasses
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import simulation.inputs
from planner.compile import compile_inputs
from planner.economics import cost
from planner.errors import PlanError
from planner.facts import Frame
from planner.metrics import measure
from planner.scenario.checks import check
from planner.scenario.distribution import DistributionKind, PlainOrTable
from planner.scenario.fields import Structure, child, declared_fields, walk
from planner.scenario.kinds import DurationKind, FlagKind, Kind, NumberKind, Reference
from planner.scenario.not_yet import NOT_YET
from planner.scenario.overrides import ROOT
from planner.scenario.plan import HEADER_KEYS, SCENARIOS, Plan
from planner.scenario.teams import PerTierKind, Ramp, ShiftPatterns
from planner.scenario.time_kinds import DateKind, DaysKind, HolidaysKind, SpanKind, SpansKind
from planner.scenario.time_kinds import TimeZoneKind as ZoneKind
from planner.study import Study, run_study
from simulation.opening import OpenHours

Place = tuple[tuple[str | int, ...], Structure, Any]  # path, what may stand there, what stands there
Key = tuple[str, str]  # name of the part's class, key in the file

ROOT_FOLDER = Path(__file__).parents[2]
FULL = Path(__file__).parent / "scenario" / "full_plan.toml"
# a line beside the figures of the report
LABELS = {
    ("Experience", "benchmark"),
    ("Scenario", "name"),
    ("Scenario", "note"),
    ("Scenario", "currency"),
    ("SupportLevel", "kind"),
}
# read by run_study alone, whose tests show their effect
OF_THE_STUDY = {("Run", "replications"), ("Run", "seed"), ("Run", "precision")}
# read by the search for a staffing, whose tests show their effect
OF_A_STAFFING = {
    ("Run", "max_occupancy"),
    ("Shift", "min_agents"),
    ("Shift", "max_agents"),
    ("Team", "patterns"),
    *(("ShiftPatterns", key) for key in declared_fields(ShiftPatterns)),
}
# read by the hiring plan, whose tests show their effect
OF_GROWTH = {
    *(("Team", key) for key in ("attrition_per_year", "replacement_cost", "ramp", "hiring_lead")),
    *(("Ramp", key) for key in declared_fields(Ramp)),
}
ELSEWHERE = LABELS | OF_THE_STUDY | OF_A_STAFFING | OF_GROWTH
OTHER_VALUES: tuple[tuple[type[Kind], tuple[Any, ...]], ...] = (
    (FlagKind, (True, False)),
    (DurationKind, ("15 s", "2 min", "47 min")),
    (DistributionKind, ("47 min",)),
    (NumberKind, (0.37, 0.8, 1, 2, 5, 13)),
    (PlainOrTable, (0.37, 3)),
    (PerTierKind, (1.7,)),
    (SpanKind, ("09:00-17:30",)),
    (SpansKind, ("11:00-12:00",)),
    (DaysKind, ("mon-thu",)),
    (ZoneKind, ("Asia/Tokyo",)),
    (HolidaysKind, ("US",)),
)


def full_data() -> dict[str, Any]:
    """The plan with every key, changed where one would have nothing to act on."""
    data = tomllib.loads(FULL.read_text(encoding="utf-8"))
    base = {key: value for key, value in data.items() if key not in {*HEADER_KEYS, SCENARIOS}}
    base["weeks"] = 6  # a holiday falls on them
    base["segments"]["Enterprise"]["growth_per_month"] = 0.01  # what is forecast does not grow
    base["teams"]["L1"]["shifts"]["day"]["breaks"].append({"after": "4 h", "length": "30 min"})
    base["teams"]["L2"]["helps"] = {"L1": "10 min"}
    base["teams"]["Care"]["cost_per_hour"] = 20.0  # works at night
    return base


WITH_BACKLOG = full_data()
BASE = {key: value for key, value in WITH_BACKLOG.items() if key != "backlog"}  # a backlog ends the warm-up


def studied_data() -> dict[str, Any]:
    """A week with Good Friday, of few customers, all of whom pay; promises are missed and callers give up."""
    data = copy.deepcopy(BASE) | {"start": date(2026, 4, 6), "weeks": 1, "run": {"warm_up": "0 s", "cool_down": "1 d"}}
    worth = {"revenue_per_customer_month": 40.0, "gross_margin": 0.8, "churn_per_month": 0.02, "acquisition_cost": 90.0}
    for segment in data["segments"].values():
        segment.update(
            {"customers": 400, "contacts_per_customer_month": 3.0, "forecast": {}}
            | {key: segment.get(key, worth[key]) for key in worth}
        )
    for level in data["support_levels"].values():
        for offer in level.get("offers", {}).values():
            for target in (offer[kind] for kind in ("answer", "reply", "resolve") if kind in offer):
                target["within"] = "1 s"
    data["channels"]["phone"] |= {"patience": "1 s", "balks": 0.5}
    return data


STUDIED = studied_data()


def keys() -> dict[Key, list[Place]]:
    """The places of every key that should have an effect by now."""
    found: dict[Key, list[Place]] = {}
    for path, place, value in walk(ROOT, WITH_BACKLOG):
        holder = ROOT
        for part in path[:-1]:
            holder = child(holder, part)
        if not path or holder.part is None or place.merges or has_no_effect_yet(path):
            continue
        name = "opens" if holder.part.is_entry(str(path[-1])) else str(path[-1])
        found.setdefault((holder.part.__name__, name), []).append((path, place, value))
    return {key: places for key, places in found.items() if key not in ELSEWHERE}


def has_no_effect_yet(path: tuple[str | int, ...]) -> bool:
    patterns = [pattern.split(".") for kind in NOT_YET for pattern in kind.patterns]
    return any(
        len(pattern) <= len(path) and all(wanted in {"*", part} for wanted, part in zip(pattern, path, strict=False))
        for pattern in patterns
    )


def other_values(place: Structure, value: Any, data: dict[str, Any]) -> Iterator[Any]:
    """Other values that may stand at a place."""
    kind = place.kind
    if isinstance(kind, Reference):
        yield from (name for name in data[kind.collection] if name != value)
    elif isinstance(kind, DateKind):
        yield value + (timedelta(hours=1) if isinstance(value, datetime) else timedelta(days=1))
    elif kind is not None:
        others = next((values for known, values in OTHER_VALUES if isinstance(kind, known)), (f"other {value}",))
        yield from (other for other in others if other != value)
    elif place.choices:
        yield from (choice for choice in place.choices if choice != value)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            for other in other_values(child(place, number), item, data):
                yield [*value[:number], other, *value[number + 1 :]]
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from ({**value, key: other} for other in other_values(child(place, key), item, data))


def changed(data: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    result = copy.deepcopy(data)
    holder: Any = result
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = value
    return result


def plain(value: Any) -> Any:
    """Compiled inputs as values that compare."""
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if isinstance(value, OpenHours):
        return plain(value.starts), plain(value.ends)
    if dataclasses.is_dataclass(value):
        return tuple(plain(getattr(value, part.name)) for part in dataclasses.fields(value))
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def is_simulated_otherwise(data: dict[str, Any], path: tuple[str | int, ...], value: Any) -> bool:
    """Whether a change reaches what is simulated, or is refused by a rule that spans parts."""
    try:
        plan = Plan.from_data(changed(data, path, value))
    except PlanError:
        return False  # no value for this key
    if any(problem.severity == "error" for problem in check(plan)):
        return True
    return bool(plain(compile_inputs(plan.base)) != simulated(data is WITH_BACKLOG))


def is_measured_otherwise(path: tuple[str | int, ...], value: Any) -> bool:
    """Whether a change reaches the answers or the costs of one and the same study."""
    try:
        scenario = Plan.from_data(changed(STUDIED, path, value)).base
    except PlanError:
        return False
    frames = (Frame(scenario, study().inputs),) * study().replications
    return answers_of(dataclasses.replace(study(), scenario=scenario, frames=frames)) != answers()


@cache
def simulated(with_backlog: bool) -> Any:
    return plain(compile_inputs(Plan.from_data(WITH_BACKLOG if with_backlog else BASE).base))


@cache
def study() -> Study:
    return run_study(Plan.from_data(STUDIED).base, replications=2, workers=1)


@cache
def answers() -> Any:
    return answers_of(study())


def answers_of(study: Study) -> Any:
    return measure(study), cost(study)


KEYS = keys()


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS, ids=".".join)
def test_that_a_change_of_a_key_alone_is_answered(key: Key) -> None:
    trials = []
    for path, place, value in KEYS[key]:
        data = WITH_BACKLOG if path[0] == "backlog" else BASE
        trials += [(data, path, other) for other in other_values(place, value, data)]
    assert any(is_simulated_otherwise(*trial) for trial in trials) or any(
        is_measured_otherwise(path, other) for _data, path, other in trials
    )


def test_that_every_compiled_field_is_read_by_the_simulation_or_the_facts() -> None:
    sources = [*(ROOT_FOLDER / "simulation").glob("*.py"), *(ROOT_FOLDER / "planner" / "facts").glob("*.py")]
    read = set()
    for source in sources:
        if source.name != "inputs.py":
            read |= set(re.findall(r"\.(\w+)\b", source.read_text(encoding="utf-8")))
    classes = [
        part
        for part in vars(simulation.inputs).values()
        if isinstance(part, type) and part.__module__ == simulation.inputs.__name__ and dataclasses.is_dataclass(part)
    ]
    declared = {(part.__name__, each.name) for part in classes for each in dataclasses.fields(part)}
    assert {(part, name) for part, name in declared if name not in read} == set()
