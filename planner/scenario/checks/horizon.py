"""The horizon: long enough for the promises, and where events, months and dates must lie to count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planner.scenario.addresses import Path
from planner.scenario.checks.finding import warning
from planner.scenario.checks.survey import Survey
from planner.scenario.problems import Finding
from planner.scenario.support_levels import KINDS, Target
from planner.texts import _
from planner.units import DAY, WEEK, format_duration


def cool_down_too_short(survey: Survey) -> Iterator[Finding]:
    """Tickets must be followed at least as long as the longest promise."""
    scenario = survey.scenario
    longest = 0.0
    where = ""
    for name, level in scenario.support_levels.items():
        for channel, offer in level.offers.items():
            for key in KINDS:
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


def events_outside_the_horizon(survey: Survey) -> Iterator[Finding]:
    """An event, a month forecast or a shift on dates that does not touch the horizon has no effect."""
    scenario = survey.scenario
    calendar = survey.weeks.calendar
    begin = 0.0 if scenario.backlog else -float(scenario.run.warm_up)
    end = calendar.weeks_end + float(scenario.run.cool_down)
    for name, event in scenario.events.items():
        if calendar.seconds_at(event.ends) <= begin or calendar.seconds_at(event.begins) >= end:
            yield _outside(("events", name), _("The event lies outside the time that is simulated"))
    first, last = calendar.ordinals([begin, end - 1.0])
    for name, segment in scenario.segments.items():
        for month in segment.forecast:
            day = date.fromisoformat(f"{month}-01")
            if day.toordinal() > last or (day + timedelta(days=31)).replace(day=1).toordinal() <= first:
                yield _outside(("segments", name, "forecast", month), _("The month is not simulated"))
    for name, team in scenario.teams.items():
        for shift_name, shift in team.shifts.items():
            days = [day.toordinal() for day in shift.dates or ()]
            # in another zone, or past midnight, the day before the first may still count
            if days and shift.days is None and not any(first - 1 <= day <= last + 1 for day in days):
                path: Path = ("teams", name, "shifts", shift_name, "dates")
                yield _outside(path, _("None of these dates is simulated"))


def _outside(path: Path, what: str) -> Finding:
    return warning(
        "events_outside_the_horizon",
        path,
        _("{what}, so it has no effect.").format(what=what),
        _("Move it between the start and the end of the plan."),
    )
