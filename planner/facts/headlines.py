"""The headline figures of a run, whose intervals decide whether more replications are needed."""

from __future__ import annotations

import numpy as np

from planner.facts import amounts
from planner.facts.facts import Facts
from planner.facts.frame import Frame
from planner.facts.intervals import ratio_estimates
from planner.facts.parts import Amount, Totals
from simulation.records import Records

# Metrics of planner.metrics by name: numerator and denominator. Small shares, such as abandonment, are left out: a
# narrow interval relative to a number near zero is more than anyone needs.
HEADLINES: dict[str, tuple[Amount, Amount]] = {
    "service_level": (amounts.contacts_answered_in_time, amounts.contacts_due_an_answer),
    "average_speed_of_answer": (amounts.seconds_to_pick_up, amounts.contacts_picked_up),
    "first_response_time_mean": (amounts.first_response_seconds, amounts.tickets_answered),
    "resolution_time_mean": (amounts.resolution_seconds, amounts.tickets_resolved),
}


# An answer after one second is as good as one after two: below ten seconds the speed of answer need not be known in
# per cent of itself.
LEAST = {"average_speed_of_answer": 10.0}


class Headlines:
    """The headline figures of a growing number of replications."""

    def __init__(self, confidence: float) -> None:
        self._totals = Totals((amount, ()) for pair in HEADLINES.values() for amount in pair)
        self._confidence = confidence

    def add(self, frame: Frame, records: Records) -> None:
        """Take one more replication into account."""
        self._totals.add(Facts(frame, records))

    def relative_half_width(self) -> float:
        """The widest half-width of the intervals, as a share of its figure; inf while one has no interval.

        Figures without a value, and figures that are zero in every replication, are left out.
        """
        widest = 0.0
        for name, (numerator, denominator) in HEADLINES.items():
            estimate = ratio_estimates(
                self._totals.of(numerator, ()), self._totals.of(denominator, ()), self._confidence
            )
            value, high = float(estimate.value[0]), float(estimate.high[0])
            if value > 0.0:
                widest = max(widest, np.inf if np.isnan(high) else (high - value) / max(value, LEAST.get(name, 0.0)))
        return widest
