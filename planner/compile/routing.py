"""Order of service, and who may take what after which wait."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.compile.numbering import Numbering, flags_by
from planner.scenario.scenario import Scenario
from planner.scenario.teams import Team
from simulation.inputs import Order, RoutingInputs

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

ORDERS = {
    "first come": Order.FIRST_COME,
    "priority": Order.PRIORITY,
    "deadline": Order.DEADLINE,
    "ageing": Order.AGEING,
}


def compile_routing(scenario: Scenario, numbering: Numbering) -> RoutingInputs:
    """The order of service and the waits after which teams may take work."""
    return RoutingInputs(
        order=ORDERS[scenario.routing.order],
        ageing=float(scenario.routing.ageing),
        live_first=scenario.routing.live_first,
        takes_after=takes_after(scenario, numbering),
    )


def takes_after(scenario: Scenario, numbering: Numbering) -> FloatArray:
    """Seconds that work must have waited (teams x tiers x channels and outreach x segments x topics).

    0 where a team's skills fit; then dedicated teams keep others away; then helpers may take after a wait what the
    team that they help may take at once.
    """
    skilled = np.stack([_skills(team, numbering) for team in scenario.teams.values()]) if scenario.teams else None
    if skilled is None:
        shape = (0, len(numbering.tiers), len(numbering.channels) + 1, len(numbering.segments), len(numbering.topics))
        return np.zeros(shape)
    waits = np.where(skilled, 0.0, np.inf)
    _reserve(scenario, numbering, skilled, waits)
    at_once = waits == 0.0
    for name, team in scenario.teams.items():
        helper = waits[numbering.teams[name]]
        for helped, after in team.helps.items():
            np.minimum(helper, np.where(at_once[numbering.teams[helped]], float(after), np.inf), out=helper)
    return waits


def _skills(team: Team, numbering: Numbering) -> FlagArray:
    """Which work a team can do: tiers x channels and outreach x segments x topics."""
    tiers = np.isin(list(numbering.tiers), team.served_tiers)
    channels = flags_by(numbering.channels, team.channels)
    segments = flags_by(numbering.segments, team.segments)
    topics = flags_by(numbering.topics, team.topics)
    of_customers = (
        tiers[:, None, None, None]
        & channels[None, :, None, None]
        & segments[None, None, :, None]
        & topics[None, None, None, :]
    )
    outreach = (tiers[:, None] & segments[None, :])[:, None, :, None]
    return np.concatenate([of_customers, np.broadcast_to(outreach, (len(tiers), 1, *of_customers.shape[2:]))], axis=1)


def _reserve(scenario: Scenario, numbering: Numbering, skilled: FlagArray, waits: FloatArray) -> None:
    """Make others wait for what a dedicated team of a level can do for the level's segments."""
    for name, level in scenario.support_levels.items():
        if level.dedicated_team is None:
            continue
        dedicated = numbering.teams[level.dedicated_team]
        members = [
            numbering.segments[segment] for segment, part in scenario.segments.items() if part.support_level == name
        ]
        overflow = level.dedicated_overflow_after
        after = np.inf if overflow is None else float(overflow)
        block = waits[:, :, :, members]
        shared = skilled[:, :, :, members] & skilled[dedicated][None, :, :, members]
        shared[dedicated] = False
        block[shared] = after
        waits[:, :, :, members] = block
