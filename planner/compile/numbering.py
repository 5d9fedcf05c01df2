"""Positions of named parts: what the simulation calls segment 3 or channel 0."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlanError
from planner.scenario.addresses import format_address
from planner.scenario.scenario import Scenario
from planner.texts import _

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

Positions = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The position of each named part, in the order of the plan."""

    tiers: Positions
    levels: Positions
    segments: Positions
    channels: Positions
    topics: Positions
    teams: Positions


def number(scenario: Scenario) -> Numbering:
    """Number the parts of a scenario."""
    return Numbering(
        tiers=_positions(scenario.tiers),
        levels=_positions(scenario.support_levels),
        segments=_positions(scenario.segments),
        channels=_positions(scenario.channels),
        topics=_positions(scenario.topics),
        teams=_positions(scenario.teams),
    )


def values_by(positions: Positions, values: Mapping[str, float] | None, default: float = 0.0) -> FloatArray:
    """One number for each named part, the default where none is given."""
    numbers = np.full(len(positions), default, dtype=np.float64)
    for name, value in (values or {}).items():
        numbers[positions[name]] = float(value)
    return numbers


def mix_by(positions: Positions, shares: Mapping[str, float], address: Sequence[str]) -> FloatArray:
    """Shares of each named part, scaled so that they sum to 1; PlanError at the address where all are zero."""
    return values_by(positions, shares) / total_of(shares, address)


def total_of(shares: Mapping[str, float], address: Sequence[str]) -> float:
    """The sum of shares of which one must be above zero; else PlanError at their address."""
    total = float(sum(shares.values()))
    if not total > 0.0:
        raise PlanError.of(
            _("All shares are zero."), _("Give at least one a share above zero."), format_address(address)
        )
    return total


def flags_by(positions: Positions, names: Collection[str] | None) -> FlagArray:
    """Which of the named parts are meant; None means all, an empty list none."""
    return np.array([names is None or name in names for name in positions], dtype=np.bool_)


def _positions(names: Iterable[str]) -> Positions:
    return {name: position for position, name in enumerate(names)}
