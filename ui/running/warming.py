"""A tiny run that nobody sees: it starts the processes and loads what runs need, before the user asks for one."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from planner.errors import PlannerError
from ui.running.warm_pool import WarmPool

if TYPE_CHECKING:
    from planner.scenario import Plan
    from planner.study import Study

_PLAN = """
format = 1
start = 2026-03-02
weeks = 1
[hours.office]
mon-fri = "09:00-17:00"
[segments.Customers]
customers = 10
contacts_per_customer_month = 1.0
support_level = "Basic"
channels = { email = 1.0 }
[support_levels.Basic.offers.email]
hours = "office"
[channels.email]
kind = "deferred"
[tiers.L1]
[topics.any]
share = 1.0
tier = "L1"
work.L1 = { handle_time = "10 min" }
[teams.First]
tier = "L1"
[teams.First.shifts.day]
days = "mon-fri"
span = "09:00-17:00"
agents = 1
"""


def warm_up(pool: WarmPool, stop: Event) -> None:
    """Start all processes of the pool and load what measuring needs; ends soon, with less done, when it is stopped."""
    if stop.is_set():
        return
    from planner.scenario.files import read_plan_text

    plan = read_plan_text(_PLAN)
    study = _started(pool, plan, stop)
    if study is None or stop.is_set():
        return
    from ui.running.measuring import answer_of

    if not stop.is_set():
        answer_of(plan, study, None, complete=True)


def _started(pool: WarmPool, plan: Plan, stop: Event) -> Study | None:
    """Start the processes; None if it was stopped. They stay for the run that waits."""
    from planner.pool import usable_cores
    from planner.study import run_study

    with pool.lent() as lent:
        try:
            # all at once, so that each process gets one while none is idle yet
            return run_study(plan.scenario(), replications=max(2, usable_cores()), pool=lent, stop=stop)
        except PlannerError:
            if not stop.is_set():
                raise
            return None
