"""Drawn decisions over arrays: one of several shares, rows in groups, counts of reply rounds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simulation.columns import INDEX, IntArray
from simulation.inputs import CountShape

FloatArray = NDArray[np.float64]

_FEW_GROUPS = 12


def pick(shares: FloatArray, uniforms: FloatArray) -> IntArray:
    """The index of the share into which each uniform falls; shares that sum to 1 (the last takes the rounding)."""
    cumulative = np.cumsum(shares)
    chosen = np.searchsorted(cumulative, uniforms * cumulative[-1], side="right")
    chosen = np.minimum(chosen, int(np.flatnonzero(shares)[-1]))
    return np.asarray(chosen, INDEX)


def pick_or_none(shares: FloatArray, uniforms: FloatArray) -> IntArray:
    """As :func:`pick` for shares that sum to at most 1: -1 where the uniform lies past them."""
    chosen = np.searchsorted(np.cumsum(shares), uniforms, side="right").astype(INDEX)
    chosen[chosen >= len(shares)] = -1
    return chosen


def groups(codes: IntArray) -> Iterator[tuple[int, IntArray]]:
    """Each code that occurs with the rows that have it, in ascending order of both."""
    if not len(codes):
        return
    occurring = np.flatnonzero(np.bincount(codes))
    if len(occurring) == 1:
        yield int(occurring[0]), np.arange(len(codes))
    elif len(occurring) <= _FEW_GROUPS:
        for code in occurring.tolist():
            yield code, np.flatnonzero(codes == code)
    else:
        order = np.argsort(codes, kind="stable")
        bounds = np.searchsorted(codes[order], occurring, side="left")
        for code, rows in zip(occurring.tolist(), np.split(order, bounds[1:]), strict=True):
            yield code, rows


def counts(shape: CountShape, mean: float, uniforms: FloatArray) -> IntArray:
    """Counts with a given mean by inversion: geometric (from 0), Poisson or constant.

    A constant that is no whole number is rounded up for the share that makes the mean come out.
    """
    if mean <= 0.0:
        return np.zeros(len(uniforms), INDEX)
    if shape is CountShape.GEOMETRIC:
        # P(N >= n) = (mean / (1 + mean))^n
        rounds = np.floor(np.log1p(-uniforms) / np.log(mean / (1.0 + mean)))
        return np.asarray(rounds, INDEX)
    if shape is CountShape.POISSON:
        from scipy.special import pdtr

        most = int(mean + 12.0 * np.sqrt(mean) + 20.0)
        reached = np.searchsorted(np.asarray(pdtr(np.arange(most), mean)), uniforms, side="left")
        return np.asarray(reached, INDEX)
    whole = int(mean)
    return np.asarray(np.where(uniforms < mean - whole, whole + 1, whole), INDEX)
