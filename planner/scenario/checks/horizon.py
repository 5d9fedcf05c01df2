"""The horizon: long enough for the promises, short enough to be computed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from planner.scenario.checks.finding import amount, error, warning
from planner.scenario.checks.flows import contacts_a_month
from planner.scenario.checks.survey import Survey
from planner.scenario.problems import Finding
from planner.scenario.scenario import Scenario
from planner.scenario.support_levels import Target
from planner.texts import _
from planner.units import DAY, MONTH, WEEK, format_duration

MANY_CONTACTS = 2_000_000  # of a whole study
MOST_CONTACTS = 5_000_000  # of one replication: its arrays would not fit into the memory of a usual computer
# Rough, on one core of a laptop: what a contact costs with its touches, spells and metrics.
SECONDS_PER_CONTACT = 40e-6
BYTES_PER_CONTACT = 1_000


def cool_down_too_short(survey: Survey) -> Iterator[Finding]:
    """Tickets must be followed at least as long as the longest promise."""
    scenario = survey.scenario
    longest = 0.0
    where = ""
    for name, level in scenario.support_levels.items():
        for channel, offer in level.offers.items():
            for key in ("answer", "reply", "resolve"):
                target = getattr(offer, key)
                length = 0.0 if target is None else _calendar_length(survey, target, offer.hours)
                if length > longest:
                    longest, where = length, f"support_levels.{name}.offers.{channel}.{key}"
    if longest > float(scenario.run.cool_down):
        yield warning(
            "cool_down_too_short",
            ("run", "cool_down"),
            _("The promise {address} may take {length}, longer than the cool-down of {cool_down}.").format(
                address=where, length=format_duration(longest), cool_down=scenario.run.cool_down
            ),
            _('Write cool_down = "{days} d" or more.').format(days=int(longest // DAY) + 1),
        )


def _calendar_length(survey: Survey, target: Target, hours: str) -> float:
    """About how long a promise takes on the calendar, in seconds."""
    if target.clock == "calendar":
        return float(target.within)
    weekly = survey.weeks.weekly(hours)
    open_time = float(target.within) - target.within.days * DAY + target.within.days * weekly.day
    return open_time * WEEK / weekly.week if weekly.week else 0.0


def too_many_contacts(survey: Survey) -> Iterator[Finding]:
    """A study of millions of contacts takes long; one that does not fit into memory is refused."""
    scenario = survey.scenario
    contacts = expected_contacts(scenario)
    total = contacts * scenario.run.replications
    if contacts > MOST_CONTACTS:
        yield error(
            "too_many_contacts",
            ("segments",),
            _("One replication has {count} contacts; at most {most} can be simulated.").format(
                count=amount(contacts), most=amount(MOST_CONTACTS)
            ),
            _("Simulate fewer weeks, or a smaller part of the customers with a smaller team."),
        )
    elif total > MANY_CONTACTS:
        message = _(
            "{replications} replications have {count} contacts in all: that may take some {minutes} minutes of one "
            "processor and {memory:.1f} GB of memory."
        )
        yield warning(
            "too_many_contacts",
            ("run", "replications"),
            message.format(
                replications=scenario.run.replications,
                count=amount(total),
                minutes=amount(total * SECONDS_PER_CONTACT / 60),
                memory=total * BYTES_PER_CONTACT / 1e9,
            ),
            _("Fewer replications or weeks are faster."),
        )


def expected_contacts(scenario: Scenario) -> float:
    """Contacts that one replication is expected to have, growth and events included, about."""
    run = scenario.run
    length = scenario.weeks * WEEK + float(run.cool_down) + (0.0 if scenario.backlog else float(run.warm_up))
    months = length / MONTH
    total = 0.0
    for name, segment in scenario.segments.items():
        growth = (1.0 + float(segment.growth_per_month)) ** (months / 2)
        extra = sum(
            max(float(event.factor) - 1.0, 0.0) * _overlap(scenario, event.begins, event.ends, length)
            for event in scenario.events.values()
            if event.segments is None or name in event.segments
        )
        total += contacts_a_month(segment) * months * growth * (1.0 + extra)
    return total + sum(entry.tickets for entry in scenario.backlog.values())


def _overlap(scenario: Scenario, begins: datetime, ends: datetime, length: float) -> float:
    """Share of the horizon that an event covers, about: time zones are left out."""
    start = datetime.combine(scenario.start, time()) - timedelta(seconds=float(scenario.run.warm_up))
    begin = max((begins.replace(tzinfo=None) - start).total_seconds(), 0.0)
    end = min((ends.replace(tzinfo=None) - start).total_seconds(), length)
    return max(end - begin, 0.0) / length


def events_outside_the_horizon(survey: Survey) -> Iterator[Finding]:
    """An event that does not touch the horizon has no effect."""
    scenario = survey.scenario
    length = scenario.weeks * WEEK + float(scenario.run.cool_down) + float(scenario.run.warm_up)
    for name, event in scenario.events.items():
        if _overlap(scenario, event.begins, event.ends, length) <= 0:
            yield warning(
                "events_outside_the_horizon",
                ("events", name),
                _("The event lies outside the time that is simulated, so it has no effect."),
                _("Move it between the start and the end of the plan."),
            )
