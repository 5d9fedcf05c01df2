"""A scenario some months later: the same desk from another day on, with the customers that it will have then."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from planner.calendar import Calendar
from planner.compile.horizon import calendar_of
from planner.errors import PlannerError, Problem
from planner.scenario import Scenario
from planner.scenario.checks import check_scenario
from planner.scenario.checks.survey import Survey
from planner.scenario.kinds import RANGE_KEYS
from planner.scenario.resolve import is_range
from planner.texts import _
from planner.units import MONTH, WEEK

MOST_MONTHS = 60  # public holidays and clock changes of later years are not known well enough
WEEKS_OF_A_MONTH = 4  # longer plans are cut, so that a month does not stand for those that follow


@dataclass(frozen=True, slots=True)
class Month:
    """A month from its first day on, and what a check warns of; ``number`` counts from 0."""

    number: int
    first_day: date
    scenario: Scenario
    warnings: tuple[Problem, ...] = ()


def lay_out_months(scenario: Scenario, count: int) -> tuple[Month, ...]:
    """The scenario as it will be in so many months from its start on; PlannerError for the first that cannot be."""
    if not 0 < count <= MOST_MONTHS:
        raise PlannerError(
            _("Growth is followed over 1 to {most} months, not {count}.").format(most=MOST_MONTHS, count=count)
        )
    return tuple(_checked(_month(scenario, number, count)) for number in range(count))


def _checked(month: Month) -> Month:
    """The month with its warnings; PlannerError if it cannot be simulated."""
    found = check_scenario(Survey(month.scenario))
    wrong = [finding.problem() for finding in found if not finding.is_warning]
    if wrong:
        raise _impossible(month.number, month.first_day, str(wrong[0]))
    return replace(month, warnings=tuple(finding.problem() for finding in found))


def _month(scenario: Scenario, number: int, count: int) -> Month:
    """Moved on by whole weeks, the nearest to so many months, so that each begins on the same day of the week."""
    first_day = scenario.start + timedelta(weeks=round(number * MONTH / WEEK))
    data = copy.deepcopy(dict(scenario.data))
    data["name"] = _("month {number} of {count}, from {date}").format(
        number=number + 1, count=count, date=first_day.isoformat()
    )
    data["start"] = first_day
    data["weeks"] = min(scenario.weeks, WEEKS_OF_A_MONTH)
    if "run" in data:
        data["run"].pop("precision", None)  # a month has as many replications as its neighbours
    try:
        if number:
            data.pop("backlog", None)  # was there on the first day of the plan
            passed = _passed(scenario, first_day)
            for segment in data["segments"].values():
                segment["customers"] = _grown(segment, passed)
        return Month(number, first_day, scenario.with_data(data))
    except ValidationError as error:
        raise _impossible(number, first_day, str(error.errors()[0]["msg"])) from error


def _passed(scenario: Scenario, first_day: date) -> float:
    """Months from the start's midnight to a later one, clock changes included: as growth counts them."""
    later = Calendar(scenario.time_zone, first_day, WEEKS_OF_A_MONTH)
    return (later.origin - calendar_of(scenario).origin) / MONTH


def _grown(segment: Mapping[str, Any], months: float) -> Any:
    """Customers after some months of growth; the corners of ranges grow with the corners of the rate."""
    customers, growth = segment["customers"], segment.get("growth_per_month", 0.0)
    corners = {key: _corner(customers, key) * (1.0 + _corner(growth, key)) ** months for key in RANGE_KEYS}
    return corners if is_range(customers) or is_range(growth) else corners["likely"]


def _corner(value: Any, key: str) -> float:
    return float(value[key] if is_range(value) else value)


def _impossible(number: int, first_day: date, reason: str) -> PlannerError:
    message = _("Month {number}, from {date}, cannot be simulated: {reason} Look at fewer months.")
    ended = reason if reason.endswith(".") else f"{reason}."
    return PlannerError(message.format(number=number + 1, date=first_day.isoformat(), reason=ended))
