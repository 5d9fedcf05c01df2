"""The ways in which metrics are split, by what their rows know."""

from __future__ import annotations

from planner.facts import Split

_WHOSE: tuple[Split, ...] = (("segment",), ("level",), ("channel",), ("topic",))
_ASKED: tuple[Split, ...] = (*_WHOSE, ("tier",))
_PAIRS: tuple[Split, ...] = (("segment", "channel"), ("level", "channel"))

# not by tier: a ticket would be open at its entry tier while it waits at another one
OPEN_TICKETS: tuple[Split, ...] = (*_WHOSE, ("hour_of_week",))
TICKETS: tuple[Split, ...] = (*_ASKED, ("hour_of_week",), *_PAIRS)
OVER_THE_WEEK: tuple[Split, ...] = (*TICKETS, ("channel", "hour_of_week"))
VISITS: tuple[Split, ...] = (*_ASKED, ("hour_of_week",), ("team",), *_PAIRS)
AGENTS: tuple[Split, ...] = (("team",), ("hour_of_week",), ("team", "hour_of_week"))
TEAMS: tuple[Split, ...] = (("team",),)
COSTS: tuple[Split, ...] = (*_ASKED, ("team",))  # who pays
COST_HOURS: tuple[Split, ...] = (*_ASKED, *AGENTS)
WORK: tuple[Split, ...] = (*VISITS, ("team", "hour_of_week"))
