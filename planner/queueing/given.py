"""Checks of the numbers that a formula is asked with: what makes no sense is refused with a sentence."""

from __future__ import annotations

import math

from planner.errors import PlannerError
from planner.texts import _


def require_queue(arrival_rate: float, handle_time: float, agents: float) -> None:
    """Refuse a negative arrival rate, a handle time that is not positive, and fewer than one agent."""
    if not (math.isfinite(arrival_rate) and arrival_rate >= 0.0):
        raise PlannerError(_("The arrival rate is {value}; give zero or more per second.").format(value=arrival_rate))
    require_positive(handle_time, _("The handle time"))
    if not (math.isfinite(agents) and agents >= 1.0):
        raise PlannerError(_("A queue with {agents} agents is never served; give at least one.").format(agents=agents))


def require_positive(value: float, name: str) -> None:
    """Refuse what is not a finite number above zero; ``name`` begins the sentence."""
    if not (math.isfinite(value) and value > 0.0):
        raise PlannerError(_("{name} is {value}; give a number above zero.").format(name=name, value=value))


def require_not_negative(value: float, name: str) -> None:
    """Refuse what is not a number of zero or more; ``name`` begins the sentence."""
    if not value >= 0.0:
        raise PlannerError(_("{name} is {value}; give zero or more.").format(name=name, value=value))


def require_share(value: float, name: str) -> None:
    """Refuse a share that is not above 0 and below 1; ``name`` begins the sentence."""
    if not 0.0 < value < 1.0:
        raise PlannerError(_("{name} is {value}; give a share above 0 and below 1.").format(name=name, value=value))
