"""Routing: in which order waiting work is served."""

from __future__ import annotations

from typing import Literal

from planner.scenario.fields import Section, field
from planner.scenario.kinds import Flag, PositiveLength
from planner.texts import lazy
from planner.units import Duration


class Routing(Section):
    """The order of service."""

    order: Literal["first come", "priority", "deadline", "ageing"] = field(
        lazy("Order of service"), help=lazy("What is served first among work of the same class."), default="priority"
    )
    ageing: PositiveLength = field(
        lazy("Ageing"),
        help=lazy("With the order ageing: the wait that makes up for one step of priority."),
        unit="s",
        default=Duration(1800.0),
    )
    live_first: Flag = field(
        lazy("Live first"), help=lazy("Whether live work goes before deferred work."), default=True
    )
