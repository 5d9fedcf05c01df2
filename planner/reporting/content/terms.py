"""The words of the answer, each explained in a sentence."""

from __future__ import annotations

from planner.reporting.quantities import quantity_text
from planner.reporting.report import Quantity, Term
from planner.texts import _


def terms(confidence: float) -> tuple[Term, ...]:
    """The words that every answer uses."""
    sure = quantity_text(Quantity(confidence, unit="share"))
    return (
        Term(
            _("84 % (81–87)"),
            _("the estimate and, in brackets, where the true mean lies with {sure} confidence.").format(sure=sure),
        ),
        Term(_("Replication"), _("the same weeks simulated once more with other chance.")),
        Term(_("Seed"), _("number of the dice; the same seed gives the same digits.")),
        Term(_("Segment"), _("a group of customers with the same value and behaviour.")),
        Term(_("Support level"), _("what a segment is entitled to: channels, hours, promises.")),
        Term(_("Ticket"), _("one request of one customer, a call or a chat included.")),
    )
