"""Profiles: when customers ask, relative to their own wall clock."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import model_validator

from planner.scenario.fields import NamedPart, field
from planner.scenario.kinds import Amount, NumberKind, wrong
from planner.texts import lazy

BusyDayCv = Annotated[float, NumberKind(low=0, high=5)]
HOURS, WEEKDAYS, MONTHS = 24, 7, 12


class Profile(NamedPart):
    """Relative demand by hour and weekday in the customer's zone; only the proportions count."""

    by_hour: tuple[Amount, ...] | None = field(
        lazy("By hour"), help=lazy("24 relative weights, from midnight on; flat unless given."), default=None
    )
    by_weekday: tuple[Amount, ...] | None = field(
        lazy("By weekday"), help=lazy("7 relative weights, Monday first; flat unless given."), default=None
    )
    by_hour_of_week: tuple[tuple[Amount, ...], ...] | None = field(
        lazy("By hour of week"),
        help=lazy("7 rows of 24 relative weights, Monday first, instead of by_hour and by_weekday."),
        default=None,
    )
    by_month: tuple[Amount, ...] | None = field(
        lazy("By month"), help=lazy("12 factors, January first; 1 is a month as usual."), default=None
    )
    holiday: Amount = field(
        lazy("On holidays"), help=lazy("Factor on the customers' holidays; 1 is a day as usual."), default=1.0
    )
    busy_day_cv: BusyDayCv = field(
        lazy("Busy-day spread"),
        help=lazy("How much whole days vary beyond chance: coefficient of variation of a day's factor."),
        default=0.0,
    )

    @model_validator(mode="after")
    def _has_the_right_lengths(self) -> Self:
        if self.by_hour_of_week is not None and (self.by_hour is not None or self.by_weekday is not None):
            raise wrong("profile_both")
        for key, wanted in (("by_hour", HOURS), ("by_weekday", WEEKDAYS), ("by_month", MONTHS)):
            weights = getattr(self, key)
            if weights is not None and len(weights) != wanted:
                raise wrong("profile_length", key=key, wanted=wanted, given=len(weights))
        self._check_rows()
        for key in ("by_hour", "by_weekday"):
            weights = getattr(self, key)
            if weights is not None and sum(weights) <= 0:
                raise wrong("profile_zero", key=key)
        return self

    def _check_rows(self) -> None:
        rows = self.by_hour_of_week
        if rows is None:
            return
        if len(rows) != WEEKDAYS or any(len(row) != HOURS for row in rows):
            raise wrong("profile_rows")
        if sum(map(sum, rows)) <= 0:
            raise wrong("profile_zero", key="by_hour_of_week")

    @property
    def week(self) -> tuple[tuple[float, ...], ...]:
        """Relative demand in 7 rows of 24 hours, Monday first, not scaled."""
        if self.by_hour_of_week is not None:
            return self.by_hour_of_week
        hours = self.by_hour or (1.0,) * HOURS
        return tuple(tuple(day * hour for hour in hours) for day in self.by_weekday or (1.0,) * WEEKDAYS)
