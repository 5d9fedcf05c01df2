"""Integrals over panels by Gauss and Legendre's rule: as exact as doubles allow where each panel is smooth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

NODES = 20


@lru_cache(maxsize=1)
def _rule() -> tuple[FloatArray, FloatArray]:
    places, weights = np.polynomial.legendre.leggauss(NODES)
    return np.asarray((places + 1.0) / 2.0), np.asarray(weights / 2.0)


def panels(edges: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Places and weights, one row of ``NODES`` for each panel between two neighbouring edges."""
    places, weights = _rule()
    widths = np.diff(edges)[:, None]
    return edges[:-1, None] + widths * places, widths * weights


def ladder(longest: float) -> FloatArray:
    """Distances from an end of a range: its length and its halves, 45 times, for what changes fast at that end."""
    return longest * 2.0 ** -np.arange(46.0)


def running_integral(curve: Callable[[FloatArray], FloatArray], ends: FloatArray, bends: Sequence[float]) -> FloatArray:
    """Integral of a curve from 0 to each of the ends (any shape, any order); ``bends`` are edges of panels."""
    flat = np.ravel(ends)
    last = float(np.max(flat, initial=0.0))
    edges = np.unique(np.concatenate([[0.0], flat, ladder(last), [bend for bend in bends if 0.0 < bend < last]]))
    places, weights = panels(edges)
    totals = np.concatenate([[0.0], np.cumsum(np.sum(weights * curve(places), axis=1))])
    return np.asarray(totals[np.searchsorted(edges, flat)]).reshape(np.shape(ends))
