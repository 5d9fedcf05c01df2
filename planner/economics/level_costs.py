"""Cost lines of support levels: fixed costs, help articles, prevention. The customers of a level pay its costs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.economics.line import Line
from planner.facts import Codes, Facts, Frame, Part
from planner.scenario.support_levels import SupportLevel
from planner.texts import lazy
from simulation.records import Fate


def _monthly(cost: Callable[[SupportLevel], float]) -> Callable[[Facts], Part]:
    """The cost of the weeks by segment: the customers of a level share its monthly cost; one without any is closed."""
    return lambda facts: _by_customers(facts.frame, cost)


def _by_customers(frame: Frame, cost: Callable[[SupportLevel], float]) -> Part:
    names, levels = frame.names["level"], frame.levels
    of_level = np.array([cost(frame.scenario.support_levels[name]) for name in names]) * frame.months
    customers = np.bincount(levels, weights=frame.customers, minlength=len(names))
    shares = frame.customers / np.where(customers > 0.0, customers, 1.0)[levels]
    codes = Codes(frame.sizes, {"segment": np.arange(len(levels)), "level": levels}, len(levels))
    return Part(codes, of_level[levels] * shares)


def _upkeep(level: SupportLevel) -> float:
    return float(level.self_service.upkeep_per_month) if level.self_service else 0.0


def _programme(level: SupportLevel) -> float:
    return float(level.prevention.cost_per_month) if level.prevention else 0.0


def _uses(facts: Facts) -> Part:
    """Uses of help articles: the needs that get as far, times the share that tries, times the cost of a use."""
    frame = facts.frame
    services = [frame.scenario.support_levels[name].self_service for name in frame.names["level"]]
    each = np.array([float(s.tried_by) * float(s.cost_per_use) if s else 0.0 for s in services])
    needs = facts.needs
    reached = ~np.isin(needs.fate, (Fate.PREVENTED, Fate.NOT_FOUND))
    return Part(needs.codes, each[needs.codes.columns["level"]] * reached)


LINES = (
    Line(
        "levels",
        lazy("Support levels"),
        lazy("Fixed monthly costs of levels, shared by their customers."),
        _monthly(lambda level: float(level.cost_per_month)),
    ),
    Line(
        "self_service",
        lazy("Help articles"),
        lazy("Upkeep of help articles, shared by the customers of their level."),
        _monthly(_upkeep),
    ),
    Line(
        "self_service_uses",
        lazy("Uses of help articles"),
        lazy("What each use of the articles costs: needs that arise and find help, times the share that tries them."),
        _uses,
    ),
    Line(
        "prevention",
        lazy("Prevention"),
        lazy("Monthly costs of prevention programmes, shared by the customers of their level; outreach is work."),
        _monthly(_programme),
    ),
)
