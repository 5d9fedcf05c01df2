"""Keys that a plan may have and the program keeps, but whose mechanics do not exist yet: they have no effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from planner.errors import Problem
from planner.scenario.addresses import Path, format_address
from planner.scenario.fields import walk
from planner.scenario.overrides import BASE, ROOT
from planner.scenario.plan import Plan
from planner.texts import LazyText, _, lazy

ADDRESSES_SHOWN = 3


def _always(value: Any) -> bool:  # noqa: ARG001  # one of several conditions on a value
    return True


@dataclass(frozen=True)
class WithoutEffect:
    """Keys of one kind: a name for the warning, address patterns (* is any name), and which values count as used."""

    label: LazyText
    patterns: tuple[str, ...]
    used: Callable[[Any], bool] = _always


NOT_YET: tuple[WithoutEffect, ...] = (WithoutEffect(lazy("Mappings for imports"), ("import",)),)


def without_effect(plan: Plan) -> list[Problem]:
    """One warning for each kind of key that the plan uses and that has no effect yet."""
    places = list(_places(plan))
    problems = []
    for kind in NOT_YET:
        patterns = [tuple(pattern.split(".")) for pattern in kind.patterns]
        used = [
            written
            for written, path, value in places
            if any(_matches(pattern, path) for pattern in patterns) and kind.used(value)
        ]
        if used:
            problems.append(_warning(used, _("{what}: this has no effect yet").format(what=kind.label)))
    return problems


def _places(plan: Plan) -> list[tuple[Path, Path, Any]]:
    """Every place of the file: its path there, its path in a scenario, and its value."""
    base = {key: value for key, value in plan.data.items() if key != "scenarios"}
    places: list[tuple[Path, Path, Any]] = [(path, path, value) for path, _place, value in walk(ROOT, base)]
    for name, override in plan.overrides.items():
        if name != BASE:
            places += [(("scenarios", name, *path), path, value) for path, _place, value in walk(ROOT, override)]
    return places


def _matches(pattern: tuple[str, ...], path: Path) -> bool:
    return len(pattern) == len(path) and all(wanted in {"*", part} for wanted, part in zip(pattern, path, strict=True))


def _warning(paths: list[Path], what: str) -> Problem:
    first = format_address(paths[0])
    if len(paths) == 1:
        return Problem(first, _("{what}.").format(what=what), "", "warning")
    others = ", ".join(format_address(path) for path in paths[1 : 1 + ADDRESSES_SHOWN])
    more = _(", …") if len(paths) > 1 + ADDRESSES_SHOWN else ""
    message = _("{what} ({count} keys; also {others}{more}).")
    return Problem(first, message.format(what=what, count=len(paths), others=others, more=more), "", "warning")
