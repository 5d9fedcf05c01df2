"""Headline figures in at most three digits that count, with their intervals in the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from planner.reporting.quantities import interval_texts, quantity_text
from planner.reporting.report import Quantity
from planner.texts import _

_DIGITS = 3
_MILLION = 1e6
# Shares and durations have as few digits by themselves, and exact numbers of things are not rounded.
_ROUNDED = {"money", "count", "hours", "people", "ratio"}


def short_text(quantity: Quantity, *, currency: str = "") -> str:
    """The figure without its interval: "92,400", "18.8 EUR", "71 %", "11 min"."""
    rounded, decimals = _rounded(quantity)
    return quantity_text(rounded, currency=currency, decimals=decimals)


def short_interval(quantity: Quantity) -> str:
    """The interval in the digits of the figure: "92,200–92,500"; where they hide it, how far its ends are: "± 74"."""
    rounded, decimals = _rounded(quantity)
    ends = interval_texts(rounded, decimals=decimals)
    if ends is not None:
        return joined(ends)
    half = half_width(quantity)
    return f"± {half}" if half else ""


def joined(ends: tuple[str, str]) -> str:
    """Both ends of an interval in one text; a dash beside a minus would read as another minus."""
    apart = any(end.startswith(("+", "−")) for end in ends)
    return (_("{low} to {high}") if apart else "{low}–{high}").format(low=ends[0], high=ends[1])


def half_width(quantity: Quantity) -> str:
    """How far the ends of the interval are from the figure; empty where that is nothing that shows."""
    value, low, high = quantity.value, quantity.low, quantity.high
    if value is None or low is None or high is None or not low < high:
        return ""
    half = Quantity(max(high - value, value - low), unit="points" if quantity.unit == "share" else quantity.unit)
    text = short_text(half)
    return "" if set(text) <= set("0. ") else text


def in_millions(quantity: Quantity) -> tuple[Quantity, bool]:
    """A figure too long for a tile as millions, and whether it is."""
    if quantity.value is None or abs(quantity.value) < _MILLION:
        return quantity, False
    value, low, high = (_divided(number) for number in (quantity.value, quantity.low, quantity.high))
    return replace(quantity, value=value, low=low, high=high), True


def _divided(number: float | None) -> float | None:
    return None if number is None else number / _MILLION


def _rounded(quantity: Quantity) -> tuple[Quantity, int | None]:
    """The figure cut to three digits, and the decimals to show it with (None: those it has anyway)."""
    value = quantity.value
    if quantity.unit not in _ROUNDED or value is None or not math.isfinite(value) or value == 0.0:
        return quantity, None
    places = _DIGITS - 1 - math.floor(math.log10(abs(value)))
    numbers: Sequence[float | None] = (value, quantity.low, quantity.high)
    short = [None if number is None else round(number, places) for number in numbers]
    decimals = min(max(places, 0), 2 if quantity.unit in {"money", "ratio"} else 1)
    return replace(quantity, value=short[0], low=short[1], high=short[2]), decimals
