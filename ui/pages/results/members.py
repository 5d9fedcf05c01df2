"""The table of members: who or what a figure belongs to, a row for each; and which tables stand on which tab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.economics import UNASSIGNED
from planner.reporting.quantities import weeks_text
from planner.reporting.report import Cell, Column, Quantity, Table
from planner.texts import LazyText, _, lazy
from ui.charts.picture import no_value_for

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


def members_table(answer: Answer, dimension: Dimension, by: Mapping[str, str] | None = None) -> Table:
    """A row for each member and a column for each figure that is known of any of them, all together last.

    Narrowed to a member of another dimension it shows what is known of both together; where nothing is, the note says
    so.
    """
    findings, others = answer.findings, {key: name for key, name in (by or {}).items() if key != dimension.key}
    names = members(answer, dimension.key)
    columns = [Column(str(dimension.label), numeric=False)]
    figures: list[str] = []
    found: list[list[Cell]] = [[*names]]
    for metric, label, intervals in _COLUMNS:
        if metric == "workload_hours" and dimension.key not in {"tier", "team"}:
            continue
        cells = [findings.get(metric, {**others, dimension.key: name}) for name in names]
        if any(cell.value is not None for cell in cells):
            columns.append(Column(_with_weeks(metric, str(label), answer), intervals=intervals))
            found.append([*cells])
            figures.append(metric)
    if not figures:
        return Table("members", str(dimension.title), (), (), no_value_for(others))
    rows: list[tuple[Cell, ...]] = list(zip(*found, strict=True))
    nobody = None if others else nobodys_cost(findings, dimension.key)
    if nobody is not None and "cost_total" in figures:
        rows.append((str(NOBODY), *(nobody if metric == "cost_total" else None for metric in figures)))
    total = len(rows) > 1
    if total:
        rows.append((_("All"), *(findings.get(metric, others) for metric in figures)))
    note = _("Half within, 90 % within: time to the first answer. Click a row to see only what belongs to it.")
    if dimension.key in {"channel", "tier"} and "cost_per_ticket" in figures:
        note += " " + _("Per ticket: the cost of the work done there over the tickets that were worked on there.")
    return Table("members", str(dimension.title), tuple(columns), tuple(rows), note, total)


NOBODY = lazy("Nobody in particular")


def nobodys_cost(findings: TracedFindings, dimension: str) -> Quantity | None:
    """What belongs to no member of a dimension; without it the members would not add up to the total."""
    cost = sum(row.value or 0.0 for row in findings.costs if dict(row.by) == {dimension: UNASSIGNED})
    return Quantity(cost, unit="money") if cost else None


def _with_weeks(metric: str, label: str, answer: Answer) -> str:
    if metric != "cost_total":
        return label
    weeks = weeks_text(answer.scenario.weeks)
    return _("{label} in {weeks}, {currency}").format(label=label, weeks=weeks, currency=answer.scenario.currency)


@dataclass(frozen=True)
class Tab:
    """A tab: its chart, and which tables of the report it shows; so many of them ``above`` the chart."""

    title: LazyText
    chart: str
    tables: tuple[str, ...]
    above: int = 0


TABS = (
    Tab(lazy("Waiting"), "waits", ("promises", "waits", "resolutions", "needs", "satisfaction"), above=1),
    Tab(lazy("Backlog"), "backlog", ("backlog", "tickets")),
    Tab(lazy("People"), "people", ("people", "tiers", "benchmark")),
    Tab(lazy("Money"), "money", ("segment_cost", "cost", "value"), above=1),
)
_PLACED = {key for tab in TABS for key in tab.tables}


def tables_of(section: Section, tab: Tab) -> tuple[Table, ...]:
    """The tables of a tab in its order; those that no tab names come with the first one."""
    by_key = {table.key: table for table in section.tables}
    own = [by_key[key] for key in tab.tables if key in by_key]
    rest = [table for table in section.tables if table.key not in _PLACED] if tab is TABS[0] else []
    return (*own, *rest)
