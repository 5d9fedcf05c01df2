"""Tickets that are open at the start."""

from __future__ import annotations

from planner.compile.numbering import Numbering
from planner.scenario.scenario import Scenario
from simulation.inputs import BacklogInputs


def compile_backlog(scenario: Scenario, numbering: Numbering) -> tuple[BacklogInputs, ...]:
    """All parts of the starting backlog, in the order of the plan."""
    return tuple(
        BacklogInputs(
            segment=numbering.segments[part.segment],
            stream=part.stream or name,
            channel=numbering.channels[part.channel],
            topic=numbering.topics[part.topic],
            count=int(part.tickets),
            age=part.age.sampling(),
        )
        for name, part in scenario.backlog.items()
    )
