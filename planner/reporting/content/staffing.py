"""The chapter about a staffing: who works when, what it shows, why so many, and how the search went."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.reporting.chapter import Chapter, Chart, PlainRow
from planner.reporting.content.staffing_words import (
    aim_text,
    kept_text,
    missing_text,
    obstacle_text,
    proof_text,
    reached_text,
)
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Cell, Column, Quantity, Table, Verdict
from planner.staffing import Chain, Phase, Staffing
from planner.staffing.slots import people_of
from planner.texts import _
from planner.units import MONTH, WEEK

_TO_MONTH = MONTH / WEEK


def staffing_chapter(staffing: Staffing, currency: str, title: str = "") -> Chapter:
    """Everything that is said about a staffing."""
    explained = () if staffing.explanation is None else (_chain_table(staffing), _textbook_table(staffing))
    tables = (_shifts_table(staffing, currency), _aims_table(staffing), *explained, _steps_table(staffing, currency))
    return Chapter(
        title=title or _("The cheapest staffing"),
        sentences=tuple(_sentences(staffing, currency)),
        tables=tuple(table for table in tables if table is not None),
        rows={
            "staffing": _staffing_rows(staffing),
            "staffing_aims": _aim_rows(staffing),
            "staffing_hours": _chain_rows(staffing),
            "staffing_steps": _step_rows(staffing),
        },
        charts=(Chart("column", _("Agents by shift"), "staffing", 1, (4, 5)),) if staffing.before else (),
    )


# -------------------------------------------------------------- sentences


def _sentences(staffing: Staffing, currency: str) -> Iterator[str]:
    if staffing.obstacles:
        yield _("No staffing of these shifts keeps every promise. Even with people in plenty:")
        for obstacle in staffing.obstacles:
            yield obstacle_text(obstacle)
        return
    people = sum(people_of(staffing.slots, staffing.staff).values())
    cost = quantity_text(Quantity(staffing.cost_per_week * _TO_MONTH, unit="money"))
    yield _("{people} people do: {cost} {currency} a month, premiums, on-costs, seats and managers included.").format(
        people=people, cost=cost, currency=currency
    ) + _against_before(staffing, currency)
    yield kept_text(staffing)
    yield proof_text(staffing)


def _against_before(staffing: Staffing, currency: str) -> str:
    if staffing.before is None:
        return ""
    before = sum(slot.cost * agents for slot, agents in zip(staffing.slots, staffing.before, strict=True))
    difference = (staffing.cost_per_week - before) * _TO_MONTH
    people = sum(people_of(staffing.slots, staffing.before).values())
    amount = quantity_text(Quantity(abs(difference), unit="money"))
    if math.isclose(difference, 0.0, abs_tol=0.005):
        text = _("The plan's own {people} people cost as much")
    elif difference < 0:
        text = _("The plan's own {people} people cost {amount} {currency} more")
    else:
        text = _("The plan's own {people} people cost {amount} {currency} less")
    text = text.format(people=people, amount=amount, currency=currency)
    if staffing.before_holds is None:
        return f" {text}."
    kept = _("{text} and keep every promise.") if staffing.before_holds else _("{text} and do not keep every promise.")
    return " " + kept.format(text=text)


# -------------------------------------------------------------- tables


def _shifts_table(staffing: Staffing, currency: str) -> Table:
    known = staffing.before is not None
    rows: list[tuple[Cell, ...]] = []
    for number, (slot, agents) in enumerate(zip(staffing.slots, staffing.staff, strict=True)):
        if slot.generated and not agents:
            continue
        before = (Quantity(staffing.before[number], unit="whole"),) if staffing.before is not None else ()
        cost = Quantity(slot.cost * agents * _TO_MONTH, unit="money")
        rows.append((slot.team, slot.shift, slot.days, slot.span, *before, Quantity(agents, unit="whole"), cost))
    columns = (
        Column(_("Team"), numeric=False),
        Column(_("Shift"), numeric=False),
        Column(_("Days"), numeric=False),
        Column(_("Span"), numeric=False),
        *((Column(_("Agents in the plan")),) if known else ()),
        Column(_("Agents")),
        Column(_("Cost a month, {currency}").format(currency=currency)),
    )
    note = _("Cost: of the people as planned, without overtime and without what contacts cost.")
    return Table("staffing", _("Who works when"), columns, tuple(rows), note)


def _aims_table(staffing: Staffing) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            shown.aim.level or shown.aim.team or ", ".join(shown.aim.teams),
            shown.aim.channel,
            aim_text(shown.aim),
            reached_text(shown),
            Verdict.NO_VALUE if shown.value is None else Verdict.MET if shown.holds else Verdict.MISSED,
        )
        for shown in staffing.shown
    )
    columns = (
        Column(_("Level or team"), numeric=False),
        Column(_("Channel"), numeric=False),
        Column(_("Must be shown"), numeric=False),
        Column(_("Shown")),
        Column(_("Verdict"), numeric=False),
    )
    note = _(
        "In brackets the one-sided limit at the run's confidence, which must keep the promise; each is judged by"
        " itself. Work without a promise must be done too: it may not pile up."
    )
    return Table("staffing_aims", _("What the simulation shows"), columns, rows, note)


def _chain_table(staffing: Staffing) -> Table | None:
    assert staffing.explanation is not None
    rows = tuple(_chain_cells(chain, staffing) for chain in staffing.explanation.chains)
    labels = (
        _("Pieces of work"), _("Work"), _("Room"), _("Shrinkage"), _("Rounding"), _("Simulation"), _("Paid"), _("FTE"),
    )  # fmt: skip
    columns = (Column(_("Team"), numeric=False), *(Column(label) for label in labels))
    note = _(
        "Hours a week; they add up to the paid ones. Work: handling and wrap-up. Room: idle time that promises and"
        " covered hours ask for, by formula. Shrinkage: breaks, absence, time off the queue. Rounding: to whole people"
        " on whole shifts. Simulation: what trials added or found to be too much, because idle time is shared, people"
        " give up or call later, and a promise is kept over all hours, not in each."
    )
    return Table("staffing_hours", _("Why so many"), columns, rows, note) if rows else None


def _chain_cells(chain: Chain, staffing: Staffing) -> tuple[Cell, ...]:
    full = float(staffing.scenario.teams[chain.team].hours_per_week)
    added = (chain.work, chain.room, chain.shrinkage, chain.rounding, chain.simulation, chain.paid)
    signed = (False, True, True, True, True, False)
    return (
        chain.team,
        Quantity(chain.touches, unit="count"),
        *(Quantity(hours, unit="hours", signed=sign) for hours, sign in zip(added, signed, strict=True)),
        Quantity(chain.paid / full, unit="people"),
    )


def _textbook_table(staffing: Staffing) -> Table | None:
    assert staffing.explanation is not None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.team,
            Quantity(row.peak, unit="whole"),
            Quantity(row.desk_peak, unit="count"),
            Quantity(row.hours, unit="hours"),
            Quantity(row.desk_hours, unit="hours"),
            Quantity(row.deferred, unit="hours"),
        )
        for row in staffing.explanation.textbook
    )
    columns = (
        Column(_("Team"), numeric=False),
        Column(_("Erlang C, peak")),
        Column(_("Here, peak")),
        Column(_("Erlang C, hours")),
        Column(_("Here, hours")),
        Column(_("Deferred work, hours")),
    )
    note = _(
        "Agents at the desk, at the peak and in hours of a week. Erlang C counts calls and chats alone, lets nobody"
        " give up and asks for every promise in every half-hour; it does not see deferred work, breaks or shifts."
    )
    return Table("staffing_textbook", _("The textbook beside it"), columns, rows, note) if rows else None


def _steps_table(staffing: Staffing, currency: str) -> Table | None:
    words = {
        Phase.START: _("formulas and programme"),
        Phase.CORRECT: _("corrected by simulation"),
        Phase.PRESENT: _("the plan's own people"),
        Phase.REMOVE: _("people taken away"),
        Phase.EXCHANGE: _("people moved"),
    }
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            words.get(step.phase, step.phase.value),
            Quantity(sum(step.staff), unit="whole"),
            Quantity(step.cost * _TO_MONTH, unit="money"),
            Quantity(step.trials, unit="whole"),
            missing_text(step.failing),
        )
        for step in staffing.steps
    )
    columns = (
        Column(_("Step"), numeric=False),
        Column(_("Places")),
        Column(_("Cost a month, {currency}").format(currency=currency)),
        Column(_("Staffings simulated")),
        Column(_("Not shown yet"), numeric=False),
    )
    return Table("staffing_steps", _("How it was found"), columns, rows) if rows else None


# -------------------------------------------------------------- rows


def _staffing_rows(staffing: Staffing) -> list[PlainRow]:
    def before(number: int) -> int | None:
        return None if staffing.before is None else staffing.before[number]

    return [
        {
            "team": slot.team,
            "shift": slot.shift,
            "days": slot.days,
            "span": slot.span,
            "agents": agents,
            "agents_before": before(number),
            "cost_per_week": slot.cost * agents,
        }
        for number, (slot, agents) in enumerate(zip(staffing.slots, staffing.staff, strict=True))
        if agents or not slot.generated
    ]


def _aim_rows(staffing: Staffing) -> list[PlainRow]:
    return [
        {
            "kind": shown.aim.kind,
            "level": shown.aim.level,
            "channel": shown.aim.channel,
            "team": shown.aim.team or ", ".join(shown.aim.teams),
            "share": shown.aim.share,
            "value": shown.value,
            "limit": shown.limit,
            "holds": shown.holds,
        }
        for shown in staffing.shown
    ]


def _chain_rows(staffing: Staffing) -> list[PlainRow]:
    if staffing.explanation is None:
        return []
    return [
        {
            "team": chain.team,
            "touches": chain.touches,
            "work": chain.work,
            "room": chain.room,
            "shrinkage": chain.shrinkage,
            "rounding": chain.rounding,
            "simulation": chain.simulation,
            "paid": chain.paid,
        }
        for chain in staffing.explanation.chains
    ]


def _step_rows(staffing: Staffing) -> list[PlainRow]:
    return [
        {"phase": step.phase.value, "agents": sum(step.staff), "cost_per_week": step.cost, "trials": step.trials}
        for step in staffing.steps
    ]
