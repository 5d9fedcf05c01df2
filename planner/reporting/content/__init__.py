"""What a report says, without any format: one file for each group of tables or sentences, listed here."""

from __future__ import annotations

from collections.abc import Callable

from planner.reporting.content.benchmarks import benchmark_table
from planner.reporting.content.findings import Findings
from planner.reporting.content.money import cost_table
from planner.reporting.content.people import backlog_table, people_table, tiers_table
from planner.reporting.content.promises import promises_table
from planner.reporting.content.value import satisfaction_table, segment_cost_table, value_table
from planner.reporting.content.volumes import needs_table, tickets_table
from planner.reporting.content.waits import resolutions_table, waits_table
from planner.reporting.report import Table

# In the order in which they are shown; a table that has nothing to say gives None.
TABLES: tuple[Callable[[Findings], Table | None], ...] = (
    promises_table,
    needs_table,
    tickets_table,
    waits_table,
    resolutions_table,
    people_table,
    tiers_table,
    backlog_table,
    cost_table,
    segment_cost_table,
    value_table,
    satisfaction_table,
    benchmark_table,
)
