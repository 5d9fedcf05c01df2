"""The verb `compare`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from planner.cli.application import main
from tests.planner.story import PLAN

SCENARIOS = (
    '\n[scenarios."One more"]\nteams.First.shifts.day.agents = 3\n[scenarios.Night]\nhours.office.sat = "10:00-12:00"\n'
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN + SCENARIOS, encoding="utf-8")
    return path


@pytest.mark.slow
def test_that_scenarios_are_compared_and_written_in_every_format(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = [f"--json={tmp_path / 'a.json'}", f"--xlsx={tmp_path / 'a.xlsx'}", f"--csv={tmp_path / 'tables'}"]
    assert main(["compare", str(plan), "--workers=1", *targets]) == 0
    said = capsys.readouterr().out
    assert "“One more” against “Base”" in said
    assert "teams.First.shifts.day.agents" in said
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [part["scenario"] for part in report["comparisons"]] == ["One more", "Night"]
    first = report["comparisons"][0]
    assert first["changes"] == [{"address": "teams.First.shifts.day.agents", "before": "2", "after": "3"}]
    assert {row["outcome"] for row in first["differences"]} <= {
        "better", "worse", "different", "equal", "not told apart", "no value",
    }  # fmt: skip
    assert (tmp_path / "tables" / "differences.csv").read_text(encoding="utf-8-sig").startswith("baseline,scenario")
    assert "Comparison" in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames


def test_that_another_baseline_and_chosen_scenarios_are_possible(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    words = ["--baseline=One more", "--scenario=Base", "--quiet", f"--json={target}", "--workers=1"]
    assert main(["compare", str(plan), *words]) == 0
    (comparison,) = json.loads(target.read_text(encoding="utf-8"))["comparisons"]
    assert (comparison["baseline"], comparison["scenario"]) == ("One more", "Base")


def test_that_a_plan_without_scenarios_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    assert main(["compare", str(path)]) == 2
    assert "nothing to compare" in capsys.readouterr().err


def test_that_an_unknown_baseline_is_named(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(plan), "--baseline=One mor"]) == 2
    assert "One more" in capsys.readouterr().err
