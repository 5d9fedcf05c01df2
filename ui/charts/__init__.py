"""The charts of the window: one file for each, listed in ``CHARTS``, and what paints and saves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.texts import LazyText
from ui.charts import backlog, money, people, waits
from ui.charts.canvas import ChartCanvas
from ui.charts.exporting import png, svg
from ui.charts.picture import Picture, Subject

__all__ = ["CHARTS", "Chart", "ChartCanvas", "Picture", "Subject", "png", "svg"]


@dataclass(frozen=True)
class Chart:
    """A chart: its key, its title, and what it shows of a subject."""

    key: str
    title: LazyText
    draw: Callable[[Subject], Picture]


CHARTS = tuple(Chart(module.KEY, module.TITLE, module.draw) for module in (waits, backlog, people, money))
