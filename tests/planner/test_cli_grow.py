"""The verb `grow`: what it prints and writes, what it refuses, and what is kept after Ctrl-C."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

import planner.cli.choosing
import planner.staffing
from planner.cli import searching
from planner.cli.application import main
from planner.errors import PlannerError
from planner.staffing import Staffing
from planner.study import Study
from tests.planner.story import PLAN

pytestmark = pytest.mark.slow

LEAVING = 'hours_per_week = 40\nattrition_per_year = 0.5\nreplacement_cost = 900.0\nhiring_lead = "30 d"'
LEARNING = "hours_per_week = 40\nramp = { months = 2, handle_time_factor = 1.5 }"
GROWING = (
    PLAN.replace("customers = 100", "customers = 30\ngrowth_per_month = 0.2")
    .replace("hours_per_week = 40", LEAVING)
    .replace("hours_per_week = 20", LEARNING)
)
QUICK = ["--months=3", "--every=2", "--replications=4", "--workers=1"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(GROWING, encoding="utf-8")
    return path


def test_that_growth_is_followed_and_written_in_every_format(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = [f"--json={tmp_path / 'a.json'}", f"--xlsx={tmp_path / 'a.xlsx'}", f"--csv={tmp_path / 'tables'}"]
    assert main(["grow", str(plan), *QUICK, *targets]) == 0
    said, seen = capsys.readouterr()
    assert "Growth with the people of today" in said
    assert "Hiring plan" in said
    assert "Month by month with the people of today" in said
    assert "month 3 of 3" in seen
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert {row["month"] for row in report["growth"]} == {1, 2, 3}
    assert {row["outcome"] for row in report["growth"]} <= {"holds", "not certain", "missed", "no value"}
    hiring = report["hiring"]
    assert [(row["month"], row["searched"]) for row in hiring if row["team"] == "First"] == [
        (1, True), (2, False), (3, True),
    ]  # fmt: skip
    for row in hiring:
        assert (row["decide_by"] is not None) == (row["to_hire"] > 0)
        assert row["spare"] == pytest.approx(row["able"] - row["needed"])
    with (tmp_path / "tables" / "hiring.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.DictReader(file))) == len(hiring)
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert workbook.sheetnames == ["Growth with the people of today", "Hiring plan", "Assumptions and warnings"]


def test_that_a_scenario_may_be_chosen_and_values_set(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan.write_text(GROWING + "\n[scenarios.Steady]\nsegments.Pro.growth_per_month = 0.0\n", encoding="utf-8")
    target = tmp_path / "a.json"
    words = ["--scenario=Steady", "--set=segments.Free.growth_per_month=0.0", "--quiet", f"--json={target}"]
    assert main(["grow", str(plan), "--months=2", "--replications=4", "--workers=1", *words]) == 0
    rows = json.loads(target.read_text(encoding="utf-8"))["growth"]
    assert {row["customers"] for row in rows} == {60.0}
    assert capsys.readouterr().out == ""


def test_that_ctrl_c_keeps_the_months_that_finished(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    original, runs = planner.cli.choosing.run_study, 0

    def run_twice(*words: object, **options: object) -> Study:
        nonlocal runs
        runs += 1
        if runs == 3:
            raise KeyboardInterrupt
        return original(*words, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(planner.cli.choosing, "run_study", run_twice)
    assert main(["grow", str(plan), *QUICK]) == 130
    said, seen = capsys.readouterr()
    assert "2 of 3 months were simulated" in seen
    assert "no hiring plan" in seen
    assert "Growth with the people of today" in said
    assert "Hiring plan" not in said


def test_that_ctrl_c_in_a_search_keeps_the_hiring_plan_until_then(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    original, searches = planner.staffing.cheapest_staffing, 0

    def search_once(*words: object, **options: object) -> Staffing:
        nonlocal searches
        searches += 1
        if searches == 2:
            raise KeyboardInterrupt
        return original(*words, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(searching, "cheapest_staffing", search_once)
    assert main(["grow", str(plan), *QUICK]) == 130
    said, seen = capsys.readouterr()
    assert "people were searched in month 1; the hiring plan ends with month 1" in seen
    assert "Hiring plan" in said


def test_that_ctrl_c_before_the_first_month_says_that_there_is_nothing(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_words: object, **_options: object) -> Study:
        raise KeyboardInterrupt

    monkeypatch.setattr(planner.cli.choosing, "run_study", stop)
    assert main(["grow", str(plan), *QUICK]) == 130
    said, seen = capsys.readouterr()
    assert "there is no result" in seen
    assert said == ""


def test_that_a_search_that_fails_is_told(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_words: object, **_options: object) -> Staffing:
        raise PlannerError("No people anywhere.")

    monkeypatch.setattr(searching, "cheapest_staffing", fail)
    assert main(["grow", str(plan), *QUICK]) == 2
    assert "No people anywhere." in capsys.readouterr().err


def test_that_a_month_without_any_staffing_ends_the_hiring_plan(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = GROWING.replace("agents = 2", "agents = 2\nmax_agents = 2").replace(
        "growth_per_month = 0.2", "growth_per_month = 9.0"
    )
    plan.write_text(text, encoding="utf-8")
    assert main(["grow", str(plan), *QUICK]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "no staffing of these shifts shows every aim" in said
    assert "max_agents allows no more: teams.First.shifts.day" in said
    assert "The hiring plan ends with month 1." in said


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--months=0", "--replications=4"], "1 to 60 months"),
        (["--every=0", "--replications=4"], "not every 0"),
        (["--scenario=Steady"], "Steady"),
        (["--replications=3"], "at least 4 replications"),
    ],
)
def test_that_what_cannot_be_done_is_said_before_anything_is_simulated(
    plan: Path, capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    assert main(["grow", str(plan), "--workers=1", *words]) == 2
    said, seen = capsys.readouterr()
    assert reason in seen
    assert "Simulating" not in seen
    assert said == ""
