"""Sum, mean and count of selected cells, as spreadsheets show them under the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planner.texts import _
from planner.units import Duration, format_number
from ui.values.fields import Field
from ui.values.numbers import is_range, number_text, seconds_text, share_text

_DIGITS = 4


@dataclass(frozen=True)
class Statistics:
    """Of the selected cells: how many are filled, how many are numbers of one kind, their sum and mean."""

    count: int = 0
    numbers: int = 0
    total: float = 0.0
    kind: str = "number"  # "number", "share", "duration" or "mixed", which has no sum

    @property
    def mean(self) -> float:
        """The mean of the numbers; 0 for none."""
        return self.total / self.numbers if self.numbers else 0.0

    @property
    def text(self) -> str:
        """One line for the status bar; empty while fewer than two cells are filled."""
        if self.count < 2:
            return ""
        if self.numbers < 2 or self.kind == "mixed":
            return _("Count: {count}").format(count=self.count)
        return _("Mean: {mean}   Count: {count}   Sum: {sum}").format(
            mean=self._show(self.mean), count=self.count, sum=self._show(self.total)
        )

    def _show(self, value: float) -> str:
        if self.kind == "duration":
            return seconds_text(value)
        if self.kind == "share":
            return share_text(float(format_number(value, _DIGITS + 2)))
        return number_text(float(format_number(value, _DIGITS)))


def statistics(cells: Iterable[tuple[Field, Any]]) -> Statistics:
    """The statistics of cells, each a field with its plain value; None counts as empty."""
    count, amounts, kinds = 0, [], set()
    for field, value in cells:
        if value is None or value == "":
            continue
        count += 1
        amount = _amount(value["likely"] if is_range(value) else value, field)
        if amount is not None:
            amounts.append(amount)
            kinds.add("duration" if isinstance(value, str) else "share" if field.per_cent else "number")
    kind = kinds.pop() if len(kinds) == 1 else "mixed"
    return Statistics(count, len(amounts), sum(amounts), kind)


def _amount(value: Any, field: Field) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str) and field.kind_name in {"duration", "distribution"}:
        try:
            return float(Duration.parse(value))
        except ValueError:
            return None
    return None
