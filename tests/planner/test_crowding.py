"""Crowding out: who waits because of whom, and whether remedies help."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from planner.cli.application import main
from planner.comparison import Outcome
from planner.scenario import Scenario
from planner.scenario.files import load_plan_text
from planner.studies import Crowding, crowding
from planner.study import Study, run_study
from tests.planner.story import PLAN

pytestmark = pytest.mark.slow

# one queue, first come: many small customers, a few large ones, people for both just enough
CROWDED = (
    PLAN.replace("customers = 100", "customers = 1500", 1)
    .replace("[support_levels.Basic]\npriority = 2", "[support_levels.Basic]\npriority = 1")
    .replace("agents = 1", "agents = 4")
    + '\n[routing]\norder = "first come"\n'
)


@cache
def found() -> Crowding:
    return crowding_in(CROWDED, 16)


def crowding_in(text: str, replications: int) -> Crowding:
    def run(scenario: Scenario) -> Study:
        return run_study(scenario, replications=replications, workers=1)

    return crowding(run(load_plan_text(text).base), run)


def test_that_the_large_segment_crowds_out_the_small_one() -> None:
    assert (found().crowded, found().by) == ("Pro", "Free")
    wait = found().wait("Pro", "Free")
    assert wait.outcome is Outcome.BETTER  # without Free
    assert wait.value is not None
    assert wait.value < 0.0


def test_that_service_before_others_helps_and_an_unchanged_rule_does_not() -> None:
    remedies = {remedy.name: remedy for remedy in found().remedies}
    assert remedies["Pro is served first"].crowded.outcome is Outcome.BETTER
    assert set(remedies) == {"Pro is served first", "Pro has people of its own", "Free has the level Gold"}


def test_that_a_segment_alone_is_not_crowded() -> None:
    text = CROWDED.replace("customers = 100", "customers = 0")
    alone = crowding_in(text, 2)
    assert (alone.crowded, alone.by, alone.remedies) == ("", "", ())


def test_that_the_command_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(CROWDED, encoding="utf-8")
    target = tmp_path / "a.json"
    words = ["--crowding", "--replications=3", "--workers=1", f"--json={target}", f"--csv={tmp_path / 'tables'}"]
    assert main(["run", str(plan), *words]) == 0
    assert "Crowding out: Base" in capsys.readouterr().out
    (section,) = json.loads(target.read_text(encoding="utf-8"))["crowding"]
    assert {(row["segment"], row["because_of"]) for row in section["waits"]} == {("Free", "Pro"), ("Pro", "Free")}
    assert (tmp_path / "tables" / "crowding.csv").exists()
