"""The cases as plan files: text in the plan's own format, read and compiled as a user's plan is.

A queue does not know what a unit of time is called. A model's unit becomes so many seconds that the wanted number of
contacts falls into the weeks of the plan; every duration and rate is scaled by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.compile import compile_inputs
from planner.scenario import Scenario, resolve
from planner.scenario.files import load_plan_text
from planner.units import MONTH, WEEK
from simulation.inputs import Inputs

CUSTOMERS = 1_000_000  # of each segment: enough that a rate is a small share of them
WEEKS = 4
WARM_UP = 0.06  # of the weeks; the cases relax within a small part of it unless they say otherwise
COOL_DOWN = 0.04


Lines = Callable[[float], str]


def nothing(unit: float) -> str:
    """No further lines."""
    del unit
    return ""


def lines(text: str) -> Lines:
    """Lines without any time in them."""
    return lambda unit: text


@dataclass(frozen=True)
class Law:
    """A random duration of the model: a mean in the model's unit, its shape, and its spread or its ends."""

    mean: float
    shape: str = "exponential"
    cv: float | None = None

    def text(self, unit: float) -> str:
        """The distribution as a plan has it."""
        spread = "" if self.cv is None else f", cv = {self.cv!r}"
        return f'{{ mean = "{self.mean * unit:.9f} s", shape = "{self.shape}"{spread} }}'


def exponential(mean: float) -> Law:
    """Memoryless."""
    return Law(mean)


def constant(mean: float) -> Law:
    """Always the same."""
    return Law(mean, "constant")


def erlang_2(mean: float) -> Law:
    """The sum of two equal exponential phases: gamma with squared coefficient of variation 1/2."""
    return Law(mean, "gamma", 0.5**0.5)


def lognormal(mean: float, squared_cv: float) -> Law:
    """Lognormal with a mean and a squared coefficient of variation."""
    return Law(mean, "lognormal", squared_cv**0.5)


@dataclass(frozen=True)
class Callers:
    """A segment: contacts per unit of time, the channel, its priority, its mix of topics."""

    rate: float
    channel: str = "calls"
    priority: int = 1
    topics: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Team:
    """A team; without a list it serves everything at its tiers. ``spans`` are its daily shifts: span and agents.

    Without spans ``agents`` are there round the clock.
    """

    agents: int
    tiers: Sequence[str] = ("L1",)
    callers: Sequence[str] | None = None
    spans: Sequence[tuple[str, int]] = ()
    extra: str = ""


