"""What customers are worth, and what support leaves of it: revenue, margin, churn, lifetime value, payback."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from planner.economics import total_cost
from planner.facts import Amount, Codes, Dimension, Facts, Part, Split
from planner.facts.amounts import tickets_offered
from planner.facts.experience import Experience
from planner.facts.intervals import ratios
from planner.metrics.estimators import Estimator, Formula, OverSegments
from planner.metrics.metric import Better, Metric, Unit
from planner.scenario.segments import Segment
from planner.texts import LazyText, lazy
from simulation.columns import IntArray

FloatArray = NDArray[np.float64]

_SPLITS: tuple[Split, ...] = (("segment",), ("level",))


def customer_months(facts: Facts) -> Part:
    """Customers times months of the weeks, by segment and level."""
    frame = facts.frame
    return _by_segment(facts, frame.customers * frame.months)


def _by_segment(facts: Facts, values: FloatArray) -> Part:
    frame = facts.frame
    columns: dict[Dimension, IntArray] = {"segment": np.arange(len(values)), "level": frame.levels}
    return Part(Codes(frame.sizes, columns, len(values)), values)


ByCustomer = Callable[[Facts], FloatArray]


def _per_customer(value: Callable[[Facts, Segment], float | None]) -> ByCustomer:
    """A value of each segment's customers; NaN where the plan does not say it."""

    def values(facts: Facts) -> FloatArray:
        segments = facts.frame.scenario.segments
        found = (value(facts, segments[name]) for name in facts.frame.names["segment"])
        return np.array([np.nan if number is None else number for number in found], dtype=np.float64)

    return values


def _revenue(facts: Facts, segment: Segment) -> float | None:
    """What a customer pays in a month, the price of the level included."""
    price = float(facts.frame.scenario.support_levels[segment.support_level].price_per_customer_month)
    own = segment.revenue_per_customer_month
    return None if own is None else float(own) + price


def _margin(facts: Facts, segment: Segment) -> float | None:
    revenue = _revenue(facts, segment)
    return None if revenue is None or segment.gross_margin is None else revenue * float(segment.gross_margin)


def _churn(facts: Facts, segment: Segment) -> float | None:
    level = facts.frame.scenario.support_levels[segment.support_level]
    own = segment.churn_per_month
    return None if own is None else min(float(own) * float(level.churn_factor), 1.0)


def _acquisition(facts: Facts, segment: Segment) -> float | None:  # noqa: ARG001  # one of several values
    return None if segment.acquisition_cost is None else float(segment.acquisition_cost)


_EACH = {
    "revenue": _per_customer(_revenue),
    "margin": _per_customer(_margin),
    "churn": _per_customer(_churn),
    "acquisition": _per_customer(_acquisition),
}


class _Known:
    """Amounts of the segments of which the plan says certain values; the others are left out.

    What belongs to no segment is in the total alone: support has to be paid, whoever it is for.
    """

    def __init__(self, *names: str) -> None:
        self._names = names

    def months(self, facts: Facts) -> Part:
        """Their customer-months."""
        return _by_segment(facts, self._weight(facts))

    @cache  # noqa: B019  # a handful of groups that live as long as the program: the same amount is added up once
    def total(self, name: str) -> Amount:
        """A value over all their customers and months."""
        return lambda facts: _by_segment(facts, self._weight(facts) * np.nan_to_num(_EACH[name](facts)))

    @cache  # noqa: B019
    def of(self, amount: Amount) -> Amount:
        """An amount of theirs, and in the total what is nobody's."""

        def filtered(facts: Facts) -> Part:
            part = amount(facts)
            assert isinstance(part, Part)
            segment = part.codes.columns["segment"]
            known = np.append(self._known(facts), True)[segment]  # -1, nobody's, is the last
            return Part(part.codes, part.values * known)

        return filtered

    def _known(self, facts: Facts) -> NDArray[np.bool_]:
        known: NDArray[np.bool_] = ~np.isnan(np.sum([_EACH[name](facts) for name in self._names], axis=0))
        return known

    def _weight(self, facts: Facts) -> FloatArray:
        return np.where(self._known(facts), facts.frame.customers * facts.frame.months, 0.0)


def churn_of_experience(facts: Facts) -> Part:
    """The share of a customer that leaves after each ticket or need, by the worst that happened to it."""
    experience = facts.frame.scenario.experience
    after = experience.churn_after
    each = np.zeros(len(Experience))
    if experience.enabled:
        each[Experience.MISSED] = float(after.missed_target)
        each[Experience.ABANDONED] = float(after.abandoned)
        each[Experience.UNSERVED] = float(after.unserved)
    return Part(facts.experience.codes, each[facts.experience.worst])


def _where_known(value: FloatArray, months: FloatArray) -> FloatArray:
    return np.where(months > 0.0, value, np.nan)


def _margin_after(margin: FloatArray, cost: FloatArray, months: FloatArray) -> FloatArray:
    return _where_known(margin - cost, months)


def _total_churn(base: FloatArray, added: FloatArray, months: FloatArray) -> FloatArray:
    return np.minimum(ratios(base + added, months), 1.0)


