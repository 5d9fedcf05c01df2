"""For whom the paid hours of teams were: the shares of each team's hour of the week that customers are to pay.

Work is paid by whom it was for. The rest of an hour - waiting for work, absence, breaks, off-queue time - is paid by
those for whom somebody had to be there: the segments that the team may serve and that have a live channel open in that
hour of the week, or without such a segment those that it may serve on any channel. They share it by their work with
the team over all weeks, and where they had none by their expected contacts. What nobody is entitled to stays
unassigned. So a night that is kept open for one segment's calls is paid by it, even if the mail of others is answered
meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.facts.agent_time import PaidFacts, WorkFacts
from planner.facts.frame import Dimension, Frame
from planner.facts.parts import Codes, Part, sums
from simulation.columns import IntArray

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

PAYERS: tuple[Dimension, ...] = ("segment", "level", "channel", "topic", "tier")
_KINDS: tuple[Dimension, ...] = ("segment", "channel", "topic", "tier")  # the level follows from the segment
_CELL: tuple[Dimension, ...] = ("team", "hour_of_week")


@dataclass(frozen=True, slots=True)
class _Shares:
    """Shares of cells (team x hour of the week): the cell of each row, who pays (-1: nobody), and the share."""

    cell: IntArray
    kinds: dict[Dimension, IntArray]
    share: FloatArray


class PayerFacts:
    """The payers of each team's hours; the shares of a cell in which anybody was paid add up to 1."""

    def __init__(self, frame: Frame, paid: PaidFacts, work: WorkFacts) -> None:
        self._frame = frame
        self._hours = frame.sizes["hour_of_week"]
        seconds = np.maximum(paid.part().totals(_CELL), 0.0)
        work_cell, work_kind, worked, kinds = self._work(work)
        busy = sums(work_cell, worked, len(seconds))
        whole = np.maximum(seconds, busy)
        idle = np.where(whole > 0.0, (whole - busy) / np.where(whole > 0.0, whole, 1.0), 0.0)
        done = _Shares(work_cell, {name: codes[work_kind] for name, codes in kinds.items()}, worked / whole[work_cell])
        presence = [
            self._presence(team, idle, work_cell, work_kind, worked, kinds) for team in range(frame.sizes["team"])
        ]
        self._shares = _together([done, *(shares for team in presence for shares in team)])
        self.codes = self._codes(self._shares)

    def paid_by(self, cost: FloatArray) -> Part:
        """Who pays a cost given for each cell (team x hour of the week)."""
        return Part(self.codes, cost[self._shares.cell] * self._shares.share)

    def _work(self, work: WorkFacts) -> tuple[IntArray, IntArray, FloatArray, dict[Dimension, IntArray]]:
        """Seconds of work by cell and kind: cell, number of the kind, seconds; and the codes of the kinds."""
        columns = work.codes.columns
        sizes = [self._frame.sizes[name] + 1 for name in _KINDS]
        kind = np.zeros(work.codes.rows, np.int64)
        for name, size in zip(_KINDS, sizes, strict=True):
            kind = kind * size + columns[name] + 1  # one more, as outreach has no channel and no topic
        numbers, kind_of = np.unique(kind, return_inverse=True)
        cell = columns["team"].astype(np.int64) * self._hours + columns["hour_of_week"]
        pairs, pair_of = np.unique(cell * max(len(numbers), 1) + kind_of, return_inverse=True)
        seconds = sums(pair_of, work.seconds, len(pairs))
        codes: dict[Dimension, IntArray] = {}
        rest = numbers
        for name, size in zip(reversed(_KINDS), reversed(sizes), strict=True):
            codes[name], rest = rest % size - 1, rest // size
        return pairs // max(len(numbers), 1), pairs % max(len(numbers), 1), seconds, codes

    def _presence(
        self, team: int, idle: FloatArray, cell: IntArray, kind: IntArray, worked: FloatArray,
        kinds: dict[Dimension, IntArray],
    ) -> tuple[_Shares, _Shares]:  # fmt: skip
        """Who pays the time of a team without work: by work with it, and where there was none by contacts."""
        cells = team * self._hours + np.arange(self._hours)
        present = cells[idle[cells] > 0.0]
        entitled = self._entitled(team)[present - team * self._hours]
        mine = cell // self._hours == team
        with_team = sums(kind[mine], worked[mine], len(kinds["segment"]))
        weights = with_team * entitled[:, kinds["segment"]]
        total = weights.sum(axis=1)
        rows, columns = np.nonzero(weights)
        by_work = _Shares(
            present[rows],
            {name: codes[columns] for name, codes in kinds.items()},
            weights[rows, columns] / total[rows] * idle[present[rows]],
        )
        return by_work, self._by_contacts(present[total <= 0.0], entitled[total <= 0.0], idle)

    def _by_contacts(self, cells: IntArray, entitled: FlagArray, idle: FloatArray) -> _Shares:
        """Cells whose payers had no work with the team: by expected contacts, or nobody where there are none."""
        weights = entitled * self._frame.expected_contacts
        total = weights.sum(axis=1)
        rows, segment = np.nonzero(weights)
        nobody = np.flatnonzero(total <= 0.0)
        cell = np.concatenate((cells[rows], cells[nobody]))
        payer = np.concatenate((segment, np.full(len(nobody), -1, np.int64)))
        share = np.concatenate((weights[rows, segment] / total[rows], np.ones(len(nobody)))) * idle[cell]
        unknown = np.full(len(cell), -1, np.int64)
        return _Shares(cell, {name: payer if name == "segment" else unknown for name in _KINDS}, share)

    def _entitled(self, team: int) -> FlagArray:
        """Which segments are to pay for a team's presence in each hour of the week (hours x segments)."""
        served = self._frame.served[team]
        live = served & self._frame.live
        there = np.any(self._frame.opens & live[None, :, :], axis=2)
        offered = np.any(served & self._frame.offered, axis=1)
        nobody = ~there.any(axis=1)
        there[nobody] = offered
        return np.asarray(there)

    def _codes(self, shares: _Shares) -> Codes:
        segment = shares.kinds["segment"]
        level = np.where(segment >= 0, self._frame.levels[segment], -1) if len(self._frame.levels) else segment
        columns = {
            "team": shares.cell // self._hours,
            "hour_of_week": shares.cell % self._hours,
            "level": level,
            **shares.kinds,
        }
        return Codes(self._frame.sizes, columns, len(segment))


def _together(parts: list[_Shares]) -> _Shares:
    return _Shares(
        np.concatenate([part.cell for part in parts]),
        {name: np.concatenate([part.kinds[name] for part in parts]) for name in _KINDS},
        np.concatenate([part.share for part in parts]),
    )
