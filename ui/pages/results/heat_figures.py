"""What the heat map can show: figures of the simulation hour by hour, and agents against the estimated need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.reporting.quantities import quantity_text, weeks_text
from planner.reporting.report import Quantity
from planner.texts import LazyText, _, lazy
from ui.charts.picture import DAY_KEYS, HOUR_NAMES, Subject
from ui.pages.results.terms import AGENTS_GAP, AGENTS_NEEDED
from ui.running.traced import Origin

if TYPE_CHECKING:
    from ui.running.answer import Answer
    from ui.running.needed import Needed

_ON_DUTY = "agents_on_duty"
HOURS = tuple(f"{day} {hour}" for day in DAY_KEYS for hour in HOUR_NAMES)


@dataclass(frozen=True)
class HeatFigure:
    """A figure by hour of the week: a metric or an estimate, and what it is a figure of.

    ``unit`` is said beside the choice where the numbers have none by themselves. ``diverging`` figures have a sign.
    """

    key: str
    label: LazyText
    of: Literal["tickets", "people"] = "tickets"
    unit: LazyText | None = None
    diverging: bool = False

    @property
    def is_estimate(self) -> bool:
        """Whether it is worked out by formula."""
        return self.key in {AGENTS_NEEDED, AGENTS_GAP}


_TICKETS, _HOURS, _PEOPLE = lazy("tickets"), lazy("hours"), lazy("people")
HEAT_FIGURES = (
    HeatFigure("first_response_time_mean", lazy("Wait for the first answer, mean")),
    HeatFigure("first_response_time_p90", lazy("Wait for the first answer, 90 % within")),
    HeatFigure(_ON_DUTY, lazy("On shift: people at the desk"), "people", _PEOPLE),
    HeatFigure(AGENTS_NEEDED, lazy("Needed for calls and chats"), "people", _PEOPLE),
    HeatFigure(AGENTS_GAP, lazy("Gap: at the desk less needed"), "people", _PEOPLE, diverging=True),
    HeatFigure("occupancy", lazy("Occupancy"), "people"),
    HeatFigure("idle_hours", lazy("Hours at the desk without work"), "people", _HOURS),
    HeatFigure("workload_hours", lazy("Hours of work done in the weeks"), "people", _HOURS),
    HeatFigure("tickets_offered", lazy("Tickets that arrive in the weeks"), "tickets", _TICKETS),
    HeatFigure("backlog_mean", lazy("Open tickets, mean"), "tickets", _TICKETS),
    HeatFigure("target_attainment_answer", lazy("Answer target kept")),
    HeatFigure("target_attainment_reply", lazy("Reply target kept")),
    HeatFigure("target_attainment_resolve", lazy("Resolve target kept")),
)


def cells_of(answer: Answer, figure: HeatFigure, by: Mapping[str, str]) -> list[Quantity]:
    """The figure in each hour of the week for a member; "no value" where there is none."""
    if not figure.is_estimate:
        return [answer.findings.get(figure.key, {**by, "hour_of_week": hour}) for hour in HOURS]
    groups = _groups(answer, by)
    if not groups:
        return [Quantity(None, unit="people") for _hour in HOURS]
    cells = [_estimate(answer, figure, groups, number) for number in range(len(HOURS))]
    for hour, cell in zip(HOURS, cells, strict=True):
        answer.findings.trace(cell, Origin(figure.key, {**by, "hour_of_week": hour}))
    return cells


def note_of(answer: Answer, figure: HeatFigure, by: Mapping[str, str]) -> str:
    """What must be known to read the map, or why it is empty."""
    if not figure.is_estimate:
        return Subject(answer, by).absent(figure.key, hourly=True)
    groups = _groups(answer, by)
    if not groups:
        return _why_no_need(answer, by)
    teams = ", ".join(team for group in groups for team in group.teams)
    words = _("Estimate by formula for the calls and chats of {teams}; what can wait, such as e-mail, is not in it.")
    colours = _(" Orange and −: too few. Blue and +: time for other work.") if figure.diverging else ""
    return words.format(teams=teams) + colours


def count_text(answer: Answer, figure: HeatFigure, by: Mapping[str, str], hour: str) -> str:
    """How much a cell rests on."""
    weeks = weeks_text(answer.scenario.weeks)
    if figure.of == "tickets":
        tickets = answer.findings.get("tickets_offered", {**by, "hour_of_week": hour})
        return _("{count} tickets in {weeks}").format(count=quantity_text(tickets), weeks=weeks)
    return _("{weeks}, {count} replications").format(weeks=weeks, count=answer.replications)


def _groups(answer: Answer, by: Mapping[str, str]) -> tuple[Needed, ...]:
    """The teams whose need is known: all, or those that share calls and chats with a team."""
    if not by:
        return answer.needed
    return tuple(group for group in answer.needed if by.get("team") in group.teams)


def _why_no_need(answer: Answer, by: Mapping[str, str]) -> str:
    absent = Subject(answer, by).absent(_ON_DUTY, hourly=True)
    if absent:
        return absent
    if not answer.complete and not answer.stopped:
        return _("The estimate comes with the last replication.")
    return _("No value: no calls or chats reach these teams; their work can wait.")


def _estimate(answer: Answer, figure: HeatFigure, groups: tuple[Needed, ...], number: int) -> Quantity:
    needed = sum(group.agents[number] for group in groups)
    if not figure.diverging:
        return Quantity(needed, unit="people")
    duty = [
        answer.findings.get(_ON_DUTY, {"team": team, "hour_of_week": HOURS[number]})
        for group in groups
        for team in group.teams
    ]
    # teams are drawn together, so their ends are added: no interval that is too narrow
    value, low, high = (
        sum(end or 0.0 for end in ends)
        for ends in zip(*((each.value, each.low, each.high) for each in duty), strict=True)
    )
    if any(each.low is None for each in duty):
        return Quantity(value - needed, unit="people", signed=True)
    return Quantity(value - needed, low - needed, high - needed, "people", signed=True)
