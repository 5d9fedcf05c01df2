"""The verb `sweep`: what it prints and writes, how values are written, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from planner.cli import simulating
from planner.cli.application import main
from planner.cli.sweep import parse_axes, split_values
from planner.errors import PlannerError
from planner.scenario import Scenario
from planner.study import Study
from tests.planner.story import PLAN

AGENTS = "teams.First.shifts.day.agents"
CUSTOMERS = "segments.Pro.customers"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN.replace("customers = 100", "customers = 2500"), encoding="utf-8")
    return path


def swept(plan: Path, *words: str) -> int:
    return main(["sweep", str(plan), "--workers=1", "--replications=3", *words])


def test_that_one_axis_is_answered_in_words_and_curves(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert swept(plan, f"--vary={AGENTS}=1,2,6") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"Differences are to {AGENTS} = 2, the plan as it stands." in said
    assert "missed" in said
    assert "●" in said
    assert "✗ worse" in said


def test_that_every_format_has_the_sweep(plan: Path, tmp_path: Path) -> None:
    targets = [f"--json={tmp_path / 'a.json'}", f"--xlsx={tmp_path / 'a.xlsx'}", f"--csv={tmp_path / 'tables'}"]
    assert swept(plan, f"--vary={AGENTS}=1,3", "--quiet", *targets) == 0
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    found = report["sweep"]
    assert found["axes"] == [{"address": AGENTS, "values": [1, 3]}]
    assert [point["values"] for point in found["points"]] == [{AGENTS: 1}, {AGENTS: 3}]
    assert [study["scenario"] for study in report["studies"]] == [point["scenario"] for point in found["points"]]
    cost = [row for row in found["rows"] if row["metric"] == "cost_total_per_month" and not row["by"]]
    assert [row["outcome"] for row in cost] == ["reference", "worse"]
    assert cost[1]["difference"] == pytest.approx(cost[1]["value"] - cost[0]["value"])
    assert not found["reference_is_the_plan"]
    with (tmp_path / "tables" / "sweep.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row[AGENTS] for row in rows} == {"1", "3"}
    assert len(rows) == len(found["rows"])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Sweep", "Sweep rows", "Assumptions and warnings"]


def test_that_the_workbook_has_a_native_chart_with_intervals_for_each_figure(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    assert swept(plan, f"--vary={AGENTS}=1,3", "--quiet", f"--xlsx={target}") == 0
    book = zipfile.ZipFile(io.BytesIO(target.read_bytes()))
    charts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) >= 8
    assert all("<c:scatterChart>" in chart and "<c:errBars>" in chart for chart in charts)


@pytest.mark.slow
def test_that_two_axes_make_grids(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.xlsx"
    assert swept(plan, f"--vary={AGENTS}=2,4", f"--vary={CUSTOMERS}=50,100", f"--xlsx={target}") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "of 4 points" in said
    assert "customers = 50 customers = 100" in said
    sheet = openpyxl.load_workbook(target)["Sweep"]
    assert "customers = 100" in {cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.slow
def test_that_words_and_tables_can_be_varied(plan: Path, tmp_path: Path) -> None:
    mixes = "{ email = 1.0 },{ email = 0.4, chat = 0.6 }"
    target = tmp_path / "a.json"
    words = [f"--vary=segments.Pro.channels={mixes}", "--vary=routing.order=first come,priority"]
    assert swept(plan, *words, "--quiet", f"--json={target}", f"--xlsx={tmp_path / 'a.xlsx'}") == 0
    axes = json.loads(target.read_text(encoding="utf-8"))["sweep"]["axes"]
    assert axes[0]["values"] == [{"email": 1.0}, {"email": 0.4, "chat": 0.6}]
    assert axes[1]["values"] == ["first come", "priority"]


def test_that_a_change_of_set_holds_at_every_point(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    words = [f"--vary={AGENTS}=3,4", f"--set={AGENTS}=4", "--quiet", f"--json={target}"]
    assert swept(plan, *words) == 0
    found = json.loads(target.read_text(encoding="utf-8"))["sweep"]
    assert (found["reference"], found["reference_is_the_plan"]) == (f"{AGENTS} = 4", True)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3,4,5", ["3", "4", "5"]),
        (" 6 min , 8 min", ["6 min", "8 min"]),
        ('"a, b",c', ['"a, b"', "c"]),
        ("'a, b',c", ["'a, b'", "c"]),
        (r'"a\", b",c', [r'"a\", b"', "c"]),
        ("[1, 2],[3]", ["[1, 2]", "[3]"]),
        ('{ a = "x, }", b = [1, 2] },3', ['{ a = "x, }", b = [1, 2] }', "3"]),
        ("O'Brien,x", ["O'Brien", "x"]),
    ],
)
def test_that_commas_in_quotes_and_brackets_belong_to_a_value(text: str, values: list[str]) -> None:
    assert split_values(text) == values


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Name what to vary"),
        (["teams.L1"], "needs ADDRESS=A,B,C"),
        (["a=1,,2"], "a value is missing"),
        (["a="], "a value is missing"),
        (["a=[1,2"], "a bracket is not closed"),
        (['a="1,2'], "a quote is not closed"),
    ],
)
def test_that_what_cannot_be_read_is_refused_in_a_sentence(words: list[str], sentence: str) -> None:
    with pytest.raises(PlannerError) as error:
        parse_axes(words)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_that_wrong_points_end_the_command_before_anything_is_simulated(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert swept(plan, f"--vary={AGENTS}=2,-1,x") == 2
    said = capsys.readouterr().err
    assert f"{AGENTS} = -1" in said
    assert f"{AGENTS} = x" in said
    assert "Simulating" not in said


def test_that_three_places_are_refused(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert swept(plan, *[f"--vary={AGENTS}=1,2"] * 3) == 2
    assert "not 3" in capsys.readouterr().err


def test_that_ctrl_c_keeps_the_points_that_finished_and_says_so(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import signal

    run = simulating.run_study
    begun: list[str] = []

    def interrupted(scenario: Scenario, **options: object) -> Study:
        begun.append(scenario.name)
        if len(begun) == 3:
            signal.raise_signal(signal.SIGINT)
        return run(scenario, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(simulating, "run_study", interrupted)
    assert swept(plan, f"--vary={AGENTS}=2,3,4,5") == 130
    said = capsys.readouterr()
    assert "rests on the 2 of 4 points that had finished" in said.err
    assert "At a glance" in said.out
    assert len(begun) == 3
