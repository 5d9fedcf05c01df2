"""The verb `staff`: what it prints, writes and refuses, and that its answer is a scenario of the plan."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from planner.cli.application import main
from planner.scenario.files import load_plan
from planner.study import run_study
from tests.planner.digits import digests
from tests.planner.story import PLAN

FAST = ["--workers=1", "--replications=6"]
PATTERNS = '\n[teams.First.patterns]\nlengths = ["8 h"]\nstarts = ["09:00", "10:00"]\ndays = ["mon-fri"]\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return written(tmp_path, PLAN)


@pytest.mark.slow
def test_that_the_answer_is_written_in_every_format(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = [f"--json={tmp_path / 'a.json'}", f"--xlsx={tmp_path / 'a.xlsx'}", f"--csv={tmp_path / 'tables'}"]
    assert main(["staff", str(plan), *FAST, *targets]) == 0
    said = capsys.readouterr().out
    for title in ("The cheapest staffing", "Who works when", "What the simulation shows", "Why so many"):
        assert title in said
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert {"team", "shift", "days", "span", "agents"} <= set(report["staffing"][0])
    assert all(row["holds"] for row in report["staffing_aims"])
    assert [study["scenario"] for study in report["studies"]] == ["Staffed"]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "The cheapest staffing"
    assert (tmp_path / "tables" / "staffing.csv").exists()


@pytest.mark.slow
def test_that_the_saved_scenario_has_the_digits_of_the_answer(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    assert main(["staff", str(plan), f"--write={plan}", "--quiet", f"--json={target}", *FAST]) == 0
    again = tmp_path / "b.json"
    words = ["--scenario=Staffed", "--replications=6", "--workers=1", "--quiet", f"--json={again}"]
    assert main(["run", str(plan), *words]) == 0
    answer, run = (json.loads(path.read_text(encoding="utf-8"))["studies"] for path in (target, again))
    assert answer == run


@pytest.mark.slow
def test_that_generated_shifts_are_saved_as_shifts_of_the_scenario(tmp_path: Path) -> None:
    plan = written(tmp_path, PLAN + PATTERNS)
    target = tmp_path / "staffed.toml"
    assert main(["staff", str(plan), f"--write={target}", "--as=Lean", "--quiet", *FAST]) == 0
    staffed = load_plan(target)
    shifts = staffed.scenario("Lean").teams["First"].shifts
    assert shifts
    assert all(name.startswith("mon-fri ") and shift.agents > 0 for name, shift in shifts.items())
    assert "day" in staffed.base.teams["First"].shifts
    assert digests(run_study(staffed.scenario("Lean"), replications=1, workers=1))


def test_that_the_plans_own_shifts_are_kept_where_wanted(tmp_path: Path) -> None:
    plan = written(tmp_path, PLAN + PATTERNS)
    target = tmp_path / "staffed.toml"
    assert main(["staff", str(plan), f"--write={target}", "--own-shifts", "--quiet", *FAST]) == 0
    assert list(load_plan(target).scenario("Staffed").teams["First"].shifts) == ["day"]


def test_that_what_cannot_be_done_is_explained_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = written(tmp_path, PLAN.replace('hours = "office"', 'hours = "always"'))
    with plan.open("a", encoding="utf-8") as file:
        file.write('\n[hours.always]\nmon-sun = "00:00-24:00"\n')
    before = plan.read_text(encoding="utf-8")
    assert main(["staff", str(plan), f"--write={plan}", *FAST]) == 1
    assert "No staffing" in capsys.readouterr().out
    assert plan.read_text(encoding="utf-8") == before


def test_that_too_few_replications_are_refused(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", str(plan), "--replications=3", "--workers=1"]) == 2
    assert "at least 4 replications" in capsys.readouterr().err


def test_that_a_taken_name_is_refused_before_the_search(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", str(plan), "--as=Base", *FAST]) == 2
    assert "already has a scenario" in capsys.readouterr().err


@pytest.mark.slow
def test_that_a_sweep_may_search_the_people_of_each_point(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    words = ["--vary=segments.Pro.customers=100,4000", "--staff", "--quiet", f"--json={target}"]
    assert main(["sweep", str(plan), *words, *FAST]) == 0
    report = json.loads(target.read_text(encoding="utf-8"))
    cost = dict.fromkeys((row["scenario"] for row in report["staffing"]), 0.0)
    for row in report["staffing"]:
        assert row["possible"]
        cost[row["scenario"]] += row["cost_per_week"]
    low, high = cost.values()
    assert low < high
    assert [point["scenario"] for point in report["sweep"]["points"]] == list(cost)
