"""Values that stand in for wrong ones, so that the other rules can still look at the rest of a plan."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from planner.scenario.addresses import Path, exists, find
from planner.scenario.distribution import DistributionKind
from planner.scenario.fields import Structure, place_at
from planner.scenario.kinds import DurationKind, FlagKind, Kind, NumberKind, Reference
from planner.scenario.problems import Finding, findings
from planner.scenario.scenario import Scenario
from planner.scenario.time_kinds import DateKind, SpanKind, TimeZoneKind

ROUNDS = 8  # a table put in for a wrong value may itself miss keys, and so on inwards


def repaired(data: Mapping[str, Any], found: Iterable[Finding]) -> tuple[Scenario | None, set[Path]]:
    """A scenario without the wrong values, and the paths that were touched; None where that fails."""
    whole = copy.deepcopy(dict(data))
    touched: set[Path] = set()
    wrong = list(found)
    for _round in range(ROUNDS):
        for finding in wrong:
            touched.add(finding.path)
            _mend(whole, finding)
        try:
            return Scenario.from_data(whole), touched
        except ValidationError as error:
            wrong = findings(error, Scenario, whole)
    return None, touched


def _mend(data: dict[str, Any], finding: Finding) -> None:
    path = finding.path
    if not path or not exists(data, path[:-1]):
        return
    holder = find(data, path[:-1])
    if finding.rule == "missing" and isinstance(holder, dict):
        holder[path[-1]] = _stand_in(place_at(Scenario, path), data)
    elif isinstance(holder, dict):
        holder.pop(path[-1], None)
    elif isinstance(holder, list):
        # a list loses its place numbers, so it goes as a whole
        _mend(data, Finding(finding.rule, path[:-1], ""))


def _stand_in(place: Structure, data: Mapping[str, Any]) -> Any:
    if isinstance(place.kind, Reference):
        return _first_name(place.kind, data)
    if place.kind is not None:
        return next((value for kind, value in _STAND_INS if isinstance(place.kind, kind)), "x")
    if place.choices:
        return place.choices[0]
    if isinstance(place.entry_names, Reference):
        return {_first_name(place.entry_names, data): 1.0}
    return [] if place.items is not None else {}


def _first_name(kind: Reference, data: Mapping[str, Any]) -> str:
    names = data.get(kind.collection)
    return str(next(iter(names), "x")) if isinstance(names, Mapping) else "x"


_STAND_INS: tuple[tuple[type[Kind], Any], ...] = (
    (NumberKind, 1),
    (DurationKind, "1 min"),
    (DistributionKind, "1 min"),
    (DateKind, date(2026, 1, 5)),
    (FlagKind, True),
    (SpanKind, "09:00-17:00"),
    (TimeZoneKind, "UTC"),
)
