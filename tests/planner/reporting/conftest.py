"""A small plan with hand-made results, so that every number in a report can be traced to its line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields

import numpy as np
import pytest

from planner.compile import compile_inputs
from planner.economics import CostLine
from planner.facts import Frame
from planner.metrics import MetricValue
from planner.reporting.building import report_of
from planner.reporting.content.findings import Findings
from planner.reporting.report import Report
from planner.scenario import Plan
from planner.scenario.files import load_plan_text
from planner.study import Study
from simulation.records import Records, Table

FORMULA = "=cmd|' /C calc'!A0"

PLAN = f"""
format = 1
name = "Desk [bold]of[/bold] two"
currency = "EUR"
time_zone = "UTC"
start = 2026-03-02
weeks = 4

[hours.office]
mon-fri = "09:00-17:00"

[segments.Pro]
customers = 1000
contacts_per_customer_month = 1.0
support_level = "Standard"
channels = {{ email = 0.5, chat = 0.5 }}

[segments."{FORMULA}"]
customers = 100
contacts_per_customer_month = 1.0
support_level = "Standard"
channels = {{ email = 1.0 }}

[support_levels.Standard.offers.email]
hours = "office"
reply = {{ within = "8 h", share = 0.9 }}
[support_levels.Standard.offers.chat]
hours = "office"
answer = {{ within = "96 s", share = 0.8 }}

[channels.email]
kind = "deferred"
[channels.chat]
kind = "live"
patience = "4 min"

[tiers.L1]
[topics.any]
share = 1.0
tier = "L1"
work.L1 = {{ handle_time = "6 min" }}

[teams.Day]
tier = "L1"
cost_per_hour = 20.0
absence = 0.1
[teams.Day.shifts.day]
days = "mon-fri"
span = "09:00-17:00"
agents = 5

[teams.Late]
tier = "L1"
cost_per_hour = 30.0
[teams.Late.shifts.late]
days = "mon-fri"
span = "17:00-23:00"
agents = 1

[costs]
night = {{ span = "22:00-06:00", premium = 0.25 }}
on_costs = 0.2

[scenarios."No late shift"]
note = "What if nobody works late?"
remove = ["teams.Late"]
"""

Numbers = tuple[float | None, float | None, float | None]
Rows = Mapping[tuple[str, str], Numbers]

# metric and split ("segment=Pro,channel=chat"; "" is the total): value, low, high
METRICS: Rows = {
    ("contacts_potential", ""): (1200.0, 1190.0, 1210.0),
    ("contacts_potential", "segment=Pro"): (1100.0, 1090.0, 1110.0),
    ("contacts_potential", f"segment={FORMULA}"): (100.0, 95.0, 105.0),
    ("contacts_unserved", ""): (200.0, 190.0, 210.0),
    ("tickets_offered", ""): (1000.0, 990.0, 1010.0),
    ("tickets_offered", "segment=Pro"): (900.0, 890.0, 910.0),
    ("tickets_offered", f"segment={FORMULA}"): (100.0, 95.0, 105.0),
    ("tickets_offered", "segment=Pro,channel=chat"): (400.0, 390.0, 410.0),
    ("tickets_resolved", ""): (970.0, 960.0, 980.0),
    ("tickets_abandoned", ""): (30.0, 25.0, 34.0),
    ("tickets_open", ""): (0.5, 0.0, 1.0),
    ("first_response_time_mean", "segment=Pro,channel=chat"): (75.0, 70.0, 80.0),
    ("first_response_time_p90", "segment=Pro,channel=chat"): (float("inf"), None, None),
    ("first_response_time_mean", "hour_of_week=mon 09:00"): (120.0, 60.0, 180.0),
    ("first_response_time_mean", "hour_of_week=mon 10:00"): (240.0, 200.0, 280.0),
    ("target_attainment_answer", "level=Standard,channel=chat"): (0.84, 0.81, 0.87),
    ("target_attainment_reply", "level=Standard,channel=email"): (0.89, 0.86, 0.92),
    ("occupancy", "team=Day"): (0.97, 0.96, 0.98),
    ("occupancy", "team=Late"): (0.4, 0.3, 0.5),
    ("paid_hours", ""): (920.0, 920.0, 920.0),
    ("paid_hours", "team=Day"): (800.0, 800.0, 800.0),
    ("paid_hours", "team=Late"): (120.0, 120.0, 120.0),
    # Day 800 h x 20 = 16,000; Late 120 h x 30 = 3,600; night 20 h x 30 x 0.25 = 150; on-costs 0.2 x 19,750 = 3,950
    ("cost_total", ""): (23700.0, 23600.0, 23800.0),
    ("cost_total", "team=Day"): (19200.0, 19100.0, 19300.0),
    ("cost_total", "team=Late"): (4500.0, 4500.0, 4500.0),
    ("cost_total_per_month", ""): (25764.6, 25655.0, 25873.0),
    ("cost_per_ticket", ""): (23.7, 23.4, 24.0),
}
COSTS: Rows = {
    ("wages", ""): (19600.0, 19500.0, 19700.0),
    ("wages", "team=Day"): (16000.0, 15900.0, 16100.0),
    ("wages", "team=Late"): (3600.0, 3600.0, 3600.0),
    ("night_premium", ""): (150.0, 150.0, 150.0),
    ("night_premium", "team=Day"): (0.0, 0.0, 0.0),
    ("night_premium", "team=Late"): (150.0, 150.0, 150.0),
    ("on_costs", ""): (3950.0, 3930.0, 3970.0),
    ("on_costs", "team=Day"): (3200.0, 3180.0, 3220.0),
    ("on_costs", "team=Late"): (750.0, 750.0, 750.0),
}


def splits(text: str) -> dict[str, str]:
    # names may hold "=", dimensions do not
    return dict(part.split("=", 1) for part in text.split(",")) if text else {}


def metric_values(rows: Rows) -> tuple[MetricValue, ...]:
    return tuple(MetricValue(metric, splits(by), *numbers) for (metric, by), numbers in rows.items())


def cost_lines(rows: Rows) -> tuple[CostLine, ...]:
    return tuple(CostLine(line, splits(by), *numbers) for (line, by), numbers in rows.items())


def empty_records() -> Records:
    """A replication in which nothing happened."""
    tables: dict[str, Table] = {}
    for part in fields(Records):
        kind = TABLE_TYPES[part.name]
        tables[part.name] = kind(*(np.empty(0) for _column in fields(kind)))
    return Records(**tables)


def _table_types() -> dict[str, type[Table]]:
    from typing import get_type_hints

    return get_type_hints(Records)


TABLE_TYPES = _table_types()


@pytest.fixture
def plan() -> Plan:
    return load_plan_text(PLAN)


@pytest.fixture
def study(plan: Plan) -> Study:
    scenario = plan.scenario()
    inputs = compile_inputs(scenario)
    frames = (Frame(scenario, inputs),) * 20
    return Study(scenario, inputs, 42, (empty_records(),) * 20, tuple(range(20)), frames)


@pytest.fixture
def find(plan: Plan) -> Callable[..., Findings]:
    """Findings of the base with some metrics changed."""

    def findings(changed: Rows | None = None, scenario: str = "Base") -> Findings:
        values = metric_values({**METRICS, **(changed or {})})
        return Findings(plan.scenario(scenario), values, cost_lines(COSTS))

    return findings


@pytest.fixture
def report(plan: Plan, study: Study, find: Callable[..., Findings]) -> Report:
    return report_of(plan, [study], [find()])
