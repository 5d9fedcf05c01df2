"""Teams: how fast they work, and how a shift of theirs ends."""

from __future__ import annotations

import numpy as np

from planner.compile.numbering import Numbering
from planner.scenario.scenario import Scenario
from planner.scenario.teams import Team
from simulation.inputs import TeamInputs


def compile_teams(scenario: Scenario, numbering: Numbering) -> tuple[TeamInputs, ...]:
    """All teams in the order of the plan."""
    most = max((int(channel.concurrency) for channel in scenario.channels.values() if channel.live), default=1)
    return tuple(_team(name, team, most, numbering) for name, team in scenario.teams.items())


def _team(name: str, team: Team, most_conversations: int, numbering: Numbering) -> TeamInputs:
    return TeamInputs(
        name=name,
        handle_time_factors=np.array([team.handle_time_factor_at(tier) for tier in numbering.tiers], dtype=np.float64),
        interruptible=team.interruptible,
        finishes_all=team.finish == "all",
        max_conversations=most_conversations if team.max_conversations is None else int(team.max_conversations),
    )