def _lifetimes(
    margin: FloatArray, cost: FloatArray, base: FloatArray, added: FloatArray, months: FloatArray
) -> FloatArray:
    """The lifetime values of a segment's customers, added up over customers and months; NaN if nobody ever leaves."""
    churn = _total_churn(base, added, months)
    found = np.where(churn > 0.0, (margin - cost) / np.where(churn > 0.0, churn, 1.0), np.nan)
    return np.where(months > 0.0, found, 0.0)


_paying = _Known("revenue")
_valued = _Known("revenue", "margin")
_leaving = _Known("churn")
_rated = _Known("revenue", "margin", "churn")
_won = _Known("revenue", "margin", "acquisition")
_all = _Known("revenue", "margin", "churn", "acquisition")


def _metric(name: str, label: LazyText, unit: Unit, definition: LazyText, better: Better, formula: Estimator) -> Metric:
    return Metric(name, label, unit, definition, better, _SPLITS, definition, None, formula, signed=True)


METRICS = (
    _metric(
        "cost_per_customer_month",
        lazy("Cost per customer and month"),
        "money",
        lazy("Cost of the weeks over customers and months; by segment, what it pays of the cost."),
        "lower",
        Formula((total_cost, customer_months), ratios),
    ),
    _metric(
        "revenue",
        lazy("Revenue"),
        "money",
        lazy("What the customers pay in the weeks, the price of their level included; segments without one left out."),
        "higher",
        Formula((_paying.total("revenue"), _paying.months), _where_known),
    ),
    _metric(
        "margin_before_support",
        lazy("Margin before support"),
        "money",
        lazy("Revenue of the weeks times gross margin; segments without a value left out."),
        "higher",
        Formula((_valued.total("margin"), _valued.months), _where_known),
    ),
    _metric(
        "margin_after_support",
        lazy("Margin after support"),
        "money",
        lazy(
            "Margin before support less what support costs for these customers; the total bears what belongs to no"
            " segment."
        ),
        "higher",
        Formula((_valued.total("margin"), _valued.of(total_cost), _valued.months), _margin_after),
    ),
    _metric(
        "margin_after_support_per_customer_month",
        lazy("Margin after support per customer and month"),
        "money",
        lazy("Margin after support over customers and months."),
        "higher",
        Formula(
            (_valued.total("margin"), _valued.of(total_cost), _valued.months),
            lambda margin, cost, months: ratios(margin - cost, months),
        ),
    ),
    _metric(
        "support_share_of_revenue",
        lazy("Support as a share of revenue"),
        "ratio",
        lazy("What support costs over what its customers pay; the total bears what belongs to no segment."),
        "lower",
        Formula((_paying.of(total_cost), _paying.total("revenue")), ratios),
    ),
    _metric(
        "months_of_margin_per_ticket",
        lazy("Months of margin per ticket"),
        "ratio",
        lazy("How many months a customer must pay, at the margin before support, for what one ticket costs."),
        "lower",
        Formula(
            (_valued.of(total_cost), _valued.of(tickets_offered), _valued.total("margin"), _valued.months),
            lambda cost, tickets, margin, months: ratios(ratios(cost, tickets), ratios(margin, months)),
        ),
    ),
    _metric(
        "churn_per_month_before_experience",
        lazy("Churn without experience"),
        "share",
        lazy("Share of customers that leaves in a month, times the factor of its level, whatever support does."),
        "lower",
        Formula((_leaving.total("churn"), _leaving.months), ratios),
    ),
    _metric(
        "churn_per_month",
        lazy("Churn"),
        "share",
        lazy(
            "Share of customers that leaves in a month: the segment's churn times its level's factor, and what missed"
            " promises, giving up and not being served add by the plan's assumptions."
        ),
        "lower",
        Formula((_leaving.total("churn"), _leaving.of(churn_of_experience), _leaving.months), _total_churn),
    ),
    _metric(
        "lifetime_value",
        lazy("Lifetime value"),
        "money",
        lazy(
            "Margin after support of a customer and month over the share that leaves in a month; of several segments"
            " the mean over their customers."
        ),
        "higher",
        OverSegments(
            (
                _rated.total("margin"),
                _rated.of(total_cost),
                _rated.total("churn"),
                _rated.of(churn_of_experience),
                _rated.months,
            ),
            _lifetimes,
            shared_by=_rated.months,
            over=_rated.months,
        ),
    ),
    _metric(
        "lifetime_value_to_acquisition_cost",
        lazy("Lifetime value to acquisition cost"),
        "ratio",
        lazy("Lifetime value over what it costs to win a customer."),
        "higher",
        OverSegments(
            (
                _all.total("margin"),
                _all.of(total_cost),
                _all.total("churn"),
                _all.of(churn_of_experience),
                _all.months,
                _all.total("acquisition"),
            ),
            lambda margin, cost, base, added, months, _won: _lifetimes(margin, cost, base, added, months),
            shared_by=_all.months,
            over=_all.total("acquisition"),
        ),
    ),
    _metric(
        "payback_months",
        lazy("Payback"),
        "ratio",
        lazy("Months of margin after support that pay for winning a customer; no value where none is left."),
        "lower",
        Formula(
            (_won.total("acquisition"), _won.total("margin"), _won.of(total_cost)),
            lambda won, margin, cost: ratios(won, margin - cost),
        ),
    ),
)
