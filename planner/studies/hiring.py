"""The hiring plan of a team: who leaves, what newcomers are worth while they learn, and whom to hire by when.

Everything counts full-time people and whole months. Who is at work on the first day of a month works through it; of
these, a twelfth of the yearly attrition is gone from the first day of the next, newcomers like others. Newcomers begin
on the first day of a month. Nobody is dismissed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

MONTHS_OF_A_YEAR = 12
_NOTHING = 1e-9  # a smaller part of a person is what rounding leaves of a difference
_LEVEL = 1e-7  # factors nearer to each other are one: their logarithms would lose digits


@dataclass(frozen=True, slots=True)
class Rampup:
    """Newcomers take ``factor`` times as long for their work at first; that falls evenly to 1 over ``months``."""

    months: float = 0.0
    factor: float = 1.0

    def worth(self, month: int) -> float:
        """How many experienced people a newcomer replaces, as a mean over his month of that number (the first is 0).

        At each moment it is 1 / factor; the mean is the integral of that over the month.
        """
        begin, end = min(float(month), self.months), min(month + 1.0, self.months)
        learning = self._integral(begin, end) if end > begin else 0.0
        return learning + (1.0 - (end - begin))

    def learns_in(self, month: int) -> bool:
        """Whether he is still learning at the beginning of his month of that number."""
        return month < self.months and self.factor != 1.0

    def _integral(self, begin: float, end: float) -> float:
        """Of 1 / factor between two moments of the learning time, in months."""
        first, last = (self.factor + (1.0 - self.factor) * (moment / self.months) for moment in (begin, end))
        if abs(first - last) < _LEVEL:
            return (end - begin) / first
        return (end - begin) * math.log(first / last) / (first - last)


@dataclass(frozen=True, slots=True)
class Crew:
    """A team's people: how many there are at first, all experienced, who leaves, and how newcomers learn."""

    present: float
    attrition_per_year: float = 0.0
    rampup: Rampup = Rampup()

    @property
    def stay(self) -> float:
        """The share of people that is still there a month later."""
        return max(0.0, 1.0 - self.attrition_per_year / MONTHS_OF_A_YEAR)


@dataclass(frozen=True, slots=True)
class CrewMonth:
    """A month of a team, in full-time people.

    ``before``: at hand on its first day before anybody is hired. ``leaving``: gone from the first day of the next.
    ``learning``: newcomers who still learn; they do the work of ``learning_worth`` experienced people. ``able``: what
    all are worth together; ``spare``: that less what is needed.
    """

    needed: float
    before: float
    hired: int
    leaving: float
    learning: float
    learning_worth: float
    able: float

    @property
    def people(self) -> float:
        """All who are paid."""
        return self.before + self.hired

    @property
    def spare(self) -> float:
        """How many experienced people more than needed; below zero only before the first hires are ready."""
        return self.able - self.needed


def hires(crew: Crew, needed: Sequence[float]) -> tuple[int, ...]:
    """How many to hire for the first day of each month, so that nobody is missing in any.

    As few people as can be, each as late as can be: where a month more to learn saves a person, he comes a month
    earlier, because who is hired stays for years.
    """
    hired = [0] * len(needed)
    for month, wanted in enumerate(needed):
        short = wanted - course(crew, needed, hired)[month].able
        if short > _NOTHING:
            for early in _begin(crew, short, month):
                hired[month - early] += 1
    return tuple(hired)


def course(crew: Crew, needed: Sequence[float], hired: Sequence[int]) -> tuple[CrewMonth, ...]:
    """The months of a team that hires so many people."""
    months = []
    for month, wanted in enumerate(needed):
        old = crew.present * crew.stay**month
        cohorts = [(month - begun, hired[begun] * crew.stay ** (month - begun)) for begun in range(month + 1)]
        before = old + sum(people for age, people in cohorts if age)
        learning = [(age, people) for age, people in cohorts if crew.rampup.learns_in(age)]
        months.append(
            CrewMonth(
                needed=wanted,
                before=before,
                hired=hired[month],
                leaving=(before + hired[month]) * (1.0 - crew.stay),
                learning=sum(people for _age, people in learning),
                learning_worth=sum(people * crew.rampup.worth(age) for age, people in learning),
                able=old + sum(people * crew.rampup.worth(age) for age, people in cohorts),
            )
        )
    return tuple(months)


def _begin(crew: Crew, short: float, month: int) -> list[int]:
    """How many months earlier each of the fewest newcomers begins who are worth so many people in a month.

    All begin in that month; while that is not enough, one after the other comes as much earlier as it takes.
    """
    earliest = min(month, math.ceil(crew.rampup.months))
    worths = [crew.rampup.worth(age) * crew.stay**age for age in range(earliest + 1)]
    best = worths.index(max(worths))
    early = [0] * math.ceil(short / worths[best] - _NOTHING)
    missing = short - worths[0] * len(early)
    for number in range(len(early)):
        if missing <= _NOTHING:
            break
        wanted = worths[0] + missing - _NOTHING
        early[number] = next((age for age in range(best) if worths[age] >= wanted), best)
        missing -= worths[early[number]] - worths[0]
    return early
