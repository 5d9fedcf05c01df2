"""Answers of a tiny plan, made without the window's machinery, and plans that run in a moment."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from planner.scenario import Plan
from planner.scenario.files import read_plan_text
from planner.study import Study, run_study
from ui.running.answer import Answer
from ui.running.measuring import answer_of

_SMALL_PLAN = Path(__file__).parent.parent / "planner" / "scenario" / "small_plan.toml"


def tiny_plan(replications: int = 4, **run: Any) -> Plan:
    """The small desk, simulated for a week."""
    plan = read_plan_text(_SMALL_PLAN.read_text(encoding="utf-8"))

    def change(data: dict[str, Any]) -> None:
        data["weeks"] = 1
        settings = {"replications": replications, "warm_up": "1 d", "cool_down": "1 d", "seed": 3, **run}
        data["run"] = {**data.get("run", {}), **settings}

    return plan.edit(change)


def long_plan(replications: int = 1000) -> Plan:
    """The small desk with so many replications that nobody waits for the end."""
    plan = tiny_plan(replications)
    return plan.edit(lambda data: data.update(weeks=52))


@cache
def tiny_study(name: str = "Base") -> Study:
    return run_study(tiny_plan().scenario(name), workers=1)


@cache
def tiny_answer(name: str = "Base") -> Answer:
    """The answer of a scenario of the tiny plan, beside the base."""
    base = None if name == "Base" else tiny_study()
    return answer_of(tiny_plan(), tiny_study(name), base, complete=True)
