"""Hours against shifts: open with nobody there, there with nothing open, and hours given twice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from planner.scenario.checks.finding import error, listed, warning
from planner.scenario.checks.flows import Stop
from planner.scenario.checks.survey import Survey
from planner.scenario.problems import Finding
from planner.scenario.scenario import Scenario
from planner.scenario.times import DAY_NAMES
from planner.texts import _
from planner.units import format_number


def open_with_nobody_on_shift(survey: Survey) -> Iterator[Finding]:
    """Hours in which a live channel is open and nobody who may serve it has a shift."""
    scenario = survey.scenario
    for name, level in scenario.support_levels.items():
        for channel, offer in level.offers.items():
            teams = _first_teams(survey, name, channel) if scenario.channels[channel].live else frozenset[str]()
            if not teams:
                continue
            gap = survey.weeks.open(offer.hours) & ~survey.weeks.staffed(teams) & ~survey.weeks.on_holiday(offer.hours)
            if gap.any():
                message = _("{channel} is open for {level} with nobody on shift in {teams}, {hours} h a week: {when}.")
                yield warning(
                    "open_with_nobody_on_shift",
                    ("support_levels", name, "offers", channel, "hours"),
                    message.format(
                        channel=channel,
                        level=name,
                        teams=listed(team for team in scenario.teams if team in teams),
                        hours=format_number(survey.weeks.hours_a_week(gap), 1),
                        when=survey.weeks.describe(gap),
                    ),
                    _("Add a shift, or shorten the hours."),
                )


def _first_teams(survey: Survey, level: str, channel: str) -> frozenset[str]:
    """Teams that may take a contact of a level's customers on a channel at its entry tier."""
    scenario = survey.scenario
    teams: frozenset[str] = frozenset()
    for stop in survey.flows.stops:
        if (
            stop.channel == channel
            and scenario.segments[stop.segment].support_level == level
            and _enters(scenario, stop)
        ):
            teams |= survey.teams_serving(stop.segment, stop.channel, stop.topic, stop.tier)
    return teams


def _enters(scenario: Scenario, stop: Stop) -> bool:
    return stop.topic is not None and scenario.topics[stop.topic].tier == stop.tier


def shifts_outside_all_hours(survey: Survey) -> Iterator[Finding]:
    """A shift during which no channel that its team serves is ever open."""
    scenario = survey.scenario
    for name, team in scenario.teams.items():
        names = scenario.served_hours(team)
        if not names:
            continue
        opens = np.logical_or.reduce([survey.weeks.open(hours) for hours in names])
        for shift_name, shift in team.shifts.items():
            duty = survey.weeks.on_duty(name, shift)
            # a shift without agents is a place that a search may fill, with other hours perhaps
            if shift.agents and duty.any() and not (duty & opens).any():
                yield warning(
                    "shifts_outside_all_hours",
                    ("teams", name, "shifts", shift_name, "span"),
                    _("While this shift works ({span}), none of its team's channels is open.").format(
                        span=shift.span.text
                    ),
                    _("Move the shift, or open longer."),
                )


def overlapping_spans(survey: Survey) -> Iterator[Finding]:
    """Spans of one day must not overlap."""
    for name, hours in survey.scenario.hours.items():
        for weekday in range(7):
            spans = hours.spans_on(weekday)
            for one, other in itertools.pairwise(spans):
                if other.begin < one.end:
                    days = next(days for days in hours.opens if weekday in hours.days_of(days))
                    yield error(
                        "overlapping_spans",
                        ("hours", name, days),
                        _("On {day} the spans {one} and {other} overlap.").format(
                            day=DAY_NAMES[weekday], one=one.text, other=other.text
                        ),
                        _("Make one span of them, or set them apart."),
                    )
                    break
            else:
                continue
            break


def hours_that_never_open(survey: Survey) -> Iterator[Finding]:
    """Opening hours without any span, used by an offer."""
    scenario = survey.scenario
    used = {offer.hours for level in scenario.support_levels.values() for offer in level.offers.values()}
    for name, hours in scenario.hours.items():
        if name in used and not any(hours.weekly_spans):
            yield warning(
                "hours_that_never_open",
                ("hours", name),
                _("These hours never open."),
                _('Add days with spans, such as mon-fri = "09:00-17:00".'),
            )
