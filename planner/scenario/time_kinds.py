"""Kinds of values that speak of days and hours: dates, spans, weekdays, months, time zones, holidays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from planner.calendar.public_holidays import holiday_ordinals
from planner.calendar.zones import zone_info
from planner.errors import PlannerError
from planner.scenario.kinds import JsonSchema, Kind, TextKind, shown, wrong
from planner.scenario.times import Span, parse_days, parse_span, parse_spans, parse_time


@dataclass(frozen=True)
class MonthKind(TextKind):
    """A month such as "2026-03"."""

    name: ClassVar[str] = "month"

    def read(self, value: object) -> str:
        text = super().read(value)
        if not re.fullmatch(r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])", text):
            raise wrong("month_text", value=shown(text))
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}


@dataclass(frozen=True)
class DateKind(Kind):
    """A date; with ``times`` also a local date and time."""

    name: ClassVar[str] = "date"

    times: bool = False

    def read(self, value: object) -> date | datetime:
        if isinstance(value, datetime) and not self.times:
            raise wrong("date_time", value=shown(value))
        if not isinstance(value, date):
            raise wrong("date_type", value=shown(value))
        if not 1970 <= value.year <= 2200:
            raise wrong("date_year", value=shown(value))
        return value

    def json_schema(self) -> JsonSchema:
        formats = [{"type": "string", "format": name} for name in ("date", "date-time")[: 1 + self.times]]
        return {"anyOf": formats} if self.times else formats[0]


@dataclass(frozen=True)
class SpanKind(Kind):
    """A span of a day: "18:00-02:00"."""

    name: ClassVar[str] = "span"

    def read(self, value: object) -> Span:
        if isinstance(value, Span):
            return value
        if not isinstance(value, str):
            raise wrong("span_type", value=shown(value))
        try:
            return parse_span(value)
        except ValueError:
            raise wrong("span_text", value=shown(value)) from None

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}\s*$"}


@dataclass(frozen=True)
class SpansKind(Kind):
    """Several spans of a day, or "closed"."""

    name: ClassVar[str] = "spans"

    def read(self, value: object) -> tuple[Span, ...]:
        if isinstance(value, tuple) and all(isinstance(span, Span) for span in value):
            return value
        if not isinstance(value, str):
            raise wrong("spans_type", value=shown(value))
        try:
            return parse_spans(value)
        except ValueError:
            raise wrong("spans_text", value=shown(value)) from None

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


@dataclass(frozen=True)
class TimeOfDayKind(Kind):
    """A time of day "07:00", as seconds after midnight."""

    name: ClassVar[str] = "time"

    def read(self, value: object) -> int:
        if not isinstance(value, str):
            raise wrong("time_type", value=shown(value))
        try:
            return parse_time(value)
        except ValueError:
            raise wrong("time_text", value=shown(value)) from None

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}


@dataclass(frozen=True)
class DaysKind(Kind):
    """Days of the week: "mon-fri" or "mon, wed"; read as weekdays, Monday = 0."""

    name: ClassVar[str] = "days"

    def read(self, value: object) -> tuple[int, ...]:
        if isinstance(value, tuple) and all(isinstance(day, int) and 0 <= day <= 6 for day in value):
            return value
        if not isinstance(value, str):
            raise wrong("days_type", value=shown(value))
        try:
            return parse_days(value)
        except ValueError:
            raise wrong("days_text", value=shown(value)) from None

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


@dataclass(frozen=True)
class TimeZoneKind(TextKind):
    """An IANA time zone such as "Europe/Belgrade"."""

    name: ClassVar[str] = "time_zone"

    def read(self, value: object) -> str:
        text = super().read(value)
        try:
            zone_info(text)
        except PlannerError as error:
            raise wrong("calendar", reason=str(error)) from None
        return text


@dataclass(frozen=True)
class HolidaysKind(Kind):
    """A country code such as "RS" or "US-CA", or a list of dates."""

    name: ClassVar[str] = "holidays"

    def read(self, value: object) -> str | tuple[date, ...]:
        if isinstance(value, (list, tuple)):
            return tuple(DateKind().read(day) for day in value)
        if not isinstance(value, str):
            raise wrong("holidays_type", value=shown(value))
        try:
            holiday_ordinals(value, 2026, 2026)
        except PlannerError as error:
            raise wrong("calendar", reason=str(error)) from None
        return value

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": DateKind().json_schema()}]}


Day = Annotated[date, DateKind()]
Moment = Annotated[date, DateKind(times=True)]
DaySpan = Annotated[Span, SpanKind()]
DaySpans = Annotated[tuple[Span, ...], SpansKind()]
TimeOfDay = Annotated[int, TimeOfDayKind()]
Weekdays = Annotated[tuple[int, ...], DaysKind()]
ZoneName = Annotated[str, TimeZoneKind()]
Holidays = Annotated[str | tuple[date, ...], HolidaysKind()]
