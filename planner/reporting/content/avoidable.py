"""The chapter about avoidable costs: what would be saved without a segment, beside what it pays."""

from __future__ import annotations

from collections.abc import Iterator

from planner.reporting.chapter import Chapter, PlainRow
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Cell, Column, Quantity, Table
from planner.studies import AvoidableCost, AvoidableCosts
from planner.studies.choosing import Figure
from planner.texts import _


def avoidable_chapter(found: AvoidableCosts, currency: str) -> Chapter:
    """Everything that is said about the avoidable costs of some segments."""
    return Chapter(
        title=_("Avoidable cost"),
        sentences=tuple(_sentences(found, currency)),
        tables=(_table(found, currency),) if found.segments else (),
        rows={"avoidable_costs": [_row(each) for each in found.segments]},
    )


def _sentences(found: AvoidableCosts, currency: str) -> Iterator[str]:
    known = [each for each in found.segments if each.cost.value is not None]
    for each in known:
        yield _("Without {segment} the best staffing costs {amount} less a month.").format(
            segment=each.segment, amount=quantity_text(_money(each.cost), interval=True, currency=currency)
        )
    for each in found.segments:
        if each.problem:
            yield _("{segment}: not known, {problem}.").format(segment=each.segment, problem=each.problem.rstrip("."))
    if found.together is not None and len(known) > 1 and not found.stopped:
        yield _together(found.together, sum(each.pays.value or 0.0 for each in known), currency)
    if found.stopped:
        yield _("Stopped: other segments were not looked at any more.")


def _together(avoidable: float, paid: float, currency: str) -> str:
    """What the avoidable costs are together, beside what these segments pay."""
    if avoidable > paid:
        text = _(
            "Together these are {amount}, more than the {paid} that they cost: at one desk with its present rules they"
            " need more people than each would alone. Look at priorities, or at teams of their own."
        )
    else:
        text = _(
            "Together these are {amount} of the {paid} that they cost; the rest is shared by several segments and goes"
            " with none."
        )
    amount, whole = (quantity_text(Quantity(sum_, unit="money"), currency=currency) for sum_ in (avoidable, paid))
    return text.format(amount=amount, paid=whole)


def _table(found: AvoidableCosts, currency: str) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (each.segment, _money(each.cost), _money(each.pays)) for each in found.segments
    )
    columns = (
        Column(_("Segment"), numeric=False),
        Column(_("Avoidable cost"), intervals=True),
        Column(_("It pays"), intervals=True),
    )
    note = _(
        "Avoidable cost: the cheapest staffing for all less the cheapest without this segment, paired by replication;"
        " fixed costs of a level that nobody else has go too. The interval is that of the simulation: whole people on"
        " whole shifts make it a step, and a search may miss the very cheapest. It pays: its part of the cost for all."
    )
    title = _("What would be saved without a segment, in {currency} a month").format(currency=currency)
    return Table("avoidable_costs", title, columns, rows, note)


def _money(figure: Figure) -> Quantity:
    return Quantity(figure.value, figure.low, figure.high, "money")


def _row(each: AvoidableCost) -> PlainRow:
    return {
        "segment": each.segment,
        "value": each.cost.value,
        "low": each.cost.low,
        "high": each.cost.high,
        "paid_value": each.pays.value,
        "paid_low": each.pays.low,
        "paid_high": each.pays.high,
        "problem": each.problem,
    }
