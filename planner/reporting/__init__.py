"""Results for people and programs: a neutral report, and one writer for each format, listed in ``WRITERS``."""

from __future__ import annotations

from planner.reporting.building import build_report
from planner.reporting.choosing import build_hours_report, build_levels_report
from planner.reporting.content.avoidable import avoidable_chapter
from planner.reporting.content.calibration import calibration_tables, comparison_table
from planner.reporting.content.staffed_points import staffed_points_chapter
from planner.reporting.content.staffing import staffing_chapter
from planner.reporting.csv import CSV
from planner.reporting.growing import build_growth_report
from planner.reporting.json import JSON
from planner.reporting.records import RECORDS
from planner.reporting.report import Report
from planner.reporting.sweeping import build_sweep_report
from planner.reporting.terminal import print_report, print_table
from planner.reporting.writer import ReportWriter
from planner.reporting.xlsx import XLSX

__all__ = [
    "WRITERS",
    "Report",
    "ReportWriter",
    "avoidable_chapter",
    "build_growth_report",
    "build_hours_report",
    "build_levels_report",
    "build_report",
    "build_sweep_report",
    "calibration_tables",
    "comparison_table",
    "print_report",
    "print_table",
    "staffed_points_chapter",
    "staffing_chapter",
]

WRITERS: tuple[ReportWriter, ...] = (JSON, XLSX, CSV, RECORDS)
