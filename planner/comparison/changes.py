"""What differs between two scenarios, by address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.scenario import Scenario
from planner.scenario.addresses import Path, format_address

_LABELS = {("name",), ("note",)}  # what a scenario is called is no difference between two ways to run support


@dataclass(frozen=True, slots=True)
class Change:
    """A place of the plan and what stands there in each scenario, as plain data; None: nothing."""

    address: str
    before: Any
    after: Any


def changes(before: Scenario, after: Scenario) -> tuple[Change, ...]:
    """Every place in which two scenarios differ, in the order of the plan; a part that one lacks is one place."""
    return tuple(_changes((), before.data, after.data))


def _changes(path: Path, before: Any, after: Any) -> Iterator[Change]:
    if before == after or path in _LABELS:
        return
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        yield Change(format_address(path), before, after)
        return
    for name in dict.fromkeys((*before, *after)):
        yield from _changes((*path, name), before.get(name), after.get(name))
