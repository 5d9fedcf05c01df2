"""Reading ticket and call histories, calibrating a plan from them, and setting measured beside simulated."""

from planner.history.calibration import Calibration, calibrate
from planner.history.mapping import FIELDS
from planner.history.measured import ComparisonRow, MeasuredValue, compare_with
from planner.history.profiles import PROFILES
from planner.history.rows import PARTS, ReportRow

__all__ = [
    "FIELDS",
    "PARTS",
    "PROFILES",
    "Calibration",
    "ComparisonRow",
    "MeasuredValue",
    "ReportRow",
    "calibrate",
    "compare_with",
]
