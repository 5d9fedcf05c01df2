"""The chapter of a sweep whose points each have their cheapest staffing: people and their cost along the values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.reporting.chapter import Chapter, Chart, PlainRow
from planner.reporting.content.staffing_words import obstacle_text
from planner.reporting.report import Cell, Column, Quantity, Table
from planner.staffing import Staffing
from planner.staffing.slots import people_of
from planner.studies import Sweep
from planner.texts import _
from planner.units import MONTH, WEEK


def staffed_points_chapter(sweep: Sweep, staffings: Mapping[str, Staffing], currency: str) -> Chapter:
    """``staffings`` are the answers of the points' searches, by the names of their scenarios."""
    found = [(point, staffings[point.scenario.name]) for point in sweep.points]
    teams = list(dict.fromkeys(slot.team for _point, answer in found for slot in answer.slots))
    axes = sweep.grid.axes
    texts = [[axis.text(value) for axis, value in zip(axes, point.values, strict=True)] for point in sweep.points]
    rows = tuple(_cells(values, teams, answer) for values, (_point, answer) in zip(texts, found, strict=True))
    columns = (
        *(Column(axis.address, numeric=False) for axis in axes),
        *(Column(team) for team in teams),
        Column(_("People")),
        Column(_("Cost a month, {currency}").format(currency=currency)),
    )
    note = _("Each point with the cheapest people that keep its promises; cost of people as planned. – none do.")
    table = Table("sweep_staffing", _("People and cost"), columns, rows, note)
    return Chapter(
        title=_("The cheapest staffing of each point"),
        sentences=tuple(_sentences(found, texts)),
        tables=(table,),
        rows={"staffing": _rows(sweep, found)},
        charts=(Chart("line", _("Cost of people a month"), table.key, 0, (len(columns) - 1,)),)
        if len(axes) == 1
        else (),
    )


def _cells(values: Sequence[str], teams: Sequence[str], answer: Staffing) -> tuple[Cell, ...]:
    people = people_of(answer.slots, answer.staff)
    known = answer.possible
    return (
        *values,
        *(Quantity(people.get(team, 0) if known else None, unit="whole") for team in teams),
        Quantity(sum(people.values()) if known else None, unit="whole"),
        Quantity(answer.cost_per_week * MONTH / WEEK if known else None, unit="money"),
    )


def _sentences(found: Sequence[tuple[object, Staffing]], texts: Sequence[Sequence[str]]) -> list[str]:
    said = [
        _("{values}: {why}").format(values=", ".join(values), why=obstacle_text(obstacle))
        for (_point, answer), values in zip(found, texts, strict=True)
        for obstacle in answer.obstacles
    ]
    return said or [_("At every point there are people who keep all promises.")]


def _rows(sweep: Sweep, found: Sequence[tuple[object, Staffing]]) -> list[PlainRow]:
    return [
        {
            "scenario": point.scenario.name,
            "possible": answer.possible,
            "team": slot.team,
            "shift": slot.shift,
            "days": slot.days,
            "span": slot.span,
            "agents": agents,
            "cost_per_week": slot.cost * agents,
        }
        for point, (_same, answer) in zip(sweep.points, found, strict=True)
        for slot, agents in zip(answer.slots, answer.staff, strict=True)
        if agents or not slot.generated
    ]
