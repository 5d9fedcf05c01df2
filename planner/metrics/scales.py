"""Factors that turn totals of the weeks into other units."""

from __future__ import annotations

from planner.facts import Frame
from planner.units import HOUR, MONTH, WEEK


def per_week(frame: Frame) -> float:
    """From the weeks to one of them; a clock change does not make a week longer or shorter."""
    return 1.0 / frame.scenario.weeks


def per_month(frame: Frame) -> float:
    """From the weeks to a month of 365.25/12 days."""
    return per_week(frame) * MONTH / WEEK


def in_hours(frame: Frame) -> float:  # noqa: ARG001  # every scale is asked with the frame
    """From seconds to hours."""
    return 1.0 / HOUR
