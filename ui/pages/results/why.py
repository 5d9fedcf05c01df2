"""Why a number is what it is: what it means, what was divided by what, from which run, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from planner.reporting.quantities import quantity_text, weeks_text
from planner.texts import _
from planner.units import format_share
from ui.pages.results.terms import ESTIMATES, definition_of, label_of
from ui.pages.results.why_amounts import worked_out
from ui.pages.results.why_inputs import inputs_of

if TYPE_CHECKING:
    from planner.reporting.report import Quantity
    from ui.running.answer import Answer
    from ui.running.traced import Origin

Rows = list[tuple[str, str]]


def why(answer: Answer, quantity: Quantity, origin: Origin) -> Rows:
    """Headings and sentences that explain a number; sentences of one heading stand on lines of their own."""
    label = label_of(origin)
    whom = ", ".join(origin.by.values()) or _("all")
    value = quantity_text(quantity, interval=True, currency=answer.scenario.currency)
    rows: Rows = [(_("Value"), _("{label}, {whom}: {value}").format(label=label, whom=whom, value=value))]
    rows.append((_("Meaning"), definition_of(origin)))
    worked = _worked_out(answer, quantity, origin)
    if worked:
        rows.append((_("Worked out from (a mean replication)"), worked))
    rows.append((_("Interval"), _interval(answer, quantity, origin)))
    rows.append((_("Run"), _run(answer)))
    rows.append((_("Inputs"), "\n".join(inputs_of(answer, origin.by))))
    return rows


def _worked_out(answer: Answer, quantity: Quantity, origin: Origin) -> str:
    if quantity.value is None:
        return ""
    parts = None if origin.is_cost_line else answer.amounts.of(origin.name, origin.by)
    return "" if parts is None else "\n".join(worked_out(parts, quantity, answer.scenario.currency))


def _interval(answer: Answer, quantity: Quantity, origin: Origin) -> str:
    if origin.name in ESTIMATES and quantity.low is None:
        return _("None: it is an estimate by formula, not simulated.")
    if quantity.low is None or quantity.high is None:
        return _("None: that takes at least two replications with a value.")
    confidence = format_share(answer.scenario.run.confidence, 0)
    sure = _("The true mean lies in it with {confidence} confidence; it rests on {count} replications.").format(
        confidence=confidence, count=answer.replications
    )
    return f"{sure}\n{_method(answer, origin)}"


def _method(answer: Answer, origin: Origin) -> str:
    from planner.metrics.estimators import Count, Percentile

    parts = None if origin.is_cost_line else answer.amounts.of(origin.name, origin.by)
    if parts is None or isinstance(parts.metric.estimator, Count):
        return _("How far the replications lie from each other says how sure their mean is (t interval).")
    if isinstance(parts.metric.estimator, Percentile):
        return _("It is worked out in each replication too; how far those lie apart says how sure it is (t interval).")
    return _("Worked out anew without each replication in turn; how far that moves it says how sure it is (jackknife).")


def _run(answer: Answer) -> str:
    run = answer.scenario.run
    return _("Scenario “{scenario}”, {weeks} from {start}, warm-up {warm_up}, seed {seed}.").format(
        scenario=answer.scenario.name,
        weeks=weeks_text(answer.scenario.weeks),
        start=answer.scenario.start.isoformat(),
        warm_up=run.warm_up,
        seed=answer.study.seed,
    )


def why_html(rows: Sequence[tuple[str, str]]) -> str:
    """The explanation as a page."""
    parts = (f"<p><b>{escape(heading)}</b><br>{escape(text).replace(chr(10), '<br>')}</p>" for heading, text in rows)
    return "".join(parts)


def why_text(rows: Sequence[tuple[str, str]]) -> str:
    """The explanation as plain text, to be pasted elsewhere."""
    return "\n\n".join(f"{heading}\n{text}" for heading, text in rows) + "\n"
