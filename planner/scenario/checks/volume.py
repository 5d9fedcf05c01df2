"""How much one replication has to do, estimated before anything is compiled, and whether a computer can do it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Calendar
from planner.scenario.checks.finding import amount, error, warning
from planner.scenario.checks.flows import topic_mix
from planner.scenario.checks.survey import Survey
from planner.scenario.events import Event
from planner.scenario.problems import Finding
from planner.scenario.programmes import programmes
from planner.scenario.scenario import Scenario
from planner.scenario.segments import Segment
from planner.texts import _
from planner.units import DAY, HOUR, MONTH, WEEK
from simulation.inputs import QUARTER_HOUR

FloatArray = NDArray[np.float64]

MANY_TOUCHES = 5_000_000  # of a whole study
MOST_TOUCHES = 10_000_000  # of one replication, about 13 GB: more does not fit into the memory of a usual computer
# Measured with GNU time -v, `run` with --workers 1 on the example two-tiers with customers and agents times 100
# (1.7 million touches): 1 replication takes 22 s of processor and 2.8 GB, each further one 26 s and 0.55 GB.
SECONDS_PER_TOUCH = 14e-6
BYTES_PER_TOUCH = 1_300  # of the replication that is at work
BYTES_KEPT_PER_TOUCH = 320  # of each that has finished
# Arrays of compiled plans: who may take what, and the demand of each quarter-hour, 8 bytes each.
MOST_COMBINATIONS = 20_000_000
MOST_QUARTER_HOURS = 50_000_000
MOST_AGENT_DAYS = 1_000_000


@dataclass(frozen=True)
class Load:
    """What one replication is expected to have, outreach included; touches are a contact's pieces of work."""

    contacts: float
    touches: float


def too_many_contacts(survey: Survey) -> Iterator[Finding]:
    """A study of millions of contacts takes long; one that does not fit into memory is refused."""
    scenario = survey.scenario
    load = expected_load(scenario)
    replications = scenario.run.replications
    if load.touches > MOST_TOUCHES:
        message = _(
            "One replication has {contacts} contacts with {touches} pieces of work; at most {most} pieces can be "
            "simulated."
        )
        yield error(
            "too_many_contacts",
            ("segments",),
            message.format(
                contacts=_rounded(load.contacts), touches=_rounded(load.touches), most=_rounded(MOST_TOUCHES)
            ),
            _("Simulate fewer weeks, or a smaller part of the customers with a smaller team."),
        )
    elif load.touches * replications > MANY_TOUCHES:
        message = _(
            "{replications} replications have {count} contacts in all: that may take some {minutes} minutes of one "
            "processor and {memory:.1f} GB of memory."
        )
        seconds = load.touches * replications * SECONDS_PER_TOUCH
        memory = load.touches * (BYTES_PER_TOUCH + BYTES_KEPT_PER_TOUCH * (replications - 1))
        yield warning(
            "too_many_contacts",
            ("run", "replications"),
            message.format(
                replications=replications,
                count=_rounded(load.contacts * replications),
                minutes=amount(seconds / 60),
                memory=memory / 1e9,
            ),
            _("Fewer replications or weeks are faster."),
        )


def too_many_parts(survey: Survey) -> Iterator[Finding]:
    """Plans whose compiled tables would not fit into memory, whatever their volume."""
    for address, count, most, message in _table_sizes(survey.scenario):
        if count > most:
            yield error(
                "too_many_parts",
                (address,),
                message.format(count=_rounded(count), most=_rounded(most)),
                _("Describe a part of the desk, or put alike parts together."),
            )


def _table_sizes(scenario: Scenario) -> Iterator[tuple[str, float, float, str]]:
    """Sizes of what is compiled: where in the plan they come from, how large, how large at most, and in words."""
    skills = math.prod(len(parts) for parts in (scenario.teams, scenario.tiers, scenario.segments, scenario.topics))
    yield (
        "teams",
        skills * (len(scenario.channels) + 1),
        MOST_COMBINATIONS,
        _("Teams, tiers, channels, segments and topics combine in {count} ways; at most {most} can be simulated."),
    )
    cells = sum(max(len(segment.time_zones), 1) for segment in scenario.segments.values())
    yield (
        "segments",
        cells * _length(scenario) / QUARTER_HOUR,
        MOST_QUARTER_HOURS,
        _("Segments and time zones over all weeks have {count} quarter-hours; at most {most} can be simulated."),
    )
    agents = sum(int(shift.agents) for team in scenario.teams.values() for shift in team.shifts.values())
    yield (
        "teams",
        agents * _length(scenario) / DAY,
        MOST_AGENT_DAYS,
        _("The shifts of all weeks have {count} days of agents; at most {most} can be simulated."),
    )


