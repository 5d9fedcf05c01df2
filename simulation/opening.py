"""Opening hours as intervals of seconds: open at?, next opening, open seconds between two moments."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OpenHours:
    """Open intervals ``[starts[i], ends[i])`` in seconds, sorted, apart from each other.

    They should reach past the horizon by as much as a target may need; after the last interval nothing opens.
    """

    starts: FloatArray
    ends: FloatArray
    _opened_before: FloatArray = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if np.any(self.ends <= self.starts) or np.any(self.starts[1:] <= self.ends[:-1]):
            raise ValueError("opening intervals must be sorted, non-empty and apart")
        lengths = np.concatenate(([0.0], np.cumsum(self.ends - self.starts)))
        object.__setattr__(self, "_opened_before", lengths)

    def is_open(self, times: ArrayLike) -> NDArray[np.bool_]:
        """Whether it is open at each moment (the end of an interval is closed)."""
        moments = np.asarray(times, dtype=np.float64)
        index = np.searchsorted(self.starts, moments, side="right") - 1
        return (index >= 0) & (moments < self._padded_ends()[index])

    def covers(self, begin: float, end: float) -> bool:
        """Whether it is open all the time from ``begin`` to ``end``."""
        return bool(np.any((self.starts <= begin) & (self.ends >= end)))

    def next_opening(self, times: ArrayLike) -> FloatArray:
        """The moment itself where it is open, else the next start; inf where nothing opens any more."""
        moments = np.asarray(times, dtype=np.float64)
        index = np.searchsorted(self.starts, moments, side="right")
        following = np.append(self.starts, np.inf)[index]
        return np.where(self.is_open(moments), moments, following)

    def closing_after(self, times: ArrayLike) -> FloatArray:
        """The end of the interval that is open at each moment or opens next; inf where nothing opens any more."""
        index = np.searchsorted(self.ends, np.asarray(times, dtype=np.float64), side="right")
        return np.append(self.ends, np.inf)[index]

    def open_seconds(self, times: ArrayLike) -> FloatArray:
        """Open seconds from the first interval until each moment (piecewise linear)."""
        moments = np.asarray(times, dtype=np.float64)
        if not len(self.starts):
            return np.zeros_like(moments)
        index = np.maximum(np.searchsorted(self.starts, moments, side="right") - 1, 0)
        within = np.clip(moments - self.starts[index], 0.0, self.ends[index] - self.starts[index])
        return self._opened_before[index] + within

    def between(self, begins: ArrayLike, ends: ArrayLike) -> FloatArray:
        """Open seconds from ``begins`` to ``ends``."""
        return self.open_seconds(ends) - self.open_seconds(begins)

    def after(self, times: ArrayLike, seconds: ArrayLike) -> FloatArray:
        """The moment at which ``seconds`` of opening have passed since each moment; inf past the last interval."""
        begun = np.asarray(times, dtype=np.float64)
        wanted = self.open_seconds(begun) + np.asarray(seconds, dtype=np.float64)
        if not len(self.starts):
            return np.full_like(wanted, np.inf)
        index = np.searchsorted(self._opened_before, wanted, side="left") - 1
        index = np.clip(index, 0, len(self.starts) - 1)
        # Zero seconds asked while closed would point back to the last closing.
        moment = np.maximum(self.starts[index] + (wanted - self._opened_before[index]), begun)
        return np.where(wanted > self._opened_before[-1], np.inf, moment)

    def _padded_ends(self) -> FloatArray:
        # index -1 (before the first interval) reads the last entry: never later than any moment
        return np.append(self.ends, -np.inf)


# Thirty years around the start: far past any horizon, near enough that seconds keep their last bits.
ALWAYS = OpenHours(np.array([-1e9]), np.array([1e9]))
