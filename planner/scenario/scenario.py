"""The scenario: a complete description of one way to run support."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import PrivateAttr

from planner.scenario.backlog import Backlog
from planner.scenario.channels import Channel
from planner.scenario.costs import Costs
from planner.scenario.events import Event
from planner.scenario.experience import Experience
from planner.scenario.fields import Part, field
from planner.scenario.hours import Hours
from planner.scenario.kinds import Name, NumberKind, Text
from planner.scenario.profiles import Profile
from planner.scenario.routing import Routing
from planner.scenario.run import Run
from planner.scenario.segments import Segment
from planner.scenario.support_levels import SupportLevel
from planner.scenario.teams import Team
from planner.scenario.time_kinds import Day, Holidays, ZoneName
from planner.scenario.topics import Tier, Topic
from planner.texts import lazy

Weeks = Annotated[int, NumberKind(low=1, high=260, whole=True, ranges=False)]


class Scenario(Part):
    """Everything that a run depends on, with overrides applied and switched-off parts left out."""

    name: Text = field(lazy("Name"), help=lazy("What the plan is called; of a scenario, its own name."), default="")
    note: Text = field(lazy("Note"), help=lazy("Why it is as it is."), default="")
    currency: Name = field(lazy("Currency"), help=lazy("The one currency of all money."), default="EUR")
    time_zone: ZoneName = field(lazy("Time zone"), help=lazy("The plan's own time zone."), default="UTC")
    start: Day = field(lazy("Start"), help=lazy("First day of the weeks that count."))
    weeks: Weeks = field(lazy("Weeks"), help=lazy("Number of weeks that count."), unit="weeks", default=4)
    holidays: Holidays | None = field(
        lazy("Holidays"),
        help=lazy('A country code such as "RS" or "US-CA", or dates; none unless given.'),
        default=None,
    )
    run: Run = field(lazy("Run"), help=lazy("How long, how often and how sure."), default=Run())
    hours: dict[Name, Hours] = field(lazy("Hours"), help=lazy("Opening hours by name."), default={})
    profiles: dict[Name, Profile] = field(lazy("Profiles"), help=lazy("When customers ask."), default={})
    segments: dict[Name, Segment] = field(lazy("Segments"), help=lazy("Groups of customers."), default={})
    support_levels: dict[Name, SupportLevel] = field(
        lazy("Support levels"), help=lazy("What segments are entitled to."), default={}
    )
    channels: dict[Name, Channel] = field(lazy("Channels"), help=lazy("How tickets arrive and wait."), default={})
    tiers: dict[Name, Tier] = field(lazy("Tiers"), help=lazy("Levels of expertise."), default={})
    topics: dict[Name, Topic] = field(lazy("Topics"), help=lazy("What tickets are about."), default={})
    teams: dict[Name, Team] = field(lazy("Teams"), help=lazy("Who answers."), default={})
    routing: Routing = field(lazy("Routing"), help=lazy("In which order work is served."), default=Routing())
    costs: Costs = field(lazy("Costs"), help=lazy("What teams cost beyond wages."), default=Costs())
    experience: Experience = field(
        lazy("Experience"), help=lazy("What bad service does to customers."), default=Experience(enabled=False)
    )
    events: dict[Name, Event] = field(lazy("Events"), help=lazy("Launches, outages, seasons."), default={})
    backlog: dict[Name, Backlog] = field(lazy("Backlog"), help=lazy("Tickets open at the start."), default={})

    _data: Mapping[str, Any] = PrivateAttr(default_factory=dict)
    _off: frozenset[tuple[str, str]] = PrivateAttr(default=frozenset())

    @classmethod
    def from_data(
        cls,
        data: Mapping[str, Any],
        off: Iterable[tuple[str, str]] = (),
        values: Mapping[str, Any] | None = None,
    ) -> Scenario:
        """Read resolved plain data, and keep it: two scenarios are equal when they are written alike.

        ``off`` names the parts that were left out because they are switched off, as (collection, name). ``values`` is
        the same data with parts in it that were read before; they are taken as they are.
        """
        scenario = cls.model_validate(data if values is None else values)
        scenario.__pydantic_private__ = {"_data": data, "_off": frozenset(off)}
        return scenario

    def with_data(self, data: Mapping[str, Any]) -> Scenario:
        """A scenario of other resolved data, with the same parts switched off."""
        return Scenario.from_data(data, self._off)

    @property
    def data(self) -> Mapping[str, Any]:
        """The resolved plain data that the scenario was read from."""
        return self._data

    @property
    def switched_off(self) -> frozenset[tuple[str, str]]:
        """The parts that the plan has, switched off, as (collection, name)."""
        return self._off

    def served_hours(self, team: Team) -> tuple[str, ...]:
        """Names of the opening hours of all channels that a team serves for its segments."""
        names: dict[str, None] = {}
        for name, segment in self.segments.items():
            if team.segments is None or name in team.segments:
                for channel, offer in self.support_levels[segment.support_level].offers.items():
                    if team.channels is None or channel in team.channels:
                        names[offer.hours] = None
        return tuple(names)

    def escalation_channel(self, level: SupportLevel, channel: str) -> str | None:
        """The deferred channel on which an escalated live contact goes on: the named one if the level offers it, else
        the first that it offers; None where it offers none.
        """
        offered = [name for name, part in self.channels.items() if not part.live and name in level.offers]
        named = self.channels[channel].escalation_channel
        return named if named in offered else offered[0] if offered else None

    def is_switched_off(self, collection: str, name: str) -> bool:
        """Whether the plan has such a part, switched off."""
        return (collection, name) in self._off
