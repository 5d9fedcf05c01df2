"""What a history shows about waiting, and the same measures of a simulated study set beside it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.calendar.zones import zone_over
from planner.history.contacts import ContactLog
from planner.history.presence import SLOT, Presence
from planner.texts import LazyText, lazy
from simulation.records import ContactOutcome, DutyKind, Records, SpellKind

if TYPE_CHECKING:
    from planner.study import Study

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]
TextArray = NDArray[np.object_]

HOUR, DAY = 3600.0, 86400.0
LEAST_CONTACTS = 30  # of a segment, channel or hour, to be measured apart
_ANSWERED = (ContactOutcome.ANSWERED, ContactOutcome.CALLED_BACK)
_GAVE_UP = (ContactOutcome.ABANDONED, ContactOutcome.BALKED, ContactOutcome.DISCONNECTED)


@dataclass(frozen=True, slots=True)
class Waits:
    """Contacts as both sides know them: equal-length columns; ``wait`` in seconds (NaN unknown or not over)."""

    wait: FloatArray
    answered: FlagArray
    abandoned: FlagArray
    hour: NDArray[np.int64]  # local hour of the day of the arrival
    segment: TextArray
    channel: TextArray
    spent: FloatArray  # seconds from the arrival to the end of the work, NaN where it has none

    def rows(self, chosen: FlagArray) -> Waits:
        """The chosen contacts."""
        return Waits(
            self.wait[chosen], self.answered[chosen], self.abandoned[chosen], self.hour[chosen], self.segment[chosen],
            self.channel[chosen], self.spent[chosen],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of waiting; ``value`` gives None where there is nothing to measure."""

    name: str
    label: LazyText
    unit: str
    value: Callable[[Waits], float | None]


def _mean(values: FloatArray) -> float | None:
    return float(values.mean()) if len(values) else None


def _known(waits: Waits) -> Waits:
    return waits.rows(np.isfinite(waits.wait) & (waits.answered | waits.abandoned))


def _served(waits: Waits) -> FloatArray:
    known = _known(waits)
    return known.wait[known.answered]


def _over(waits: Waits) -> FloatArray:
    return waits.spent[np.isfinite(waits.spent) & (waits.spent >= 0.0)]


def _quantile(share: float, of: Callable[[Waits], FloatArray] = _served) -> Callable[[Waits], float | None]:
    def value(waits: Waits) -> float | None:
        values = of(waits)
        return float(np.quantile(values, share)) if len(values) else None

    return value


def _service_level(within: float) -> Callable[[Waits], float | None]:
    def value(waits: Waits) -> float | None:
        known = _known(waits)
        early = known.wait <= within
        judged = int(np.sum(~(known.abandoned & early)))
        return float(np.sum(known.answered & early)) / judged if judged else None

    return value


def _share(chosen: Callable[[Waits], FlagArray]) -> Callable[[Waits], float | None]:
    def value(waits: Waits) -> float | None:
        decided = waits.rows(waits.answered | waits.abandoned)
        return _mean(chosen(decided).astype(np.float64))

    return value


