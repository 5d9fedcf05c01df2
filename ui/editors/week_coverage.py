"""Who is at the desk in a week against what calls and chats need, and where somebody is missing, in words."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QLocale

from planner.texts import _

HALF_HOUR = 30  # minutes
HALF_HOURS = 48
DAYS = 7
_NEAR = 0.05  # agents: formulas and breaks are not so exact that less would be a shortage
Week = tuple[tuple[float, ...], ...]  # by weekday, Monday first, and half-hour
NOBODY: Week = ((0.0,) * HALF_HOURS,) * DAYS


@dataclass(frozen=True)
class Shortage:
    """Half-hours in a row in which agents are missing: from minute to minute of a day, and the most at once."""

    day: int
    begin: int
    end: int
    agents: int

    @property
    def text(self) -> str:
        """When, and how many are missing: "12:00-13:30: 2 short"."""
        return _("{begin}–{end}: {agents} short").format(
            begin=clock(self.begin), end=clock(self.end), agents=self.agents
        )


@dataclass(frozen=True)
class WeekCoverage:
    """The week of one team, or of teams that share calls and chats; ``dates`` where it is a week of the calendar."""

    teams: tuple[str, ...] = ()
    at_desk: Week = NOBODY
    need: Week | None = None
    reason: str = ""  # why there is no need
    dates: tuple[date, ...] = ()
    waiting_hours: float = 0.0

    @property
    def team_text(self) -> str:
        """The teams by name."""
        return " + ".join(self.teams)

    @property
    def desk_hours(self) -> float:
        """Hours at the desk in the week."""
        return sum(map(sum, self.at_desk)) / 2

    def short_half_hours(self, day: int) -> tuple[int, ...]:
        """The half-hours of a day with fewer agents than needed."""
        if self.need is None:
            return ()
        pairs = zip(self.at_desk[day], self.need[day], strict=True)
        return tuple(number for number, (here, needed) in enumerate(pairs) if here < needed - _NEAR)

    def shortages(self, day: int) -> tuple[Shortage, ...]:
        """The shortages of a day, in order."""
        found: list[Shortage] = []
        for number in self.short_half_hours(day):
            assert self.need is not None
            missing = math.ceil(self.need[day][number] - self.at_desk[day][number] - _NEAR)
            begin = number * HALF_HOUR
            if found and found[-1].end == begin:
                first = found.pop()
                found.append(Shortage(day, first.begin, begin + HALF_HOUR, max(first.agents, missing)))
            else:
                found.append(Shortage(day, begin, begin + HALF_HOUR, missing))
        return tuple(found)

    @property
    def all_shortages(self) -> tuple[Shortage, ...]:
        """The shortages of the week."""
        return tuple(itertools.chain.from_iterable(map(self.shortages, range(DAYS))))

    @property
    def short_hours(self) -> float:
        """Hours of the week with too few."""
        return sum(shortage.end - shortage.begin for shortage in self.all_shortages) / 60

    def day_name(self, day: int, *, short: bool = False) -> str:
        """The weekday, with its date in a week of the calendar."""
        form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
        name = QLocale().standaloneDayName(day + 1, form)
        return f"{name} {day_text(self.dates[day])}" if self.dates else name

    def day_text(self, day: int) -> str:
        """A day in a sentence."""
        name = self.day_name(day)
        if self.need is None:
            return _("{day}: at most {agents} at the desk").format(day=name, agents=_agents(max(self.at_desk[day])))
        shortages = "; ".join(each.text for each in self.shortages(day))
        return _("{day} {shortages}").format(day=name, shortages=shortages) if shortages else f"{name}: {_('enough')}"

    @property
    def week_text(self) -> str:
        """The week in a sentence: what is missing, that nothing is, or why nobody can say."""
        if self.need is None:
            return self.reason
        if not self.all_shortages:
            return _("Estimate: enough for calls and chats in the whole week.")
        return _("Estimate: too few for calls and chats in {hours} h.").format(hours=f"{self.short_hours:g}")

    @property
    def list_text(self) -> str:
        """All shortages of the week, a line for each."""
        return "\n".join(f"{self.day_name(each.day)} {each.text}" for each in self.all_shortages)


def clock(minutes: int) -> str:
    """A minute of the day as a time."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def day_text(day: date) -> str:
    """A date without its year, as the user writes it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


def added(weeks: Sequence[Week]) -> Week:
    """The agents of several teams together."""
    return (
        tuple(tuple(sum(each) for each in zip(*days, strict=True)) for days in zip(*weeks, strict=True))
        if weeks
        else NOBODY
    )


def _agents(number: float) -> str:
    return QLocale().toString(round(number, 1), "f", 0 if number == round(number) else 1)
