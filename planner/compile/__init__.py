"""From a described scenario to the plain numbers and arrays that a replication needs."""

from __future__ import annotations

from planner.compile.backlog import compile_backlog
from planner.compile.channels import compile_channels
from planner.compile.demand import compile_demand
from planner.compile.horizon import calendar_of, compile_horizon
from planner.compile.hours import OpeningBook, weekly_hours
from planner.compile.numbering import number
from planner.compile.outreach import compile_outreach
from planner.compile.routing import compile_routing
from planner.compile.segments import compile_segments
from planner.compile.shifts import compile_shifts
from planner.compile.teams import compile_teams
from planner.compile.topics import compile_topics
from planner.scenario.scenario import Scenario
from simulation.inputs import Inputs

__all__ = ["calendar_of", "compile_inputs", "weekly_hours"]


def compile_inputs(scenario: Scenario) -> Inputs:
    """Compile a scenario without ranges; money stays behind, it is not part of what happens."""
    calendar = calendar_of(scenario)
    horizon = compile_horizon(scenario, calendar)
    numbering = number(scenario)
    book = OpeningBook(scenario, calendar, horizon)
    return Inputs(
        horizon=horizon,
        tiers=tuple(scenario.tiers),
        levels=tuple(scenario.support_levels),
        segments=compile_segments(scenario, book, numbering),
        channels=compile_channels(scenario, numbering),
        topics=compile_topics(scenario, numbering),
        teams=compile_teams(scenario, numbering),
        shifts=compile_shifts(scenario, book, numbering),
        routing=compile_routing(scenario, numbering),
        demand=compile_demand(scenario, calendar, horizon, numbering),
        outreach=tuple(compile_outreach(scenario, book, numbering)),
        backlog=compile_backlog(scenario, numbering),
    )
