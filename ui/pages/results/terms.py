"""What the figures are called and what they mean: metrics, lines of the cost, and estimates of the heat map."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from planner.texts import LazyText, lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.metrics import Metric
    from ui.running.traced import Origin

AGENTS_NEEDED, AGENTS_GAP = "agents_needed", "agents_gap"
ESTIMATES: dict[str, tuple[LazyText, LazyText]] = {
    AGENTS_NEEDED: (
        lazy("Agents needed for calls and chats"),
        lazy(
            "How many agents must be at the desk so that calls and chats are answered as promised, by the formula that"
            " the page Team draws over the shifts (Erlang A). Work that can wait, such as e-mail, is not in it."
        ),
    ),
    AGENTS_GAP: (
        lazy("Agents at the desk less needed"),
        lazy(
            "Agents at the desk in the simulation less the agents that calls and chats need by the formula. Below zero"
            " there are too few; what is above zero has time for work that can wait."
        ),
    ),
}


@cache
def metrics_by_name() -> Mapping[str, Metric]:
    """The declarations of all metrics."""
    from planner.metrics import METRICS

    return {metric.name: metric for metric in METRICS}


def label_of(origin: Origin) -> str:
    """What a figure is called."""
    return _declared(origin)[0]


def definition_of(origin: Origin) -> str:
    """What a figure means."""
    return _declared(origin)[1]


def hover_text(origin: Origin) -> str:
    """The definition as a tool tip; rich text, so that it is wrapped."""
    label, definition = _declared(origin)
    return f"<p><b>{escape(label)}</b></p><p>{escape(definition)}</p>"


def _declared(origin: Origin) -> tuple[str, str]:
    if origin.is_cost_line:
        from planner.economics import LINES

        line = next(line for line in LINES if line.name == origin.name)
        return str(line.label), str(line.definition)
    if origin.name in ESTIMATES:
        label, definition = ESTIMATES[origin.name]
        return str(label), str(definition)
    metric = metrics_by_name()[origin.name]
    return str(metric.label), str(metric.definition)
