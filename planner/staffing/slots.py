"""Where people can be put: every shift of every team, what one agent on it costs, and when he is at the desk."""

from __future__ import annotations

import copy
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.economics import people_cost
from planner.facts import Facts, Frame
from planner.scenario import Scenario
from planner.scenario.times import format_days
from planner.staffing.week import INTERVAL, spread, weeks_of
from planner.units import HOUR
from simulation.inputs import Inputs, ShiftInputs
from simulation.records import DutyKind, Records
from simulation.replication import replicate

FloatArray = NDArray[np.float64]

Staff = tuple[int, ...]  # agents on each slot, in their order

_CENT = 0.01
_POSITIONS = 5  # staggered breaks are seen as so many agents take them


@dataclass(frozen=True, slots=True)
class Slot:
    """A shift as a place for people.

    ``high`` None: as many as it takes. ``generated``: there only if somebody is on it. ``cost`` is what one agent
    costs a week as planned, on-costs, seat and manager included; ``paid_hours`` and ``desk_hours`` are those of a week;
    ``presence`` the share of each half-hour of the mean week that he is at the desk, absence and time off the queue
    taken out.
    """

    team: str
    shift: str
    days: str
    span: str
    low: int
    high: int | None
    cost: float
    paid_hours: float
    presence: FloatArray
    generated: bool = False

    @property
    def effort(self) -> float:
        """What the search makes small: the cost, and a cent for each paid hour, so that nobody is for nothing."""
        return self.cost + _CENT * self.paid_hours

    @property
    def desk_hours(self) -> float:
        """Hours of a week at the desk."""
        return float(self.presence.sum()) * INTERVAL / HOUR


def slots_of(scenario: Scenario, inputs: Inputs, generated: Collection[str] = ()) -> tuple[Slot, ...]:
    """The slots of a scenario without ranges, in the order of its shifts; ``generated`` are teams whose shifts are."""
    frame = Frame(scenario, inputs)
    slots = (_slot(scenario, inputs, frame, shift) for shift in inputs.shifts)
    return tuple(replace(slot, generated=slot.team in generated) for slot in slots)


def agents_of(scenario: Scenario, slots: Sequence[Slot]) -> Staff:
    """How many agents a scenario has on each slot."""
    return tuple(int(scenario.teams[slot.team].shifts[slot.shift].agents) for slot in slots)


def staffed(scenario: Scenario, slots: Sequence[Slot], staff: Staff) -> Scenario:
    """The scenario with these people on its shifts."""
    data = dict(scenario.data)
    data["teams"] = copy.deepcopy(data["teams"])
    for slot, agents in zip(slots, staff, strict=True):
        shifts = data["teams"][slot.team]["shifts"]
        if slot.generated and not agents:
            del shifts[slot.shift]
        else:
            shifts[slot.shift]["agents"] = agents
    return scenario.with_data(data)


def people_of(slots: Sequence[Slot], staff: Staff) -> dict[str, int]:
    """How many people each team needs for its slots: one for each place, whatever its days."""
    people: dict[str, int] = {}
    for slot, agents in zip(slots, staff, strict=True):
        people[slot.team] = people.get(slot.team, 0) + agents
    return people


def _slot(scenario: Scenario, inputs: Inputs, frame: Frame, shift: ShiftInputs) -> Slot:
    team = inputs.teams[shift.team].name
    limits = scenario.teams[team].shifts[shift.name]
    records = _without_work(inputs, shift)
    weeks = weeks_of(inputs)
    here = (1.0 - shift.absence) * (1.0 - shift.off_queue) / (_POSITIONS * weeks * INTERVAL)
    facts = Facts(frame, records)
    return Slot(
        team=team,
        shift=shift.name,
        days=format_days(limits.days or ()) or ", ".join(day.isoformat() for day in limits.dates or ()),
        span=limits.span.text,
        low=limits.min_agents or 0,
        high=limits.max_agents,
        cost=float(people_cost(facts).values.sum()) / _POSITIONS / weeks,
        paid_hours=float(facts.paid.seconds.sum()) / _POSITIONS / weeks / HOUR,
        presence=spread(*_at_the_desk(records, inputs.horizon.weeks_end)) * here,
    )


def _without_work(inputs: Inputs, shift: ShiftInputs) -> Records:
    """What happens when some agents of a shift, none of them absent, have nothing to do."""
    present = replace(shift, agents=_POSITIONS, absence=0.0, off_queue=0.0)
    return replicate(replace(inputs, shifts=(present,), demand=(), outreach=(), backlog=()), 0, 0)


def _at_the_desk(records: Records, weeks_end: float) -> tuple[FloatArray, FloatArray]:
    duties = records.duties
    begins, ends = np.maximum(duties.begin, 0.0), np.minimum(duties.end, weeks_end)
    rows = (duties.kind == DutyKind.ON_DUTY) & (ends > begins)
    return begins[rows], ends[rows]
