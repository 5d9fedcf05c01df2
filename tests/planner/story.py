"""Hand-made records: a small plan, and rows written one by one as a test tells its story."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from planner.compile import compile_inputs
from planner.facts import Frame
from planner.metrics import METRICS, MetricValue
from planner.metrics.measure import measure_with
from planner.scenario import Scenario
from planner.scenario.files import load_plan_text
from planner.study import Study
from simulation.records import (
    Agents,
    ContactOutcome,
    Contacts,
    Duties,
    DutyKind,
    Fate,
    Needs,
    Records,
    SpellKind,
    Spells,
    Table,
    TicketOutcome,
    Tickets,
    Touches,
    TouchKind,
)

NAN = math.nan
HOUR = 3600.0
DAY = 86400.0
NINE = 9 * HOUR  # Monday, when the office opens

PLAN = """
format = 1
name = "A small desk"
currency = "EUR"
time_zone = "UTC"
start = 2026-03-02
weeks = 1

[run]
replications = 2
warm_up = "1 d"
cool_down = "1 d"

[hours.office]
mon-fri = "09:00-17:00"

[segments.Free]
customers = 100
contacts_per_customer_month = 1.0
support_level = "Basic"
channels = { email = 1.0 }

[segments.Pro]
customers = 100
contacts_per_customer_month = 1.0
support_level = "Gold"
channels = { email = 0.4, chat = 0.3, phone = 0.3 }

[support_levels.Basic]
priority = 2
[support_levels.Basic.offers.email]
hours = "office"
reply = { within = "2 h", share = 0.9, clock = "open hours" }
resolve = { within = "8 h", share = 0.9, clock = "open hours" }

[support_levels.Gold]
priority = 1
[support_levels.Gold.offers.email]
hours = "office"
[support_levels.Gold.offers.chat]
hours = "office"
answer = { within = "60 s", share = 0.8 }
[support_levels.Gold.offers.phone]
hours = "office"
answer = { within = "20 s", share = 0.8 }

[channels.email]
kind = "deferred"
replies = 0.5
customer_replies_after = "4 h"
[channels.chat]
kind = "live"
concurrency = 2
replies = 2
customer_replies_after = "45 s"
patience = "4 min"
[channels.phone]
kind = "live"
patience = "2 min"
callback = { offered_after = "1 min", accepted_by = 0.5 }

[tiers.L1]
[tiers.L2]

[topics.how_to]
share = 0.5
tier = "L1"
work.L1 = { handle_time = "10 min", escalates = { L2 = 0.1 } }
work.L2 = { handle_time = "20 min" }
[topics.bug]
share = 0.5
tier = "L1"
work.L1 = { handle_time = "10 min", escalates = { L2 = 0.1 } }
work.L2 = { handle_time = "20 min" }

[teams.First]
tier = "L1"
cost_per_hour = 10.0
hours_per_week = 40
[teams.First.shifts.day]
days = "mon-fri"
span = "09:00-17:00"
agents = 2

