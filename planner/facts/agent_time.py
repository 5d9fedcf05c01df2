"""What agents did and were paid for within the weeks, in pieces that lie in one hour of the week each."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from planner.facts.frame import Dimension, Frame
from planner.facts.parts import Codes, Part
from simulation.columns import IntArray
from simulation.records import Agents, Duties, DutyKind, Records, SpellKind

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]


class PaidKind(IntEnum):
    """What paid time is."""

    ON_DUTY = 0
    OVERTIME = 1
    BREAK = 2
    OFF_QUEUE = 3
    ABSENT = 4


_PAID_KINDS = {
    DutyKind.ON_DUTY: PaidKind.ON_DUTY,
    DutyKind.BREAK_PAID: PaidKind.BREAK,
    DutyKind.OFF_QUEUE: PaidKind.OFF_QUEUE,
    DutyKind.ABSENT: PaidKind.ABSENT,
}


class WorkFacts:
    """Work, wrap-up and the noticing of silent customers: when it was done, for whom, at which tier."""

    def __init__(self, frame: Frame, records: Records) -> None:
        spells, touches, tickets = records.spells, records.touches, records.tickets
        rows, begins, ends, hours = frame.split_by_hour(spells.begin, spells.end)
        touch = spells.touch[rows]
        ticket = touches.ticket[touch]
        segment = tickets.segment[ticket]
        self.seconds = ends - begins
        self.wrap_up = spells.kind[rows] == SpellKind.WRAP_UP
        self.codes = Codes(
            frame.sizes,
            {
                "segment": segment,
                "level": frame.levels[segment],
                "channel": touches.channel[touch],
                "topic": tickets.topic[ticket],
                "tier": touches.tier[touch],
                "team": records.agents.team[spells.agent[rows]],
                "hour_of_week": hours,
            },
            len(rows),
        )

    def part(self) -> Part:
        """Seconds of work."""
        return Part(self.codes, self.seconds)


class PaidFacts:
    """Paid time: as it really was, so work that ran into a break is work, and the break is shorter."""

    def __init__(self, frame: Frame, duties: Duties, agents: Agents) -> None:
        kind, agent, begin, end = _paid_stretches(duties)
        rows, self.begin, self.end, hours = frame.split_by_hour(begin, end)
        self.kind = kind[rows]
        self.team = agents.team[agent[rows]]
        self.seconds = self.end - self.begin
        self.codes = Codes(frame.sizes, {"team": self.team, "hour_of_week": hours}, len(rows))
        self.breaks_worked = _breaks_worked(frame, duties, agents)

    def part(self, *kinds: PaidKind) -> Part:
        """Seconds of these kinds of paid time; of all when none is named."""
        return Part(self.codes, np.where(np.isin(self.kind, kinds), self.seconds, 0.0) if kinds else self.seconds)


def _paid_stretches(duties: Duties) -> tuple[NDArray[np.int8], IntArray, FloatArray, FloatArray]:
    """Kind, agent, begin and end of paid time, apart from each other for each agent."""
    order = np.lexsort((duties.begin, duties.agent))
    agent, planned_end = duties.agent[order], duties.end[order]
    on_duty = duties.kind[order] == DutyKind.ON_DUTY
    begin = np.where(on_duty, duties.real_begin[order], duties.begin[order])
    end = np.where(on_duty, duties.real_end[order], planned_end)
    # What follows starts when the work before it is over.
    begin = np.maximum(begin, _worked_until(agent, np.where(on_duty & ~np.isnan(end), end, -np.inf)))
    late = on_duty & duties.shift_end[order] & (end > planned_end)
    kind = np.full(len(order), -1, dtype=np.int8)
    for planned, paid in _PAID_KINDS.items():
        kind[duties.kind[order] == planned] = paid
    kept = (kind >= 0) & (np.where(late, np.minimum(end, planned_end), end) > begin)
    overtime_begin = np.maximum(planned_end, begin)[late]
    return (
        np.concatenate((kind[kept], np.full(int(late.sum()), PaidKind.OVERTIME, dtype=np.int8))),
        np.concatenate((agent[kept], agent[late])),
        np.concatenate((begin[kept], overtime_begin)),
        np.concatenate((np.where(late, planned_end, end)[kept], end[late])),
    )


def _breaks_worked(frame: Frame, duties: Duties, agents: Agents) -> Part:
    """Seconds of unpaid breaks in which work from before them was still under way: they are paid as duty."""
    order = np.lexsort((duties.begin, duties.agent))
    agent, begin, end = duties.agent[order], duties.begin[order], duties.end[order]
    on_duty = (duties.kind[order] == DutyKind.ON_DUTY) & ~np.isnan(duties.real_end[order])
    until = np.minimum(_worked_until(agent, np.where(on_duty, duties.real_end[order], -np.inf)), end)
    worked = (duties.kind[order] == DutyKind.BREAK_UNPAID) & (until > begin)
    rows, begins, ends, hours = frame.split_by_hour(begin[worked], until[worked])
    columns: dict[Dimension, IntArray] = {"team": agents.team[agent[worked][rows]], "hour_of_week": hours}
    return Part(Codes(frame.sizes, columns, len(rows)), ends - begins)


def _worked_until(agent: IntArray, ends: FloatArray) -> FloatArray:
    """The latest of the ends before each row of the same agent (rows sorted by agent); -inf before the first."""
    latest = np.full(len(ends), -np.inf)
    for number in np.unique(agent):
        rows = slice(*np.searchsorted(agent, (number, number + 1)))
        latest[rows][1:] = np.maximum.accumulate(ends[rows])[:-1]
    return latest


class ConversationFacts:
    """Held conversations: from the first message answered to the end of the last wrap-up, by the agent's team.

    ``load`` is what each second weighs: one over the channel's concurrency.
    """

    def __init__(self, frame: Frame, records: Records) -> None:
        touches, spells, channels = records.touches, records.spells, frame.inputs.channels
        held = np.array([channel.held for channel in channels], dtype=np.bool_)
        concurrency = np.array([channel.concurrency for channel in channels], dtype=np.float64)
        begun = np.flatnonzero((touches.contact >= 0) & touches.live & ~np.isnan(touches.started))
        begun = begun[held[touches.channel[begun]]]
        worked_until = np.full(len(touches), -np.inf)
        np.maximum.at(worked_until, spells.touch, spells.end)
        contact, conversation = np.unique(touches.contact[begun], return_inverse=True)
        begin, end = np.full(len(contact), np.inf), np.full(len(contact), -np.inf)
        np.minimum.at(begin, conversation, touches.started[begun])
        np.maximum.at(end, conversation, worked_until[begun])
        first = np.zeros(len(contact), dtype=np.int64)
        first[conversation[::-1]] = begun[::-1]
        rows, begins, ends, hours = frame.split_by_hour(begin, end)
        touch = first[rows]
        self.load = (ends - begins) / concurrency[touches.channel[touch]]
        team = records.agents.team[touches.agent[touch]]
        self.codes = Codes(frame.sizes, {"team": team, "hour_of_week": hours}, len(rows))
        # Teams that hold no conversations have no such load, rather than a load of nothing.
        self.holding_teams = _teams_that_hold(frame, held)


def _teams_that_hold(frame: Frame, held: FlagArray) -> FlagArray:
    takes = frame.inputs.routing.takes_after[:, :, :-1][:, :, held]
    return np.array([bool(np.isfinite(work).any()) for work in takes], dtype=np.bool_)