MEASURES: tuple[Measure, ...] = (
    Measure("contacts", lazy("Contacts"), "number", lambda waits: float(len(waits.wait))),
    Measure("share_answered", lazy("Answered"), "share", _share(lambda waits: waits.answered)),
    Measure("abandonment_rate", lazy("Abandoned in the queue"), "share", _share(lambda waits: waits.abandoned)),
    Measure(
        "share_waiting", lazy("Had to wait"), "share", lambda waits: _mean(np.where(_known(waits).wait > 0.0, 1.0, 0.0))
    ),
    Measure("wait_answered_mean", lazy("Mean wait of the answered"), "s", lambda waits: _mean(_served(waits))),
    Measure("wait_all_mean", lazy("Mean wait of all"), "s", lambda waits: _mean(_known(waits).wait)),
    Measure("wait_answered_p50", lazy("Median wait of the answered"), "s", _quantile(0.5)),
    Measure("wait_answered_p90", lazy("90 % of the answered waited at most"), "s", _quantile(0.9)),
    Measure("wait_answered_p95", lazy("95 % of the answered waited at most"), "s", _quantile(0.95)),
    Measure("time_to_end_mean", lazy("Mean time to the end"), "s", lambda waits: _mean(_over(waits))),
    Measure("time_to_end_p50", lazy("Median time to the end"), "s", _quantile(0.5, _over)),
    Measure("time_to_end_p90", lazy("90 % took at most"), "s", _quantile(0.9, _over)),
    Measure("service_level_20s", lazy("Service level in 20 s"), "share", _service_level(20.0)),
    Measure("service_level_60s", lazy("Service level in 60 s"), "share", _service_level(60.0)),
)
HANDLE_TIME = lazy("Mean handle time")
BUSY_SHARE = lazy("Work, of the time at work")
_BY_HOUR = ("contacts", "abandonment_rate", "wait_all_mean", "share_waiting", "service_level_20s")


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """One measured number; ``by`` is empty for the total, else one of segment, channel, hour."""

    measure: str
    label: str
    unit: str
    by: dict[str, str]
    value: float
    contacts: int


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A measured number beside the simulated one (mean of replications) with its interval; seconds or shares."""

    measure: str
    label: str
    unit: str
    by: dict[str, str]
    measured: float
    simulated: float | None
    low: float | None
    high: float | None
    difference: float | None


def waits_of_log(log: ContactLog) -> Waits:
    """The waiting side of a contact log."""
    hour = np.floor_divide(log.local % DAY, HOUR).astype(np.int64)
    spent = np.where(log.served, log.ended - log.arrived, np.nan)
    if not np.isfinite(log.answered).any():
        spent = log.ended - log.arrived
    return Waits(log.wait, log.served, log.abandoned, hour, log.segment, log.channel, spent)


def measure_waits(waits: Waits, least: int = LEAST_CONTACTS) -> tuple[MeasuredValue, ...]:
    """Every measure in total, by segment, by channel (where there are several) and the main ones by hour of the day.

    Percentiles are of the answered. Service level is answered within the limit over all but those who gave up within
    it. Groups with fewer than ``least`` contacts and measures without a value are left out.
    """
    values = []
    for by, rows in _groups(waits, least):
        chosen = waits.rows(rows)
        for measure in MEASURES:
            if "hour" in by and measure.name not in _BY_HOUR:
                continue
            value = measure.value(chosen)
            if value is not None:
                label = str(measure.label)
                values.append(MeasuredValue(measure.name, label, measure.unit, by, value, len(chosen.wait)))
    return tuple(values)


def _groups(waits: Waits, least: int) -> Iterator[tuple[dict[str, str], FlagArray]]:
    yield {}, np.ones(len(waits.wait), dtype=np.bool_)
    for name, column in (("segment", waits.segment), ("channel", waits.channel)):
        members = sorted(set(column))
        for member in members if len(members) > 1 else ():
            rows = np.asarray(column == member)
            if rows.sum() >= least:
                yield {name: member}, rows
    for hour in range(24):
        rows = waits.hour == hour
        if rows.sum() >= least:
            yield {"hour": f"{hour:02d}"}, rows


def work_values(log: ContactLog, found: Presence | None, days: int) -> tuple[MeasuredValue, ...]:
    """Mean handle time and, where agents are named, handle time over their time at work on the first ``days``."""
    known = log.handle[np.isfinite(log.handle)]
    label, values = str(HANDLE_TIME), []
    if len(known):
        values.append(MeasuredValue("handle_time_mean", label, "s", {}, float(known.mean()), len(known)))
    if found is not None and len(known):
        at_work = float(found.agents[:days].sum()) * SLOT
        values.append(
            MeasuredValue("busy_share", str(BUSY_SHARE), "share", {}, float(known.sum()) / at_work, len(known))
        )
    return tuple(values)


def simulated_handle_time(records: Records) -> float | None:
    """Mean work on the touches that were ended, in one replication."""
    ended = np.isfinite(records.touches.ended)
    work = records.spells.kind == SpellKind.WORK
    spent = np.bincount(
        records.spells.touch[work], weights=records.spells.end[work] - records.spells.begin[work], minlength=len(ended)
    )
    return _mean(np.asarray(spent[ended], dtype=np.float64))


def simulated_waits(study: Study, records: Records) -> Waits:
    """The contacts of one replication that began within the weeks, without transfers between tiers."""
    contacts, inputs, scenario = records.contacts, study.inputs, study.scenario
    inside = (contacts.started >= 0.0) & (contacts.started < inputs.horizon.weeks_end) & ~contacts.transfer
    outcome, started = contacts.outcome[inside], contacts.started[inside]
    answered, abandoned = np.isin(outcome, _ANSWERED), np.isin(outcome, _GAVE_UP)
    wait = np.where(answered | abandoned, contacts.ended[inside] - started, np.nan)
    zone = zone_over(scenario.time_zone, scenario.start.year - 1, scenario.start.year + 5)
    origin = float(zone.to_epoch((scenario.start.toordinal() - 719163) * DAY))
    hour = np.floor_divide(zone.to_local(started + origin) % DAY, HOUR).astype(np.int64)
    segments = np.array([segment.name for segment in inputs.segments], dtype=object)
    channels = np.array([channel.name for channel in inputs.channels], dtype=object)
    ticket = contacts.ticket[inside]
    segment = segments[records.tickets.segment[ticket]]
    spent = records.tickets.resolved[ticket] - started
    return Waits(wait, answered, abandoned, hour, segment, channels[contacts.channel[inside]], spent)


def simulated_busy_share(study: Study, records: Records) -> float | None:
    """Work over time at work (on duty and off-queue) within the weeks, in one replication."""
    end = study.inputs.horizon.weeks_end

    def within(begins: FloatArray, ends: FloatArray) -> float:
        return float(np.sum(np.maximum(np.minimum(ends, end) - np.maximum(begins, 0.0), 0.0)))

    work = records.spells.kind != SpellKind.NOTICE
    # as planned: work that runs into an off-queue block would count twice otherwise
    duty = np.isin(records.duties.kind, (DutyKind.ON_DUTY, DutyKind.OFF_QUEUE))
    at_work = within(records.duties.begin[duty], records.duties.end[duty])
    busy = within(records.spells.begin[work], records.spells.end[work])
    return busy / at_work if at_work > 0.0 else None


def compare_with(
    study: Study, measured: tuple[MeasuredValue, ...], confidence: float = 0.95
) -> tuple[ComparisonRow, ...]:
    """Each measured number beside the same measure of a study's replications, by the same code.

    The interval is Student's over replications, for the expected value of a replication; with one replication there is
    none. ``difference`` is simulated minus measured.
    """
    runs: list[dict[tuple[str, str], float | None]] = []
    for records in study.records:
        measures = measure_waits(simulated_waits(study, records), least=1)
        values: dict[tuple[str, str], float | None] = {_key(row.measure, row.by): row.value for row in measures}
        values[_key("busy_share", {})] = simulated_busy_share(study, records)
        values[_key("handle_time_mean", {})] = simulated_handle_time(records)
        runs.append(values)
    return tuple(
        _compared(value, [run.get(_key(value.measure, value.by)) for run in runs], confidence) for value in measured
    )


def _key(measure: str, by: dict[str, str]) -> tuple[str, str]:
    return measure, ";".join(f"{name}={member}" for name, member in by.items())


def _compared(value: MeasuredValue, runs: list[float | None], confidence: float) -> ComparisonRow:
    known = np.array([run for run in runs if run is not None])
    simulated = float(known.mean()) if len(known) else None
    low = high = None
    if simulated is not None and len(known) > 1:
        from scipy.special import stdtrit

        half = float(stdtrit(len(known) - 1, 0.5 + confidence / 2.0)) * float(known.std(ddof=1)) / math.sqrt(len(known))
        low, high = simulated - half, simulated + half
    difference = simulated - value.value if simulated is not None else None
    return ComparisonRow(
        value.measure, value.label, value.unit, dict(value.by), value.value, simulated, low, high, difference
    )  # fmt: skip
