"""Cost line: what missed promises cost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.economics.line import Line
from planner.facts import Facts, Frame, Part
from planner.facts.parts import concatenated
from planner.scenario.support_levels import KINDS, TargetKind
from planner.texts import lazy

FloatArray = NDArray[np.float64]


def _penalties(facts: Facts) -> Part:
    each = {kind: _each(facts.frame, kind) for kind in KINDS}
    contacts, tickets, progress = facts.contacts, facts.tickets, facts.progress
    place = contacts.table.segment, contacts.table.channel
    answer = contacts.due_an_answer & ~contacts.answered_in_time
    reply = contacts.due_a_reply & ~contacts.replied_in_time
    resolve = progress.due_a_resolution & ~progress.resolved_in_time
    return concatenated(
        (
            contacts.part(answer * each["answer"][place] + reply * each["reply"][place]),
            tickets.part(resolve * each["resolve"][tickets.segment, tickets.channel]),
        )
    )


def _each(frame: Frame, kind: TargetKind) -> FloatArray:
    """What a miss costs (segments x channels)."""
    costs = np.zeros((frame.sizes["segment"], frame.sizes["channel"]))
    for row, segment in enumerate(frame.names["segment"]):
        level = frame.scenario.support_levels[frame.scenario.segments[segment].support_level]
        for column, channel in enumerate(frame.names["channel"]):
            target = getattr(level.offers.get(channel), kind, None)
            costs[row, column] = 0.0 if target is None else float(target.penalty)
    return costs


LINE = Line(
    "penalties",
    lazy("Penalties"),
    lazy("What each contact or ticket that missed a promise costs."),
    _penalties,
)
