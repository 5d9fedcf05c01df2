"""From a scenario with ranges to one with plain numbers, for one replication."""

from __future__ import annotations

from planner.scenario.scenario import Scenario


def resolve(scenario: Scenario, replication: int) -> Scenario:  # noqa: ARG001  # drawing from ranges needs it
    """The scenario that a replication runs; the same for all while ranges count with their likely value."""
    return scenario
