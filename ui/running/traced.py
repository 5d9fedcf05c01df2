"""Figures that remember which metric they are, so that every number on the screen can say why it is what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.economics import CostLine
from planner.reporting.content.findings import Findings
from planner.reporting.report import Quantity


@dataclass(frozen=True, slots=True)
class Origin:
    """The metric, or the line of the cost, and the split of a figure."""

    name: str
    by: Mapping[str, str]
    is_cost_line: bool = False


class TracedFindings(Findings):
    """Findings whose quantities can be asked where they come from."""

    _origins: dict[int, tuple[Quantity, Origin]]

    @cached_property
    def _asked(self) -> dict[tuple[str, frozenset[tuple[str, str]]], Quantity]:
        """What was asked for: the same figure is the same quantity, however often pages are drawn."""
        return {}

    @cached_property
    def known_splits(self) -> frozenset[tuple[str, frozenset[str]]]:
        """Each metric with the dimensions of each split for which some member has a value."""
        return frozenset((row.metric, frozenset(row.by)) for row in self.metrics if row.value is not None)

    @cached_property
    def _known_members(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], list[dict[str, str]]]:
        return {}

    def splits(self, metrics: Sequence[str], names: Sequence[str]) -> list[dict[str, str]]:
        """The splits by exactly these names for which one of the metrics has a value; looked for once."""
        asked = (tuple(metrics), tuple(names))
        if asked not in self._known_members:
            self._known_members[asked] = super().splits(metrics, names)
        return self._known_members[asked]

    def get(self, metric: str, by: Mapping[str, str] | None = None) -> Quantity:
        """The estimate of a metric for a split; "no value" where there is none."""
        asked = (metric, frozenset((by or {}).items()))
        if asked not in self._asked:
            self._asked[asked] = self._remembered(super().get(metric, by), Origin(metric, dict(by or {})))
        return self._asked[asked]

    def cost_of(self, line: str, team: str | None = None) -> Quantity:
        """A line of the cost, of one team or in all."""
        by = {} if team is None else {"team": team}
        return self._remembered(super().cost_of(line, team), Origin(line, by, is_cost_line=True))

    def quantity_of(self, row: CostLine) -> Quantity:
        """A row of the cost, whatever it is split by."""
        quantity = Quantity(row.value, row.low, row.high, "money")
        return self._remembered(quantity, Origin(row.line, row.by, is_cost_line=True))

    def origin(self, quantity: Quantity) -> Origin | None:
        """Where a quantity that was asked for comes from."""
        found = self._known().get(id(quantity))
        return None if found is None else found[1]

    def trace(self, quantity: Quantity, origin: Origin) -> None:
        """Remember the origin of a quantity that was made from one that was asked for."""
        self._remembered(quantity, origin)

    def _remembered(self, quantity: Quantity, origin: Origin) -> Quantity:
        # The quantity is kept with its origin: its id would be given to another one when it is gone.
        self._known()[id(quantity)] = (quantity, origin)
        return quantity

    def _known(self) -> dict[int, tuple[Quantity, Origin]]:
        if "_origins" not in self.__dict__:
            self._origins = {}
        return self._origins