@dataclass(frozen=True)
class Desk:
    """A desk in the model's unit of time; ``contacts`` is the expected number within the weeks.

    ``calls`` has further lines of the live channel, written for a unit in seconds. ``topics`` has for each topic the
    law of its handle time, or its whole text for a unit. ``profile`` has the lines of a profile; rates of callers are
    means over the week. ``warm_up`` and ``cool_down`` are parts of the weeks. Where days have hours and profiles,
    ``seconds`` fixes the unit instead of ``contacts``.
    """

    contacts: float
    callers: Mapping[str, Callers]
    teams: Mapping[str, Team]
    topics: Mapping[str, Law | Lines]
    tiers: Sequence[str] = ("L1",)
    patience: Law | None = None
    calls: Lines = nothing
    order: str = "first come"
    weeks: int = WEEKS
    warm_up: float = WARM_UP
    cool_down: float = COOL_DOWN
    open: str = 'mon-sun = "00:00-24:00"'
    profile: str = ""
    seconds: float = 0.0

    @cached_property
    def unit(self) -> float:
        """Seconds that stand for one unit of the model's time."""
        if self.seconds:
            return self.seconds
        return self.weeks * WEEK * sum(callers.rate for callers in self.callers.values()) / self.contacts

    def scenario(self) -> Scenario:
        """The plan, read as a file is read."""
        return resolve(load_plan_text(self.text()).scenario("Base"), 0)

    def inputs(self, part: int = 1) -> Inputs:
        """The plan, compiled; with a number of parts only that part of its weeks, between the same edges."""
        shorter = replace(
            self,
            weeks=self.weeks // part,
            contacts=self.contacts / part,
            warm_up=self.warm_up * part,
            cool_down=self.cool_down * part,
        )
        return compile_inputs(shorter.scenario())

    def text(self) -> str:
        """The plan file."""
        parts = [self._head(), *(self._segment(name, callers) for name, callers in self.callers.items())]
        parts += [self._channels(), *(f"[tiers.{tier}]" for tier in self.tiers)]
        parts += [self._topic(name, law) for name, law in self.topics.items()]
        parts += [_team(name, team) for name, team in self.teams.items()]
        return "\n".join(parts)

    def _head(self) -> str:
        seconds = self.weeks * WEEK
        return f"""
format = 1
time_zone = "UTC"
start = 2026-03-02
weeks = {self.weeks}
[run]
replications = 1
warm_up = "{self.warm_up * seconds:.0f} s"
cool_down = "{self.cool_down * seconds:.0f} s"
[routing]
order = "{self.order}"
[hours.hours]
{self.open}
{"[profiles.shape]" if self.profile else ""}
{self.profile}
"""

    def _segment(self, name: str, callers: Callers) -> str:
        per_customer = callers.rate / self.unit * MONTH / CUSTOMERS
        topics = callers.topics or {next(iter(self.topics)): 1.0}
        mix = ", ".join(f"{topic} = {share!r}" for topic, share in topics.items())
        return f"""
[segments.{name}]
customers = {CUSTOMERS}
contacts_per_customer_month = {per_customer!r}
support_level = "{name}"
channels = {{ {callers.channel} = 1.0 }}
topics = {{ {mix} }}
{'profile = "shape"' if self.profile else ""}
[support_levels.{name}]
priority = {callers.priority}
offers.{callers.channel} = {{ hours = "hours" }}
"""

    def _channels(self) -> str:
        used = {callers.channel for callers in self.callers.values()}
        patience = "" if self.patience is None else f"patience = {self.patience.text(self.unit)}\n"
        calls = f'[channels.calls]\nkind = "live"\n{patience}{self.calls(self.unit)}\n' if "calls" in used else ""
        mails = '[channels.mails]\nkind = "deferred"\n' if "mails" in used else ""
        return calls + mails

    def _topic(self, name: str, law: Law | Lines) -> str:
        if not isinstance(law, Law):
            return f"[topics.{name}]\n{law(self.unit)}"
        tier = self.tiers[0]
        return f'[topics.{name}]\ntier = "{tier}"\nwork.{tier} = {{ handle_time = {law.text(self.unit)} }}'


def _team(name: str, team: Team) -> str:
    tiers = ", ".join(f'"{tier}"' for tier in team.tiers)
    segments = "" if team.callers is None else f"segments = {list(team.callers)!r}\n"
    shifts = [
        f'[teams.{name}.shifts.s{number}]\ndays = "mon-sun"\nspan = "{span}"\nagents = {agents}'
        for number, (span, agents) in enumerate(team.spans or [("00:00-24:00", team.agents)])
    ]
    return "\n".join([f"[teams.{name}]", f"tiers = [{tiers}]", f"{segments}{team.extra}", *shifts])


def queue(
    rate: float,
    service: Law,
    agents: int,
    contacts: float,
    *,
    patience: Law | None = None,
    calls: Lines = nothing,
    warm_up: float = WARM_UP,
    cool_down: float = COOL_DOWN,
) -> Desk:
    """One team, one kind of call, first come first served."""
    return Desk(
        contacts,
        {"callers": Callers(rate)},
        {"agents": Team(agents)},
        {"call": service},
        patience=patience,
        calls=calls,
        warm_up=warm_up,
        cool_down=cool_down,
    )
