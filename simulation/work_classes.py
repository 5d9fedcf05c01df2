"""Work classes: touches that the same teams may take in the same way wait in one heap.

Compiling groups tier x channel x segment x topic by identical teams, and by how the work loads an agent, so that a
freed agent compares a handful of heads however many segments and topics there are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.columns import INDEX, IntArray
from simulation.distributions import on_grid
from simulation.inputs import Inputs
from simulation.touches import Work


@dataclass(frozen=True, slots=True)
class WorkClass:
    """Who may take the work of a class: ``teams`` at once, in order; ``backups`` as (team, seconds waited).

    ``load`` is the part of an agent's full load (in units) that a held conversation takes; 0 for deferred work;
    a call takes all of it. ``held`` tells a conversation from a call.
    """

    teams: tuple[int, ...]
    backups: tuple[tuple[int, float], ...]
    live: bool
    held: bool
    load: int


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes that occur, the class of each touch, and how many units make an agent's full load."""

    classes: tuple[WorkClass, ...]
    of_touch: IntArray
    full_load: int


def sort_into_classes(inputs: Inputs, work: Work, segment: IntArray, topic: IntArray) -> Classes:
    """Group touches by the teams that may take them; ``segment`` and ``topic`` have one entry per ticket."""
    takes_after = inputs.routing.takes_after
    teams = takes_after.shape[0]
    pools, pool_of = np.unique(takes_after.reshape(teams, -1).T, axis=0, return_inverse=True)
    shape = takes_after.shape[1:]
    outreach = shape[1] - 1
    channel = np.where(work.channel >= 0, work.channel, outreach)
    place = np.ravel_multi_index((work.tier, channel, segment[work.ticket], np.maximum(topic[work.ticket], 0)), shape)
    full = math.lcm(*(entry.concurrency for entry in inputs.channels if entry.held)) if inputs.channels else 1
    ways = _ways(inputs, full)
    way_of_live = np.array([ways.index(_way(inputs, number, full)) for number in range(len(inputs.channels))] + [0])
    way = np.where(work.live, way_of_live[channel], 0)
    codes = pool_of.reshape(-1)[place] * len(ways) + way
    occurring, of_touch = _compressed(codes, len(pools) * len(ways))
    classes = tuple(_work_class(pools[code // len(ways)], ways[code % len(ways)]) for code in occurring.tolist())
    return Classes(classes, of_touch, full)


Way = tuple[bool, bool, int]  # live, held, load


def _ways(inputs: Inputs, full: int) -> list[Way]:
    live = {_way(inputs, number, full) for number in range(len(inputs.channels))}
    return [(False, False, 0), *sorted(live)]


def _way(inputs: Inputs, channel: int, full: int) -> Way:
    entry = inputs.channels[channel]
    return (True, entry.held, full // entry.concurrency if entry.held else full)


def _compressed(codes: IntArray, most: int) -> tuple[IntArray, IntArray]:
    occurring = np.flatnonzero(np.bincount(codes, minlength=most))
    number = np.empty(most, INDEX)
    number[occurring] = np.arange(len(occurring))
    return occurring, number[codes]


def _work_class(takes_after: NDArray[np.float64], way: Way) -> WorkClass:
    teams = tuple(np.flatnonzero(takes_after == 0.0).tolist())
    later = np.flatnonzero((takes_after > 0.0) & np.isfinite(takes_after))
    delays = on_grid(takes_after[later])
    return WorkClass(teams, tuple(zip(later.tolist(), delays.tolist(), strict=True)), *way)
