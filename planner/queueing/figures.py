"""What a formula answers about one queue: shares, waits, queue and occupancy, and the waits' whole distribution."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from planner.queueing.given import require_not_negative, require_share
from planner.queueing.search import turning_point
from planner.texts import _


class Counting(StrEnum):
    """Which contacts a service level is a share of."""

    EXCEPT_SHORT_ABANDONS = "except short abandons"  # as the metric `service_level` of a simulation
    ALL = "all"
    ANSWERED = "answered"


class WaitCurve(Protocol):
    """How contacts fare in time; every share is of all arrivals."""

    def answered_within(self, seconds: float) -> float:
        """Share answered after at most so long."""
        ...

    def abandoned_within(self, seconds: float) -> float:
        """Share that gave up after at most so long."""
        ...

    def still_waiting(self, seconds: float) -> float:
        """Share that waits longer, whatever its end."""
        ...


@dataclass(frozen=True)
class QueueFigures:
    """The long-run figures of a queue; infinite waits are infinity, what does not happen is None.

    Times are in seconds and rates per second (any other unit will do if it is the same throughout). Shares of contacts
    are of all arrivals. ``probability_of_waiting``: does not begin at once and is not blocked either. ``blocking``:
    finds no place to wait. ``abandonment``: gives up waiting. ``mean_wait``: of everybody who gets in, whether
    answered or not; ``average_speed_of_answer``: of the answered; ``mean_wait_abandoned``: of those who give up.
    ``mean_queue``: waiting contacts on average over time. ``occupancy``: busy share of the agents' time.
    """

    arrival_rate: float
    handle_time: float
    agents: float
    probability_of_waiting: float
    abandonment: float
    mean_wait: float
    average_speed_of_answer: float
    mean_wait_abandoned: float | None
    mean_queue: float
    occupancy: float
    curve: WaitCurve = field(repr=False, compare=False)
    blocking: float = 0.0

    @property
    def load(self) -> float:
        """Offered load in erlangs: arrival rate times handle time."""
        return self.arrival_rate * self.handle_time

    @property
    def answered(self) -> float:
        """Share of all arrivals that is answered at last."""
        return 1.0 - self.blocking - self.abandonment

    def service_level(self, within: float, counting: Counting = Counting.EXCEPT_SHORT_ABANDONS) -> float:
        """Share of contacts answered within so many seconds.

        Of all arrivals, of the answered, or of all arrivals except those who gave up within that time (the default,
        and what the metric of a simulation counts). Blocked contacts are arrivals.
        """
        require_not_negative(within, _("The answer time"))
        in_time = self.curve.answered_within(within)
        if counting is Counting.ALL:
            return in_time
        if counting is Counting.ANSWERED:
            return min(1.0, in_time / self.answered)
        return in_time / (in_time + self.blocking + self.curve.still_waiting(within))

    def abandoned_within(self, within: float) -> float:
        """Share of all arrivals that gives up within so many seconds."""
        require_not_negative(within, _("The waiting time"))
        return self.curve.abandoned_within(within)

    def waiting_longer(self, seconds: float) -> float:
        """Share of all arrivals that waits longer than so many seconds, answered in the end or not."""
        require_not_negative(seconds, _("The waiting time"))
        return self.curve.still_waiting(seconds)

    def wait_percentile(self, share: float) -> float:
        """The wait in seconds that the given share of those who get in, answered or not, does not exceed."""
        require_share(share, _("The percentile"))
        allowed = (1.0 - share) * (1.0 - self.blocking)
        return _first_moment(lambda seconds: self.curve.still_waiting(seconds) <= allowed, self.mean_wait)

    def answer_percentile(self, share: float) -> float:
        """The wait in seconds that the given share of the answered does not exceed."""
        require_share(share, _("The percentile"))
        wanted = share * self.answered
        return _first_moment(
            lambda seconds: self.curve.answered_within(seconds) >= wanted, self.average_speed_of_answer
        )


def _first_moment(reached: Callable[[float], bool], mean: float) -> float:
    """The earliest moment at which something is reached that stays reached; ``mean`` gives the order of magnitude."""
    if reached(0.0):
        return 0.0
    if math.isinf(mean):
        return math.inf
    late = mean
    while not reached(late):
        late *= 2.0
    return turning_point(lambda seconds: not reached(seconds), 0.0, late)
