"""What support is worth, as one number for a scenario: what decides between support levels, and what it cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from planner.facts.intervals import ratios
from planner.metrics import METRICS, Metric
from planner.metrics.estimators import Formula
from planner.metrics.measure import Measurement, measure_with
from planner.metrics.volumes import METRICS as VOLUMES
from planner.scenario import Scenario
from planner.studies.choosing import Told
from planner.study import Study
from planner.texts import lazy
from planner.units import MONTH, WEEK

FloatArray = NDArray[np.float64]

# The first that the plan knows enough for: lifetime value of all customers, margin after support of a month, or
# where it does not say what customers pay, the share of needs that are served.
Basis = Literal["lifetime_value", "margin", "served"]

COST, MARGIN, LIFETIME = "cost_total_per_month", "margin_after_support", "lifetime_value"


def basis_of(scenario: Scenario) -> Basis:
    """What can be told of a scenario's segments that have customers; of all of them, or it would not be fair."""
    missing = {key for _name, key in unknown_values(scenario)}
    if missing & {"revenue_per_customer_month", "gross_margin"}:
        return "served"
    return "margin" if "churn_per_month" in missing else "lifetime_value"


def unknown_values(scenario: Scenario) -> Iterable[tuple[str, str]]:
    """The values of segments with customers that the plan does not give, as (segment, key)."""
    for name, segment in scenario.segments.items():
        if not segment.customers:
            continue
        for key in ("revenue_per_customer_month", "gross_margin", "churn_per_month"):
            value = getattr(segment, key)
            # with nobody leaving, a customer would be worth infinitely much
            if value is None or (key == "churn_per_month" and not float(value)):
                yield name, key


def _metric(name: str, metrics: Iterable[Metric] = METRICS) -> Metric:
    (metric,) = (metric for metric in metrics if metric.name == name)
    return metric


def _served() -> Metric:
    unserved, needs = (_metric(name, VOLUMES).estimator for name in ("contacts_unserved", "contacts_potential"))
    (lost,), (all_needs,) = unserved.amounts(()), needs.amounts(())
    formula = Formula((lost, all_needs), lambda some, every: 1.0 - ratios(some, every))
    text = lazy("Share of needs that are served.")
    return Metric("served", lazy("Needs served"), "share", text, "higher", (), text, None, formula)


SERVED = _served()


class Valuation:
    """Cost and worth of a study, in total and by segment."""

    def __init__(self, study: Study, basis: Basis) -> None:
        self._measured = Measurement([_metric(COST), _metric(MARGIN), _metric(LIFETIME), SERVED], study)
        self._study = study
        self._basis = basis

    @property
    def cost(self) -> Told:
        """What a month costs."""
        return self._of(_metric(COST))

    @property
    def worth(self) -> Told:
        """The basis' figure: money of all customers, money of a month, or a share of needs."""
        if self._basis == "served":
            return self._of(SERVED)
        if self._basis == "margin":
            return self._scaled(self._of(_metric(MARGIN)), self._to_month)
        found = self._measured.influences(_metric(LIFETIME), ("segment",))
        customers = self._measured.frame.customers
        there = customers > 0.0
        return Told(float(found.value[there] @ customers[there]), found.each[:, there] @ customers[there])

    @property
    def margin(self) -> Told | None:
        """The margin after support of a month; None where the plan does not say what customers pay."""
        return None if self._basis == "served" else self._scaled(self._of(_metric(MARGIN)), self._to_month)

    @property
    def served(self) -> Told:
        """The share of needs that are served."""
        return self._of(SERVED)

    @property
    def _to_month(self) -> float:
        return MONTH / WEEK / self._study.scenario.weeks

    def _of(self, metric: Metric) -> Told:
        return Told(*self._measured.influences(metric, ()).of(0))

    def _scaled(self, told: Told, factor: float) -> Told:
        return Told(told.value * factor, told.each * factor)

    @property
    def lifetimes_of_cost(self) -> float:
        """What the cost of support takes from the lifetime value of all customers."""
        names = ("margin_before_support", MARGIN, "churn_per_month")
        rows = measure_with([_metric(name) for name in names], self._study)
        by_segment = {
            name: {row.by["segment"]: row.value for row in rows if row.metric == name and "segment" in row.by}
            for name in names
        }
        taken = 0.0
        for segment, before in by_segment["margin_before_support"].items():
            after, churn = by_segment[MARGIN][segment], by_segment["churn_per_month"][segment]
            if before is not None and after is not None and churn:
                taken += (before - after) * self._to_month / churn
        return taken