def expected_load(scenario: Scenario) -> Load:
    """Contacts and touches that one replication is expected to have, hour by hour, about.

    Growth, events, months and holidays count, in the plan's zone; the shape of a day does not change a total.
    Prevention, self-service and patience, which make it less, are left out.
    """
    grid = _Hours(scenario)
    contacts = touches = 0.0
    for name, segment in scenario.segments.items():
        arising = grid.contacts(name, segment)
        rounds = sum(
            float(share) * float(scenario.channels[channel].replies.mean) for channel, share in segment.channels.items()
        )
        outreach = grid.outreach(name, segment)
        contacts += arising + outreach
        touches += arising * (1.0 + rounds) + outreach
    backlog = float(sum(entry.tickets for entry in scenario.backlog.values()))
    return Load(contacts + backlog, touches + backlog)


class _Hours:
    """The hours of a scenario's horizon with what multiplies demand in them."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._calendar = Calendar(scenario.time_zone, scenario.start, scenario.weeks, scenario.holidays)
        begin = -_warm_up(scenario)
        self._starts: FloatArray = begin + HOUR * np.arange(math.ceil(_length(scenario) / HOUR), dtype=np.float64)
        self._ordinals = self._calendar.ordinals(self._starts)
        self._months = self._calendar.months(self._starts)
        self._events = {name: self._factor(event) for name, event in scenario.events.items()}

    def contacts(self, name: str, segment: Segment) -> float:
        """Expected contacts of a segment."""
        monthly = float(segment.customers) * float(segment.contacts_per_customer_month)
        factor = self._growth(segment) * self._shape(segment)
        volume = factor * monthly * HOUR / MONTH
        for month, forecast in segment.forecast.items():
            chosen = self._in_month(month)
            volume[chosen] = float(forecast) * HOUR / MONTH
        mix = topic_mix(self._scenario, segment)
        return float(np.sum(volume * self._event_factor(name, mix)))

    def outreach(self, name: str, segment: Segment) -> float:
        """Expected pieces of outreach to a segment and of onboarding its newcomers."""
        each = sum(programme.per_customer_month for programme in programmes(self._scenario, name))
        monthly = float(segment.customers) * each
        return float(np.sum(self._growth(segment))) * monthly * HOUR / MONTH

    def _growth(self, segment: Segment) -> FloatArray:
        months = np.maximum(self._starts, 0.0) / MONTH
        return np.asarray(np.power(1.0 + float(segment.growth_per_month), months), dtype=np.float64)

    def _shape(self, segment: Segment) -> FloatArray:
        factor = np.ones(len(self._starts))
        if segment.profile is None:
            return factor
        profile = self._scenario.profiles[segment.profile]
        if profile.by_month is not None:
            factor *= np.array(profile.by_month, dtype=np.float64)[self._months]
        holiday = self._calendar.is_holiday(self._ordinals, segment.holidays)
        return np.where(holiday, factor * float(profile.holiday), factor)

    def _in_month(self, month: str) -> NDArray[np.bool_]:
        first = datetime.fromisoformat(f"{month}-01").toordinal()
        last = datetime.fromisoformat(f"{month}-28").toordinal()
        near = (self._ordinals >= first) & (self._ordinals <= last + 3)
        return np.asarray(near & (self._months == int(month[-2:]) - 1))

    def _event_factor(self, name: str, mix: dict[str, float]) -> FloatArray:
        by_topic = {topic: np.ones(len(self._starts)) for topic in mix}
        for event_name, event in self._scenario.events.items():
            if event.segments is None or name in event.segments:
                for topic in mix if event.topics is None else set(event.topics) & set(mix):
                    by_topic[topic] *= self._events[event_name]
        total = np.zeros(len(self._starts))
        for topic, share in mix.items():
            total += share * by_topic[topic]
        return total

    def _factor(self, event: Event) -> FloatArray:
        begin, end = self._calendar.seconds_at(event.begins), self._calendar.seconds_at(event.ends)
        covered = np.minimum(self._starts + HOUR, end) - np.maximum(self._starts, begin)
        share = np.maximum(covered, 0.0) / HOUR
        return np.asarray(1.0 + (float(event.factor) - 1.0) * share, dtype=np.float64)


def _warm_up(scenario: Scenario) -> float:
    return 0.0 if scenario.backlog else float(scenario.run.warm_up)


def _length(scenario: Scenario) -> float:
    return scenario.weeks * WEEK + float(scenario.run.cool_down) + _warm_up(scenario)


def _rounded(number: float) -> str:
    """A large number that is not known exactly: "12 million"."""
    if number < 1e6:
        return f"{number:,.0f}"
    return _("{number:,.3g} million").format(number=number / 1e6) if number < 1e15 else f"{number:.1e}"
