"""How a figure is worked out, with the amounts that went into it, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.metrics.estimators import Count, Percentile, Ratio
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Quantity, Unit
from planner.texts import LazyText, _, lazy
from planner.units import HOUR, format_share

if TYPE_CHECKING:
    from ui.running.amounts import Parts

# Metrics that are time over time; all others with a denominator are counts, times or money over counts.
TIMES = frozenset({"occupancy", "chat_load", "utilisation", "shrinkage", "agents_on_duty", "backlog_mean"})
_SCALE_DIGITS = 4

Term = tuple[LazyText, Unit]
_COST: Term = (lazy("cost of support for these customers"), "money")
_MARGIN: Term = (lazy("margin before support"), "money")
_MONTHS: Term = (lazy("customers times months"), "count")
_STAY: Term = (lazy("customers who leave whatever support does"), "count")
_LEAVE: Term = (lazy("customers who leave because of what they experience"), "count")
_WON: Term = (lazy("what it costs to win a customer, times customers and months"), "money")
# What goes into the figures of worth, in the order of their formulas.
FORMULAS: dict[str, tuple[Term, ...]] = {
    "cost_per_customer_month": (_COST, _MONTHS),
    "revenue": ((lazy("revenue"), "money"), _MONTHS),
    "margin_before_support": (_MARGIN, _MONTHS),
    "margin_after_support": (_MARGIN, _COST, _MONTHS),
    "margin_after_support_per_customer_month": (_MARGIN, _COST, _MONTHS),
    "support_share_of_revenue": (_COST, (lazy("revenue"), "money")),
    "months_of_margin_per_ticket": (_COST, (lazy("tickets"), "count"), _MARGIN, _MONTHS),
    "churn_per_month_before_experience": (_STAY, _MONTHS),
    "churn_per_month": (_STAY, _LEAVE, _MONTHS),
    "lifetime_value": (_MARGIN, _COST, _STAY, _LEAVE, _MONTHS),
    "lifetime_value_to_acquisition_cost": (_MARGIN, _COST, _STAY, _LEAVE, _MONTHS, _WON),
    "payback_months": (_WON, _MARGIN, _COST),
}


def worked_out(parts: Parts, quantity: Quantity, currency: str) -> list[str]:
    """The amounts that went into a figure, one to a line, and what is done with them."""
    estimator = parts.metric.estimator
    value = quantity_text(quantity, currency=currency)
    if isinstance(estimator, Percentile):
        share = format_share(estimator.probability, 0)
        words = _("{count} values of all replications together; {share} of them are at most {value}.")
        return [words.format(count=amount_text(parts.values or 0, "count"), share=share, value=value)]
    if isinstance(estimator, Ratio):
        return _ratio(parts, value, currency)
    if isinstance(estimator, Count):
        return _count(parts, quantity, value, currency)
    return _formula(parts, value, currency)


def amount_text(number: float, unit: Unit, currency: str = "") -> str:
    """An amount in words: seconds as hours, because amounts of time are long."""
    if unit == "s":
        return _("{hours} hours").format(hours=quantity_text(Quantity(number / HOUR, unit="hours")))
    return quantity_text(Quantity(number, unit=unit), currency=currency)


def units_of(parts: Parts) -> tuple[Unit, Unit]:
    """The units of numerator and denominator."""
    metric = parts.metric
    if metric.name in TIMES:
        return "s", "s"
    return (metric.unit if metric.unit in {"s", "money"} else "count"), "count"


def _ratio(parts: Parts, value: str, currency: str) -> list[str]:
    metric = parts.metric
    above, below = (
        amount_text(float(totals.mean()), unit, currency)
        for totals, unit in zip(parts.totals, units_of(parts), strict=True)
    )
    # of means of times the declaration says what each time is
    first = _("all of these times together") if str(metric.numerator) == str(metric.definition) else metric.numerator
    return [
        _("{amount}: {words}").format(amount=above, words=first),
        _("{amount}: {words}").format(amount=below, words=metric.denominator),
        f"{above} ÷ {below} = {value}",
    ]


def _count(parts: Parts, quantity: Quantity, value: str, currency: str) -> list[str]:
    metric, totals = parts.metric, parts.totals[0]
    unit: Unit = "s" if metric.unit == "hours" else metric.unit
    mean = float(totals.mean())
    lines = [_("{amount}: {words}").format(amount=amount_text(mean, unit, currency), words=metric.numerator)]
    if len(totals) > 1:
        low, high = (amount_text(float(end), unit, currency) for end in (totals.min(), totals.max()))
        words = _("This is the mean of {count} replications; the lowest was {low}, the highest {high}.")
        lines.append(words.format(count=len(totals), low=low, high=high))
    scale = parts.scale * (HOUR if metric.unit == "hours" else 1.0)
    if scale != 1.0 and quantity.value is not None:
        lines.append(f"{amount_text(mean, unit, currency)} × {scale:.{_SCALE_DIGITS}g} = {value}")
    return lines


def _formula(parts: Parts, value: str, currency: str) -> list[str]:
    terms: Sequence[Term] = FORMULAS[parts.metric.name]
    lines = [
        _("{amount}: {words}").format(amount=amount_text(float(totals.mean()), unit, currency), words=words)
        for totals, (words, unit) in zip(parts.totals, terms, strict=True)
    ]
    return [*lines, _("Together: {value}").format(value=value)]
