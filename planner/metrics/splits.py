"""The ways in which metrics are split, by what their rows know."""

from __future__ import annotations

from planner.facts import Split

_ASKED: tuple[Split, ...] = (("segment",), ("level",), ("channel",), ("topic",), ("tier",))
_PAIRS: tuple[Split, ...] = (("segment", "channel"), ("level", "channel"))

OPEN_TICKETS: tuple[Split, ...] = (*_ASKED, ("hour_of_week",))
TICKETS: tuple[Split, ...] = (*OPEN_TICKETS, *_PAIRS)
OVER_THE_WEEK: tuple[Split, ...] = (*TICKETS, ("channel", "hour_of_week"))
VISITS: tuple[Split, ...] = (*OPEN_TICKETS, ("team",), *_PAIRS)
AGENTS: tuple[Split, ...] = (("team",), ("hour_of_week",), ("team", "hour_of_week"))
TEAMS: tuple[Split, ...] = (("team",),)
COSTS: tuple[Split, ...] = (*_ASKED, ("team",))  # who pays
COST_HOURS: tuple[Split, ...] = (*_ASKED, *AGENTS)
WORK: tuple[Split, ...] = (*VISITS, ("team", "hour_of_week"))
