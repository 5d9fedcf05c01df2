"""What every run must satisfy, and how much the means of runs vary."""

from __future__ import annotations

import numpy as np

from simulation.records import ContactOutcome
from tests.validation import sources
from tests.validation.case import Case, Measure, Quantity, case_of
from tests.validation.measures import Observed, Ratio, busy_time, mean_queue, number_over_time, p_abandon
from tests.validation.plans import exponential, queue


def variance_of_means(length: float, exact_mean: float) -> Measure:
    """Squared distance of time averages over stretches of a length from the exact mean, times that length."""

    def measure(seen: Observed) -> Ratio:
        count, lasting = number_over_time(seen, seen.began, seen.left)
        moments = np.concatenate(([0.0], np.cumsum(lasting)))
        areas = np.concatenate(([0.0], np.cumsum(lasting * count)))
        edges = np.arange(0.0, seen.length, length)
        means = np.diff(np.interp(edges, moments, areas)) / length
        return float(np.sum((means - exact_mean) ** 2) * length), float(len(means))

    return measure


def _stretches(load: float, exact: float, place: int, length: float, contacts: float, widest: float) -> Case:
    return case_of(
        "OA-01",
        f"M/M/1, load {load}: variance of the mean number over stretches of {length:g}, times their length",
        sources.COMPUTED + ": 2ρ(1+ρ)/(1−ρ)⁴",
        queue(load, exponential(1.0), 1, contacts),
        (
            Quantity("asymptotic_variance", exact, variance_of_means(length, load / (1.0 - load)),
                     f"asymptotic_variance.{place}"),
        ),
        variant=f"load {load}",
        widest=widest,
        remark="A variance is harder to estimate than a mean: 1 % would need twenty thousand stretches.",
    )  # fmt: skip


PATIENCE = 2.0


def little(seen: Observed) -> Ratio:
    """Time waited by the contacts of a window over its mean queue times its length; both from the same contacts."""
    inside = (seen.began >= 0.0) & (seen.ended < seen.length)
    count, length = number_over_time(seen, seen.began[inside], seen.ended[inside])
    return float(seen.wait[inside].sum()), float(np.sum(count * length))


def utilisation(seen: Observed) -> Ratio:
    """Busy time of agents over the time from begin to end of the contacts' work, both within the weeks."""
    touches = seen.records.touches
    begun = ~np.isnan(touches.started)
    return busy_time(seen), seen.overlap(touches.started[begun] / seen.unit, touches.ended[begun] / seen.unit)


def flow(seen: Observed) -> Ratio:
    """Worked off, in hand, given up and waiting at the end of the horizon, each from its own table, over arrivals."""
    touches, contacts = seen.records.touches, seen.records.contacts
    worked = np.count_nonzero(~np.isnan(touches.ended))
    in_hand = np.count_nonzero(~np.isnan(touches.started) & np.isnan(touches.ended))
    given_up = np.count_nonzero(contacts.outcome == ContactOutcome.ABANDONED)
    waiting = np.count_nonzero(contacts.outcome == ContactOutcome.WAITING)
    return float(worked + in_hand + given_up + waiting), float(len(seen.records.tickets))


def patience_identity(seen: Observed) -> Ratio:
    """Abandonments over the time that all waited, divided by the mean patience."""
    lost, _ = p_abandon()(seen)
    waited, _ = mean_queue()(seen)
    return lost, waited / PATIENCE


CASES: tuple[Case, ...] = (
    _stretches(0.5, 24.0, 0, 5_000.0, 200_000, 0.03),
    _stretches(0.8, 1800.0, 1, 20_000.0, 400_000, 0.06),
    case_of(
        "OA-03",
        f"M/M/5+M, load 6, patience {PATIENCE:g}: identities",
        sources.COMPUTED,
        queue(6.0, exponential(1.0), 5, 20_000, patience=exponential(PATIENCE)),
        (
            Quantity("little", 1.0, little, ""),
            Quantity("utilisation", 1.0, utilisation, ""),
            Quantity("flow", 1.0, flow, ""),
            Quantity("patience", 1.0, patience_identity, ""),
        ),
        quick=True,
    ),
)
