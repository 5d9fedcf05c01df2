"""Questions that take several studies: each makes scenarios of a plan, runs them with the same customers, compares."""

from planner.studies.avoidable import AvoidableCost, AvoidableCosts, avoidable_costs
from planner.studies.crowding import Crowding, Remedy, Runner, crowding
from planner.studies.growth import Growth, grow
from planner.studies.hours import HoursOption, HoursPlan, HoursStudy, lay_out_hours, opening_hours
from planner.studies.levels import LevelsOption, LevelsStudy, support_levels
from planner.studies.rough import rough_study
from planner.studies.shortlist import LevelsPlan, Shortlist, lay_out_levels, shortlist
from planner.studies.sweep import Axis, Grid, Point, Sweep, lay_out, sweep

__all__ = [
    "AvoidableCost",
    "AvoidableCosts",
    "Axis",
    "Crowding",
    "Grid",
    "Growth",
    "HoursOption",
    "HoursPlan",
    "HoursStudy",
    "LevelsOption",
    "LevelsPlan",
    "LevelsStudy",
    "Point",
    "Remedy",
    "Runner",
    "Shortlist",
    "Sweep",
    "avoidable_costs",
    "crowding",
    "grow",
    "lay_out",
    "lay_out_hours",
    "lay_out_levels",
    "opening_hours",
    "rough_study",
    "shortlist",
    "support_levels",
    "sweep",
]
