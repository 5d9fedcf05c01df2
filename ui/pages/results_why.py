"""Why a number is what it is: what it means, what was divided by what, from which run, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from planner.reporting.quantities import quantity_text, weeks_text
from planner.scenario.addresses import format_address
from planner.texts import _
from planner.units import format_share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.metrics import Metric
    from planner.reporting.report import Quantity
    from ui.running.answer import Answer
    from ui.running.traced import Origin

_COLLECTIONS = {
    "segment": "segments",
    "level": "support_levels",
    "channel": "channels",
    "topic": "topics",
    "tier": "tiers",
    "team": "teams",
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


def _declared(origin: Origin) -> tuple[str, str]:
    if origin.is_cost_line:
        from planner.economics import LINES

        line = next(line for line in LINES if line.name == origin.name)
        return str(line.label), str(line.definition)
    metric = metrics_by_name()[origin.name]
    return str(metric.label), str(metric.definition)


def hover_text(origin: Origin) -> str:
    """The definition as a tool tip; rich text, so that it is wrapped."""
    label, definition = _declared(origin)
    return f"<p><b>{escape(label)}</b></p><p>{escape(definition)}</p>"


def why(answer: Answer, quantity: Quantity, origin: Origin) -> list[tuple[str, str]]:
    """Headings and sentences that explain a number."""
    label, definition = _declared(origin)
    whom = ", ".join(origin.by.values()) or _("all")
    value = quantity_text(quantity, interval=True, currency=answer.scenario.currency)
    rows = [(_("Value"), _("{label}, {whom}: {value}").format(label=label, whom=whom, value=value))]
    rows.append((_("Meaning"), definition))
    if not origin.is_cost_line:
        rows += _fraction(metrics_by_name()[origin.name])
    rows.append((_("Interval"), _interval(answer, quantity)))
    rows.append((_("Run"), _run(answer)))
    rows.append((_("Inputs"), _inputs(origin) or _("The whole plan.")))
    return rows


def _fraction(metric: Metric) -> list[tuple[str, str]]:
    from planner.metrics.estimators import Count, Percentile, Ratio

    estimator = metric.estimator
    if isinstance(estimator, Percentile):
        words = _("The smallest value that at least {share} of all values do not exceed, all replications together.")
        return [(_("Calculated"), words.format(share=format_share(estimator.probability, 0)))]
    if metric.denominator is None:
        words = _("The mean over the replications.") if isinstance(estimator, Count) else ""
        counted = [(_("Counted"), str(metric.numerator))] if str(metric.numerator) != str(metric.definition) else []
        return [*counted, *([(_("Calculated"), words)] if words else [])]
    fraction = [(_("Numerator"), str(metric.numerator)), (_("Denominator"), str(metric.denominator))]
    if isinstance(estimator, Ratio):
        fraction.append(
            (_("Calculated"), _("The total of one over the total of the other, all replications together."))
        )
    return fraction


def _interval(answer: Answer, quantity: Quantity) -> str:
    confidence = format_share(answer.scenario.run.confidence, 0)
    if quantity.low is None or quantity.high is None:
        return _("None: that takes at least two replications with a value.")
    return _("The true mean lies in it with {confidence} confidence; it rests on {count} replications.").format(
        confidence=confidence, count=answer.replications
    )


def _run(answer: Answer) -> str:
    run = answer.scenario.run
    return _("Scenario “{scenario}”, {weeks} from {start}, warm-up {warm_up}, seed {seed}.").format(
        scenario=answer.scenario.name,
        weeks=weeks_text(answer.scenario.weeks),
        start=answer.scenario.start.isoformat(),
        warm_up=run.warm_up,
        seed=answer.study.seed,
    )


def _inputs(origin: Origin) -> str:
    places = [
        format_address((_COLLECTIONS[dimension], member))
        for dimension, member in origin.by.items()
        if dimension in _COLLECTIONS
    ]
    return ", ".join(places)


def why_html(rows: Sequence[tuple[str, str]]) -> str:
    """The explanation as a page."""
    parts = [f"<p><b>{escape(heading)}</b><br>{escape(text)}</p>" for heading, text in rows]
    return "".join(parts)


class WhyDialog(QDialog):
    """Shows the explanation of one number; the window stays usable."""

    def __init__(self, answer: Answer, quantity: Quantity, origin: Origin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Why this number? {label}").format(label=label_of(origin)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Explanation"))
        self.text.setHtml(why_html(why(answer, quantity, origin)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(520, 420)
