"""The metrics and costs of one study, looked up by name and split; the tables of the report are written with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.economics import UNASSIGNED, CostLine
from planner.metrics import METRICS, MetricValue
from planner.reporting.report import Cell, Column, Quantity, Table, Unit
from planner.scenario import Scenario
from planner.texts import _


class Findings:
    """What is known about one scenario after its study."""

    def __init__(
        self, scenario: Scenario, metrics: Iterable[MetricValue], costs: Iterable[CostLine], replications: int = 0
    ) -> None:
        self.scenario = scenario
        self.replications = replications
        self.metrics: tuple[MetricValue, ...] = tuple(metrics)
        self.costs: tuple[CostLine, ...] = tuple(costs)
        self._units: dict[str, Unit] = {metric.name: metric.unit for metric in METRICS}
        self._lines = {(row.line, _key(row.by)): row for row in self.costs}
        self._values = {(row.metric, _key(row.by)): row for row in self.metrics}

    def get(self, metric: str, by: Mapping[str, str] | None = None) -> Quantity:
        """The estimate of a metric for a split, without splits the total; "no value" where there is none."""
        row = self._values.get((metric, _key(by or {})))
        unit = self.unit(metric)
        return Quantity(None, unit=unit) if row is None else Quantity(row.value, row.low, row.high, unit)

    def unit(self, metric: str) -> Unit:
        """The unit of a metric as declared."""
        return self._units.get(metric, "count")

    def cost_of(self, line: str, team: str | None = None) -> Quantity:
        """A line of the cost, of one team or in all."""
        row = self._lines.get((line, _key({} if team is None else {"team": team})))
        return Quantity(None, unit="money") if row is None else Quantity(row.value, row.low, row.high, "money")

    def cost_of_nobody(self, dimension: str) -> Quantity | None:
        """What belongs to no member of a dimension; without it the members would not add up to the total."""
        rows = [row.value for row in self.costs if dict(row.by) == {dimension: UNASSIGNED}]
        cost = sum(value for value in rows if value is not None)
        return Quantity(cost, unit="money") if cost else None

    def splits(self, metrics: Sequence[str], names: Sequence[str]) -> list[dict[str, str]]:
        """The splits by exactly these names for which one of the metrics has a value, in the order of the rows."""
        found = {
            _key(row.by): {name: row.by[name] for name in names}
            for row in self.metrics
            if row.metric in metrics and set(row.by) == set(names) and row.value is not None
        }
        return list(found.values())


@dataclass(frozen=True, slots=True)
class MetricColumn:
    """A column of a table that shows one metric."""

    label: str
    metric: str
    intervals: bool = False
    roomy: bool = False


def metric_table(
    findings: Findings,
    key: str,
    title: str,
    splits: Sequence[str],
    columns: Sequence[MetricColumn],
    note: str = "",
    nobody: str = "",
) -> Table | None:
    """A table with a row for each split and a last row for all together; None where nothing has a value.

    ``nobody`` names the row of the cost that belongs to no member, so that the rows add up to the last one. With one
    row the total would repeat it and is left out.
    """
    members = findings.splits([column.metric for column in columns], splits)
    if not members:
        return None
    rows: list[tuple[Cell, ...]] = [
        (*by.values(), *(findings.get(column.metric, by) for column in columns)) for by in members
    ]
    rest = findings.cost_of_nobody(splits[0]) if nobody else None
    if rest is not None:
        rows.append((nobody, *(rest if column.metric == "cost_total" else None for column in columns)))
    totals = tuple(findings.get(column.metric) for column in columns)
    total = len(rows) > 1 and any(cell.value is not None for cell in totals)
    if total:
        rows.append((_("All"), *("" for _split in splits[1:]), *totals))
    headings = {"segment": _("Segment"), "channel": _("Channel"), "team": _("Team"), "tier": _("Tier")}
    return Table(
        key,
        title,
        (
            *(Column(headings[split], numeric=False) for split in splits),
            *(Column(column.label, intervals=column.intervals, roomy=column.roomy) for column in columns),
        ),
        tuple(rows),
        note,
        total,
    )


def _key(by: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(by.items())
