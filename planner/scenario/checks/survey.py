"""What the rules look up about one scenario, computed once: where tickets go, and plain weeks of hours and shifts."""

from __future__ import annotations

from functools import cached_property

from planner.scenario.checks.flows import Flows, Stop, follow
from planner.scenario.checks.weeks import PlainWeeks
from planner.scenario.scenario import Scenario


class Survey:
    """A scenario with what follows from it; its references must be known to exist before ``flows`` is asked for."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    @cached_property
    def weeks(self) -> PlainWeeks:
        """Opening hours and shifts over plain weeks."""
        return PlainWeeks(self.scenario)

    @cached_property
    def flows(self) -> Flows:
        """Expected tickets by segment, channel, topic and tier."""
        return follow(self.scenario, self.weeks)

    def teams_serving(self, segment: str, channel: str | None, topic: str | None, tier: str) -> frozenset[str]:
        """Teams that may take this work at once or as helpers."""
        teams = self.scenario.teams
        skilled = {name for name, team in teams.items() if team.serves(segment, channel, topic, tier)}
        helpers = {name for name, team in teams.items() if skilled & set(team.helps)}
        return frozenset(skilled | helpers)

    def takes_at_once(self, team: str, stop: Stop) -> bool:
        """Whether a team may take work without waiting: it has the skills and no dedicated team comes first."""
        scenario = self.scenario
        if not scenario.teams[team].serves(stop.segment, stop.channel, stop.topic, stop.tier):
            return False
        dedicated = scenario.support_levels[scenario.segments[stop.segment].support_level].dedicated_team
        if dedicated is None or dedicated == team:
            return True
        return not scenario.teams[dedicated].serves(stop.segment, stop.channel, stop.topic, stop.tier)
