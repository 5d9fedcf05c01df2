"""The work that customers bring in a mean week, by class, from the itineraries: whatever the staffing.

Each itinerary is followed as if somebody were always free: live work happens when it arrives; deferred work is released
then and may be done at any time until it is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.staffing.week import INTERVALS, folded, interval_number, standing, weeks_of
from planner.units import WEEK
from simulation.inputs import Inputs, Target
from simulation.opening import OpenHours
from simulation.records import TouchKind
from simulation.script import Script, write_script
from simulation.touches import Held
from simulation.work_classes import WorkClass

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

# Work without a promise may wait for a week: it must be done, but any time will do.
NO_HURRY = WEEK


@dataclass(frozen=True, slots=True)
class Workload:
    """Live or deferred work for the same ``teams`` in a mean week, by half-hour.

    ``contacts`` (half-hours x segments x channels) begin to wait for an agent, or are deferred touches; they take
    ``seconds`` of agents' time.
    Of deferred work ``due_later`` seconds may still be open at the end of each half-hour. ``by_tier`` are the seconds
    of the week at each tier, ``touches`` their number.
    """

    teams: tuple[int, ...]
    live: bool
    contacts: FloatArray
    seconds: FloatArray
    due_later: FloatArray
    by_tier: FloatArray
    touches: float


Kind = tuple[tuple[int, ...], bool]  # who takes it at once (else after a wait), and whether it is live


def workloads(inputs: Inputs, seed: int, replications: Iterable[int]) -> tuple[Workload, ...]:
    """The mean workloads over some replications: one for the live and one for the deferred work of the same teams."""
    found: dict[Kind, list[Workload]] = {}
    count = 0
    for number in replications:
        count += 1
        for load in _workloads(inputs, write_script(inputs, seed, number)):
            found.setdefault((load.teams, load.live), []).append(load)
    return tuple(_mean(kind, found[kind], count) for kind in sorted(found))


def _mean(kind: Kind, loads: list[Workload], count: int) -> Workload:
    names = ("contacts", "seconds", "due_later", "by_tier")
    arrays = {name: np.sum([getattr(load, name) for load in loads], axis=0) / count for name in names}
    return Workload(*kind, **arrays, touches=sum(load.touches for load in loads) / count)


def _workloads(inputs: Inputs, script: Script) -> list[Workload]:
    ready = _ready(script)
    counted = np.flatnonzero((ready >= 0.0) & (ready < inputs.horizon.weeks_end))
    due = _due(inputs, script, ready)
    classes = script.classes.of_touch[counted]
    return [
        _workload(inputs, script, work_class, counted[classes == number], ready, due)
        for number, work_class in enumerate(script.classes.classes)
        if np.any(classes == number)
    ]


def _workload(
    inputs: Inputs, script: Script, work_class: WorkClass, rows: IntArray, ready: FloatArray, due: FloatArray
) -> Workload:
    work, weeks = script.work, weeks_of(inputs)
    numbers = interval_number(ready[rows])
    busy = work.seconds[rows] + work.wrap_up[rows]
    seconds = folded(numbers, busy)
    if work_class.held:
        # A conversation takes its part of an agent also while its customer writes.
        part = work_class.load / script.classes.full_load
        within = np.where(work.held[rows] & Held.BEGINS, 0.0, work.delay[rows])
        seconds = np.maximum(seconds, folded(numbers, part * (busy + within)))
    begins = ~work.live[rows] | ((work.held[rows] == Held.NO) | ((work.held[rows] & Held.BEGINS) > 0))
    later = np.zeros(INTERVALS) if work_class.live else standing(numbers, interval_number(due[rows]), busy)
    by_tier = np.bincount(work.tier[rows], weights=busy, minlength=len(inputs.tiers))
    contacts = _contacts(inputs, script, rows[begins], numbers[begins])
    teams = work_class.teams or tuple(team for team, _after in work_class.backups)
    return Workload(
        teams, work_class.live, contacts / weeks, seconds / weeks, later / weeks, by_tier / weeks, len(rows) / weeks
    )


def _contacts(inputs: Inputs, script: Script, rows: IntArray, numbers: IntArray) -> FloatArray:
    shape = (INTERVALS, len(inputs.segments), len(inputs.channels))
    segment, channel = script.segment[script.work.ticket[rows]], script.work.channel[rows]
    known = channel >= 0  # outreach has no channel
    places = np.ravel_multi_index((numbers[known] % INTERVALS, segment[known], channel[known]), shape)
    return np.bincount(places, minlength=int(np.prod(shape))).astype(np.float64).reshape(shape)


def _ready(script: Script) -> FloatArray:
    """When each touch is ready if each is done at once; NaN for those that are not reached."""
    work = script.work
    ready = np.full(len(work.ticket), np.nan)
    here = script.first_touch[: script.customers]
    ready[here] = script.arrival[: script.customers]
    while len(here):
        here = here[work.following[here] >= 0]
        following = work.following[here]
        ready[following] = ready[here] + work.seconds[here] + work.delay[following]
        here = following
    ready[script.outreach.touch] = script.outreach.time
    return ready


def _due(inputs: Inputs, script: Script, ready: FloatArray) -> FloatArray:
    """When each deferred touch should be done: the first by the reply target, each by its part of the resolve target.

    A ticket's promise to be solved is shared out evenly over its deferred touches.
    """
    work = script.work
    due = ready + NO_HURRY
    deferred = np.flatnonzero(~np.isnan(ready) & ~work.live & (work.channel >= 0))
    ticket = work.ticket[deferred]
    parts = np.bincount(ticket, minlength=len(script.arrival))[ticket]
    asked = np.where(script.channel[ticket] >= 0, script.channel[ticket], work.channel[deferred])
    segment = script.segment[ticket]
    first = np.isin(work.kind[deferred], (TouchKind.FIRST, TouchKind.TRIAGE))
    for number, customers in enumerate(inputs.segments):
        for channel, offer in enumerate(customers.offers):
            if offer is None:
                continue
            if offer.resolve is not None:
                rows = np.flatnonzero((segment == number) & (asked == channel))
                _bring_forward(due, ready, deferred[rows], offer.hours, offer.resolve, parts[rows].astype(np.float64))
            if offer.reply is not None:
                own = (segment == number) & (work.channel[deferred] == channel) & first
                rows = deferred[own]
                _bring_forward(due, ready, rows, offer.hours, offer.reply, np.ones(len(rows)))
    return due


def _bring_forward(
    due: FloatArray, ready: FloatArray, rows: IntArray, hours: OpenHours, target: Target, parts: FloatArray
) -> None:
    window = target.within / parts
    moment = hours.after(ready[rows], window) if target.open_hours else ready[rows] + window
    due[rows] = np.minimum(due[rows], np.where(np.isfinite(moment), moment, np.inf))
