"""Paid time in money, before on-costs: what the lines of wages and premiums have in common."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.facts import Facts, Part
from planner.facts.premium_hours import PremiumKind
from planner.units import HOUR, MONTH, WEEK

FloatArray = NDArray[np.float64]


def pay_for(facts: Facts, seconds: FloatArray) -> Part:
    """The wage of seconds of each paid stretch, at the cost per hour of its team."""
    teams = facts.frame.scenario.teams
    per_hour = np.array([teams[name].cost_per_hour for name in facts.frame.names["team"]], dtype=np.float64)
    return Part(facts.paid.codes, seconds / HOUR * per_hour[facts.paid.team])


def per_full_time_month(facts: Facts, monthly: float) -> Part:
    """A monthly cost of each full-time equivalent, for each paid stretch by its hours."""
    teams = facts.frame.scenario.teams
    per_week = np.array([float(teams[name].hours_per_week) for name in facts.frame.names["team"]], dtype=np.float64)
    per_second = monthly * WEEK / MONTH / (per_week * HOUR)
    return Part(facts.paid.codes, facts.paid.seconds * per_second[facts.paid.team])


def premium_pay(facts: Facts, kind: PremiumKind, premium: float) -> Part:
    """The share ``premium`` of the wage of all paid time in nights, weekends or holidays of the team's zone."""
    paid = facts.paid
    return pay_for(facts, premium * facts.frame.premium_hours.seconds(kind, paid.team, paid.begin, paid.end))
