"""The table of members: who or what a figure belongs to, a row for each; and tables narrowed to one member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.reporting.report import Cell, Column, Quantity, Table
from planner.texts import LazyText, _, lazy

if TYPE_CHECKING:
    from planner.reporting.report import Section
    from ui.running.answer import Answer
    from ui.running.traced import TracedFindings


@dataclass(frozen=True)
class Dimension:
    """A way to split the answer, with the words for one member and for the table of all."""

    key: str
    label: LazyText
    title: LazyText


DIMENSIONS = (
    Dimension("segment", lazy("Segment"), lazy("By segment")),
    Dimension("level", lazy("Support level"), lazy("By support level")),
    Dimension("channel", lazy("Channel"), lazy("By channel")),
    Dimension("tier", lazy("Tier"), lazy("By tier")),
    Dimension("team", lazy("Team"), lazy("By team")),
    Dimension("topic", lazy("Topic"), lazy("By topic")),
)

_COLUMNS = (
    ("tickets_offered", lazy("Tickets"), False),
    ("first_response_time_p50", lazy("Half within"), False),
    ("first_response_time_p90", lazy("90 % within"), False),
    ("target_attainment_answer", lazy("Answered in time"), False),
    ("target_attainment_reply", lazy("Replied in time"), False),
    ("target_attainment_resolve", lazy("Solved in time"), False),
    ("workload_hours", lazy("Work, hours"), False),
    ("occupancy", lazy("Occupancy"), True),
    ("fte", lazy("FTE"), False),
    ("backlog_mean", lazy("Open"), False),
    ("cost_total", lazy("Cost"), False),
    ("cost_per_ticket", lazy("Per ticket"), False),
)


def members(answer: Answer, dimension: str) -> tuple[str, ...]:
    """The members of a dimension about which anything is known, in the order of the plan."""
    metrics = [metric for metric, _label, _intervals in _COLUMNS]
    return tuple(by[dimension] for by in answer.findings.splits(metrics, (dimension,)))


def members_table(answer: Answer, dimension: Dimension) -> Table:
    """A row for each member and a column for each figure that is known of any of them, all together last."""
    findings = answer.findings
    names = members(answer, dimension.key)
    columns = [Column(str(dimension.label), numeric=False)]
    found: list[list[Cell]] = [[*names, _("All")]]
    for metric, label, intervals in _COLUMNS:
        if metric == "workload_hours" and dimension.key not in {"tier", "team"}:
            continue
        cells = [findings.get(metric, {dimension.key: name}) for name in names]
        if any(cell.value is not None for cell in cells):
            columns.append(Column(_with_currency(metric, str(label), answer), intervals=intervals))
            found.append([*cells, findings.get(metric)])
    rows = tuple(zip(*found, strict=True))
    total = len(names) > 1
    note = _("Half within, 90 % within: time to the first answer. Click a row to see only what belongs to it.")
    return Table("members", str(dimension.title), tuple(columns), rows if total else rows[:1], note, total)


def _with_currency(metric: str, label: str, answer: Answer) -> str:
    return f"{label}, {answer.scenario.currency}" if metric == "cost_total" else label


def narrowed(table: Table, findings: TracedFindings, by: Mapping[str, str]) -> Table:
    """The rows of a table that are about a member; all rows where the table is not split by it."""

    def split_by(row: tuple[Cell, ...]) -> list[str]:
        origins = (findings.origin(cell) for cell in row if isinstance(cell, Quantity))
        return [origin.by[key] for origin in origins if origin is not None for key in by if key in origin.by]

    if not any(split_by(row) for row in table.rows):
        return table
    kept = tuple(row for row in table.rows if {*by.values()} & {*split_by(row)})
    return replace(table, rows=kept, total=False) if kept else table


@dataclass(frozen=True)
class Tab:
    """A tab: the chart on top, and which tables of the report it shows."""

    title: LazyText
    chart: str
    tables: tuple[str, ...]


TABS = (
    Tab(lazy("Waiting"), "waits", ("promises", "waits", "resolutions", "needs", "satisfaction")),
    Tab(lazy("Backlog"), "backlog", ("backlog", "tickets")),
    Tab(lazy("People"), "people", ("people", "tiers", "benchmark")),
    Tab(lazy("Money"), "money", ("cost", "segment_cost", "value")),
)
_PLACED = {key for tab in TABS for key in tab.tables}


def tables_of(section: Section, tab: Tab) -> tuple[Table, ...]:
    """The tables of a tab in its order; those that no tab names come with the first one."""
    by_key = {table.key: table for table in section.tables}
    own = [by_key[key] for key in tab.tables if key in by_key]
    rest = [table for table in section.tables if table.key not in _PLACED] if tab is TABS[0] else []
    return (*own, *rest)
