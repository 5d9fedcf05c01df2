"""Opening hours: the spans of each weekday."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import model_validator

from planner.scenario.fields import NamedPart, Structure, field, structure
from planner.scenario.kinds import Text, shown, wrong
from planner.scenario.time_kinds import DaySpans, ZoneName
from planner.scenario.times import DAY_NAMES, Span, parse_days
from planner.texts import lazy


class Hours(NamedPart):
    """When something is open: in the file, keys are days ("mon-fri") and values spans ("09:00-12:00, 13:00-18:00").

    ``opens`` holds these entries as written; use ``spans_on`` or ``weekly_spans``.
    """

    opens: dict[Text, DaySpans] = field(
        lazy("Days and spans"),
        help=lazy('Days such as mon-fri or "mon, wed", each with its spans; other days are closed.'),
        default={},
    )
    holidays: DaySpans | None = field(
        lazy("On holidays"),
        help=lazy('Spans on holidays, or "closed" (the default; hours that never close go on as usual).'),
        default=None,
    )
    time_zone: ZoneName | None = field(
        lazy("Time zone"), help=lazy("The zone of these hours; the plan's unless given."), default=None
    )

    def spans_on(self, weekday: int) -> tuple[Span, ...]:
        """The spans that begin on a weekday (Monday = 0) of a plain week, in order."""
        spans = [span for days, listed in self.opens.items() if weekday in parse_days(days) for span in listed]
        return tuple(sorted(spans))

    @staticmethod
    def days_of(key: str) -> tuple[int, ...]:
        """The weekdays that a key of ``opens`` names."""
        return parse_days(key)

    @property
    def weekly_spans(self) -> tuple[tuple[Span, ...], ...]:
        """The spans that begin on each weekday, Monday first."""
        return tuple(self.spans_on(weekday) for weekday in range(7))

    @classmethod
    def is_entry(cls, key: str) -> bool:
        """Whether a key of the file names days."""
        try:
            parse_days(key)
        except ValueError:
            return False
        return True

    @classmethod
    def entry_structure(cls) -> Structure:
        """What stands under a key that names days."""
        return structure(DaySpans)

    @model_validator(mode="before")
    @classmethod
    def _gather_days(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        if isinstance(data.get("opens"), Mapping) and all(isinstance(value, tuple) for value in data["opens"].values()):
            return data  # built by program from spans
        if "opens" in data:
            raise wrong("hours_opens")
        opens = {key: value for key, value in data.items() if isinstance(key, str) and cls.is_entry(key)}
        return {key: value for key, value in data.items() if key not in opens} | {"opens": opens}

    @model_validator(mode="after")
    def _each_day_once(self) -> Self:
        seen: dict[int, str] = {}
        for days in self.opens:
            for weekday in parse_days(days):
                if weekday in seen:
                    raise wrong("hours_twice", day=DAY_NAMES[weekday], first=shown(seen[weekday]), second=shown(days))
                seen[weekday] = days
        return self
