"""Shares of the values of a column: channels, segments, topics."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.history.contacts import ContactLog
from planner.history.reading import TextArray
from planner.history.rows import Findings
from planner.texts import _

FlagArray = NDArray[np.bool_]

MOST_MEMBERS = {"channel": 8, "segment": 12, "topic": 20}  # more make a plan that nobody reads


def with_few_members(log: ContactLog, findings: Findings) -> ContactLog:
    """The same contacts with rare channels, segments and topics put together as one."""
    changed = {}
    for field, most in MOST_MEMBERS.items():
        texts: TextArray = getattr(log, field)
        names, counts = np.unique(texts.astype(str), return_counts=True)
        if len(names) <= most:
            continue
        kept = set(names[np.argsort(-counts, kind="stable")[: most - 1]].tolist())
        other = _("other")
        changed[field] = np.array([text if text in kept else other for text in texts], dtype=object)
        findings.assumed(
            _("{field}: kept the largest").format(field=field), most - 1,
            _("the other {count} values are one, named {other}").format(count=len(names) - most + 1, other=other),
        )  # fmt: skip
    return replace(log, **changed) if changed else log


def members(texts: TextArray) -> list[tuple[str, FlagArray]]:
    """Each value with its rows, the most frequent first."""
    names, counts = np.unique(texts.astype(str), return_counts=True)
    return [(str(names[place]), np.asarray(texts == names[place])) for place in np.argsort(-counts, kind="stable")]


def shares(texts: TextArray) -> dict[str, float]:
    """The share of each value, the largest first."""
    return {name: float(np.mean(rows)) for name, rows in members(texts)}


def channel_kinds(log: ContactLog) -> dict[str, bool]:
    """Whether each channel is live, the largest channel first."""
    return {name: bool(log.live[rows].any()) for name, rows in members(log.channel)}
