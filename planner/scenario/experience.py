"""Experience: what bad service does to customers, as stated assumptions."""

from __future__ import annotations

from typing import Literal

from planner.scenario.fields import Section, field
from planner.scenario.kinds import Flag, Share
from planner.texts import lazy


class ChurnAfter(Section):
    """Churn that one bad event adds."""

    missed_target: Share = field(
        lazy("Missed target"), help=lazy("Share of customers that leaves after a missed target."), default=0.0
    )
    abandoned: Share = field(
        lazy("Abandoned"), help=lazy("Share of customers that leaves after giving up waiting."), default=0.0
    )
    unserved: Share = field(
        lazy("Unserved"), help=lazy("Share of customers that leaves after not being served at all."), default=0.0
    )


class Satisfied(Section):
    """Share of satisfied customers by what happened to them."""

    met: Share | None = field(lazy("Met"), help=lazy("Satisfied when every target was met."), default=None)
    missed: Share | None = field(lazy("Missed"), help=lazy("Satisfied when a target was missed."), default=None)
    abandoned: Share | None = field(lazy("Abandoned"), help=lazy("Satisfied after giving up waiting."), default=None)
    unserved: Share | None = field(lazy("Unserved"), help=lazy("Satisfied without being served."), default=None)


class Experience(Section):
    """What bad service does to churn and satisfaction; every number is an assumption."""

    enabled: Flag = field(lazy("Enabled"), help=lazy("false leaves the consequences of bad service out."), default=True)
    churn_after: ChurnAfter = field(
        lazy("Churn after"), help=lazy("Churn that one bad event adds."), default=ChurnAfter()
    )
    benchmark: Literal["A", "B", "C"] | None = field(
        lazy("Benchmark"),
        help=lazy("A line to show beside chat and satisfaction: A 84 s, 89.5 %; B 113 s, 86.1 %; C 96 s, 90.1 %."),
        default=None,
    )
    satisfied: Satisfied = field(
        lazy("Satisfied"), help=lazy("Share of satisfied customers by what happened."), default=Satisfied()
    )