[teams.Second]
tier = "L2"
cost_per_hour = 20.0
hours_per_week = 20
channels = ["email", "phone"]
time_zone = "Europe/Belgrade"
[teams.Second.shifts.day]
days = "mon-fri"
span = "09:00-17:00"
agents = 1
"""

FREE, PRO = 0, 1
EMAIL, CHAT, PHONE = 0, 1, 2
HOW_TO, BUG = 0, 1
L1, L2 = 0, 1
FIRST_TEAM, SECOND_TEAM = 0, 1


def small_plan(more: str = "", *, cool_down: str = "1 d", holidays: str = "[]") -> Scenario:
    """The small plan, with further tables at its end."""
    text = PLAN.replace('cool_down = "1 d"', f'cool_down = "{cool_down}"')
    text = text.replace("weeks = 1", f"weeks = 1\nholidays = {holidays}")
    return load_plan_text(text + more).scenario("Base")


class Story:
    """Rows of the tables of one replication; each ``add`` returns the number of its row."""

    def __init__(self) -> None:
        self._rows: dict[type[Table], list[Mapping[str, Any]]] = {
            table: [] for table in (Needs, Tickets, Contacts, Touches, Spells, Duties, Agents)
        }

    def _add(self, table: type[Table], **row: Any) -> int:
        self._rows[table].append(row)
        return len(self._rows[table]) - 1

    def need(self, time: float, fate: Fate, segment: int = PRO, channel: int = EMAIL, topic: int = HOW_TO) -> int:
        return self._add(Needs, time=time, segment=segment, topic=topic, channel=channel, fate=fate, ticket=-1)

    def ticket(
        self,
        arrival: float,
        outcome: TicketOutcome = TicketOutcome.RESOLVED,
        *,
        answered: float = NAN,
        resolved: float = NAN,
        segment: int = PRO,
        channel: int = EMAIL,
        topic: int = HOW_TO,
        tier: int = L1,
        chased: bool = False,
    ) -> int:
        return self._add(
            Tickets,
            arrival=arrival,
            segment=segment,
            topic=topic,
            channel=channel,
            tier=tier,
            outcome=outcome,
            answered=answered,
            resolved=resolved,
            chased=chased,
        )

    def contact(
        self,
        ticket: int,
        outcome: ContactOutcome,
        started: float,
        ended: float = NAN,
        *,
        attempt: int = 0,
        transfer: bool = False,
        channel: int = PHONE,
        tier: int = L1,
        callback: float = NAN,
    ) -> int:
        return self._add(
            Contacts,
            ticket=ticket,
            attempt=attempt,
            transfer=transfer,
            channel=channel,
            tier=tier,
            started=started,
            ended=ended,
            callback=callback,
            outcome=outcome,
        )

    def touch(
        self,
        ticket: int,
        kind: TouchKind,
        ready: float,
        started: float = NAN,
        ended: float = NAN,
        *,
        agent: int = -1,
        contact: int = -1,
        channel: int = EMAIL,
        tier: int = L1,
        live: bool = False,
        worked: bool = True,
    ) -> int:
        """A touch; unless ``worked`` is false its agent works on it from start to end in one spell."""
        row = self._add(
            Touches,
            ticket=ticket,
            contact=contact,
            kind=kind,
            channel=channel,
            tier=tier,
            live=live,
            ready=ready,
            started=started,
            ended=ended,
            agent=agent,
        )
        if worked and not math.isnan(ended):
            self.spell(agent, row, started, ended)
        return row

    def spell(self, agent: int, touch: int, begin: float, end: float, kind: SpellKind = SpellKind.WORK) -> int:
        return self._add(Spells, agent=agent, touch=touch, kind=kind, begin=begin, end=end)

    def agent(self, team: int = FIRST_TEAM) -> int:
        return self._add(Agents, team=team, shift=0, position=1)

    def duty(
        self,
        agent: int,
        begin: float,
        end: float,
        kind: DutyKind = DutyKind.ON_DUTY,
        *,
        real_end: float | None = None,
        shift_end: bool = False,
    ) -> int:
        return self._add(
            Duties,
            agent=agent,
            kind=kind,
            shift_end=shift_end,
            begin=begin,
            end=end,
            real_begin=begin,
            real_end=end if real_end is None else real_end,
        )

    def records(self) -> Records:
        return Records(*(_table(table, rows) for table, rows in self._rows.items()))  # type: ignore[arg-type]


_TYPES = {"FloatArray": np.float64, "IntArray": np.int64, "CodeArray": np.int8, "FlagArray": np.bool_}


def _table(table: type[Table], rows: list[Mapping[str, Any]]) -> Table:
    return table(*(np.array([row[f.name] for row in rows], dtype=_TYPES[str(f.type)]) for f in fields(table)))


def study_of(*stories: Story, scenario: Scenario | None = None) -> Study:
    """A study whose replications are the stories."""
    chosen = scenario or small_plan()
    records = tuple(story.records() for story in stories)
    inputs = compile_inputs(chosen)
    frames = (Frame(chosen, inputs),) * len(records)
    return Study(chosen, inputs, 1, records, tuple(range(len(records))), frames)


def measured(study: Study, name: str) -> dict[tuple[str, ...], MetricValue]:
    """The values of one metric by the names of its splits' members; () is the total."""
    chosen = [metric for metric in METRICS if metric.name == name]
    return {tuple(row.by.values()): row for row in measure_with(chosen, study)}


def value_of(story: Story, name: str, *by: str) -> float | None:
    """The value of one metric over a study of one story."""
    return measured(study_of(story), name)[by].value
