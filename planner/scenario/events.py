"""Events: launches, outages, seasons that change the volume for a while."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Self

from pydantic import model_validator

from planner.scenario.fields import NamedPart, field
from planner.scenario.kinds import Amount, SegmentName, TopicName, wrong
from planner.scenario.time_kinds import Moment
from planner.texts import lazy


class Event(NamedPart):
    """A stretch of days, or of hours, with another volume."""

    from_: Moment = field(
        lazy("From"), help=lazy("First day, or the moment it begins, in the plan's time zone."), key="from"
    )
    to: Moment = field(lazy("To"), help=lazy("Last day (which counts whole), or the moment it ends."))
    factor: Amount = field(lazy("Factor"), help=lazy("Factor on the volume: 2 is twice as many contacts."))
    segments: tuple[SegmentName, ...] | None = field(
        lazy("Segments"), help=lazy("Segments that it touches; all unless given."), default=None
    )
    topics: tuple[TopicName, ...] | None = field(
        lazy("Topics"), help=lazy("Topics that it touches; all unless given."), default=None
    )

    @property
    def begins(self) -> datetime:
        """The moment it begins: local time of the plan, or with an offset of its own."""
        return _moment(self.from_)

    @property
    def ends(self) -> datetime:
        """The moment it is over: midnight after the last day, or the moment given."""
        return self.to if isinstance(self.to, datetime) else _moment(self.to) + timedelta(days=1)

    @model_validator(mode="after")
    def _has_an_order(self) -> Self:
        for key in ("segments", "topics"):
            if getattr(self, key) == ():
                raise wrong("list_empty", key=key)
        begins, ends = self.begins, self.ends
        if (begins.tzinfo is None) == (ends.tzinfo is None) and ends <= begins:
            raise wrong("event_order")
        return self


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())
