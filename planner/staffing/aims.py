"""What a staffing must show in the simulation: every promise of the plan, its limit of occupancy, and no growing pile.

Each aim is judged by itself: the lower limit of a one-sided interval at the run's confidence must reach its share (for
occupancy the upper limit must not pass it). That nothing piles up is no promise: there the estimate itself is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from planner.facts import Amount, Facts, Part, Split, Totals
from planner.facts.intervals import ratio_estimates
from planner.metrics.metric import Metric
from planner.metrics.people import METRICS as PEOPLE
from planner.metrics.targets import METRICS as TARGETS
from planner.scenario import Scenario
from planner.scenario.support_levels import KINDS, promised
from planner.study import Study

FloatArray = NDArray[np.float64]

AimKind = Literal["answer", "reply", "resolve", "worked_off", "outreach", "occupancy", "keeps_up"]

# Work that nobody promised a time for must still be done: this share of it by the end of the time after the weeks.
WORKED_OFF = 0.95

_BY_OFFER: Split = ("level", "channel")
_BY_HOUR: Split = ("level", "channel", "hour_of_week")


@dataclass(frozen=True, slots=True)
class Aim:
    """Something to be shown: a share of what happened for a level (on a channel), or of a team's time."""

    kind: AimKind
    share: float
    level: str = ""
    channel: str = ""
    team: str = ""
    teams: tuple[str, ...] = ()  # that share the work of "keeps_up"
    within: str = ""
    clock: str = ""

    @property
    def is_promised(self) -> bool:
        """Whether it was promised, and must be shown with confidence."""
        return self.kind not in ("worked_off", "outreach", "keeps_up")

    @property
    def at_most(self) -> bool:
        """Whether the share is a limit from above."""
        return self.kind in ("occupancy", "keeps_up")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the simulation shows of an aim; ``limit`` is the one-sided limit. None is "no value": nothing fell due.

    ``hopeless``: even the limit on the other side, at a much higher confidence, does not reach it.
    """

    aim: Aim
    value: float | None
    limit: float | None
    holds: bool
    hopeless: bool


def aims_of(scenario: Scenario) -> tuple[Aim, ...]:
    """Everything that a staffing of the scenario must show, promises in the order of the plan first."""
    return (*_promises(scenario), *_worked_off(scenario), *_occupancies(scenario))


def _promises(scenario: Scenario) -> Iterator[Aim]:
    for level, channel, kind, target in promised(scenario.support_levels, _levels(scenario)):
        yield Aim(kind, float(target.share), level, channel, within=str(target.within), clock=str(target.clock))


def _worked_off(scenario: Scenario) -> Iterator[Aim]:
    """Channels that promise no time until the ticket is solved, and outreach."""
    for name in _levels(scenario):
        level = scenario.support_levels[name]
        for channel, offer in level.offers.items():
            if offer.resolve is None:
                yield Aim("worked_off", WORKED_OFF, name, channel)
        if level.prevention is not None and level.prevention.outreach is not None:
            yield Aim("outreach", WORKED_OFF, name)


def _occupancies(scenario: Scenario) -> Iterator[Aim]:
    most = scenario.run.max_occupancy
    if most is not None:
        for team in scenario.teams:
            yield Aim("occupancy", float(most), team=team)


def _levels(scenario: Scenario) -> list[str]:
    used = {segment.support_level for segment in scenario.segments.values()}
    return [name for name in scenario.support_levels if name in used]


# -------------------------------------------------------------- measuring


def _named(metrics: Iterable[Metric], name: str) -> tuple[Amount, Amount]:
    (metric,) = (metric for metric in metrics if metric.name == name)
    numerator, denominator = metric.estimator.amounts(())
    return numerator, denominator


def _resolved(facts: Facts) -> Part:
    return facts.tickets.part(facts.tickets.resolved)


def _resolved_or_open(facts: Facts) -> Part:
    return facts.tickets.part(facts.tickets.resolved | facts.tickets.open)


def _asked(facts: Facts) -> Part:
    return facts.contacts.part(facts.contacts.live)


def _outreach_done(facts: Facts) -> Part:
    return facts.outreach.part(facts.outreach.done)


def _outreach(facts: Facts) -> Part:
    return facts.outreach.part(np.ones(len(facts.outreach.done), dtype=np.bool_))


_AMOUNTS: dict[AimKind, tuple[tuple[Amount, Amount], Split]] = {
    **{kind: (_named(TARGETS, f"target_attainment_{kind}"), _BY_OFFER) for kind in KINDS},
    "worked_off": ((_resolved, _resolved_or_open), _BY_OFFER),
    "outreach": ((_outreach_done, _outreach), ("level",)),
    "occupancy": (_named(PEOPLE, "occupancy"), ("team",)),
}


class Evidence:
    """What the replications of a study show of some aims."""

    def __init__(self, aims: Iterable[Aim], study: Study) -> None:
        self._aims = tuple(aims)
        self._names = study.frames[0].names
        self._confidence = study.scenario.run.confidence
        wanted = [_AMOUNTS[kind] for kind in dict.fromkeys(aim.kind for aim in self._aims)]
        splits = [(amount, split) for amounts, split in wanted for amount in amounts]
        by_hour = [(amount, _BY_HOUR) for amounts, split in wanted if split == _BY_OFFER for amount in amounts]
        self._totals = Totals((*splits, *by_hour, (_asked, _BY_OFFER)))
        for frame, records in zip(study.frames, study.records, strict=True):
            self._totals.add(Facts(frame, records))

    def shown(self) -> tuple[Shown, ...]:
        """Each aim with what is shown of it, in the order of the aims."""
        return tuple(self._shown(aim) for aim in self._aims)

    def misses(self, aim: Aim) -> FloatArray:
        """How many contacts or tickets missed an aim, by the hour of the week of asking: means of replications."""
        numerator, denominator = _AMOUNTS[aim.kind][0]
        return self._by_hour(aim, denominator) - self._by_hour(aim, numerator)

    def asked(self, aim: Aim) -> FloatArray:
        """How many could have missed it, in the same way."""
        return self._by_hour(aim, _AMOUNTS[aim.kind][0][1])

    def _by_hour(self, aim: Aim, amount: Amount) -> FloatArray:
        cells = self._cell(aim, _BY_OFFER) * len(self._names["hour_of_week"]) + np.arange(168)
        hours: FloatArray = self._totals.of(amount, _BY_HOUR)[:, cells].mean(axis=0)
        return hours

    def _shown(self, aim: Aim) -> Shown:
        (numerator, denominator), split = _AMOUNTS[aim.kind]
        cell = self._cell(aim, split)
        parts = self._totals.of(numerator, split)[:, [cell]], self._totals.of(denominator, split)[:, [cell]]
        if not parts[1].any():
            # where all gave up within the target there is no share, but nobody was served either
            nobody = aim.kind == "answer" and bool(self._totals.of(_asked, _BY_OFFER)[:, cell].any())
            return Shown(aim, None, None, holds=not nobody, hopeless=nobody)
        sure = ratio_estimates(*parts, 2.0 * self._confidence - 1.0)
        very = ratio_estimates(*parts, _VERY_SURE)
        low, high = (very.low, sure.high) if aim.at_most else (sure.low, very.high)
        value = float(sure.value[0])
        limit = float((high if aim.at_most else low)[0])
        limit = limit if np.isfinite(limit) and aim.is_promised else value
        if aim.at_most:
            return Shown(aim, value, limit, holds=limit <= aim.share, hopeless=bool(low[0] > aim.share))
        return Shown(aim, value, limit, holds=limit >= aim.share, hopeless=bool(high[0] < aim.share))

    def _cell(self, aim: Aim, split: Split) -> int:
        cell = 0
        for dimension in split:
            names = self._names[dimension]
            cell = cell * len(names) + names.index(getattr(aim, dimension))
        return cell


_VERY_SURE = 0.999
