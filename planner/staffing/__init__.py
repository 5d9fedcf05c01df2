"""How many people on which shifts: the cheapest staffing that the simulation shows to keep every promise."""

from __future__ import annotations

from planner.staffing.aims import Aim, AimKind, Shown
from planner.staffing.explanation import Chain, Explanation, Textbook
from planner.staffing.obstacles import Obstacle, Reason
from planner.staffing.search import Phase, Step
from planner.staffing.slots import Slot, Staff
from planner.staffing.staffing import Staffing, Workshop, cheapest_staffing, open_workshop

__all__ = [
    "Aim",
    "AimKind",
    "Chain",
    "Explanation",
    "Obstacle",
    "Phase",
    "Reason",
    "Shown",
    "Slot",
    "Staff",
    "Staffing",
    "Step",
    "Textbook",
    "Workshop",
    "cheapest_staffing",
    "open_workshop",
]
