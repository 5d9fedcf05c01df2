"""The verbs `hours` and `levels`: what they print and write, what they refuse, and how they end."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from planner.cli.application import main
from planner.cli.hours import only_level
from planner.errors import PlannerError
from tests.planner.choices import PLAN, tiny

pytestmark = pytest.mark.slow

QUICKLY = ["--workers=1", "--replications=4"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_that_hours_are_printed_and_written_in_every_format(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = [f"--json={tmp_path / 'a.json'}", f"--xlsx={tmp_path / 'a.xlsx'}", f"--csv={tmp_path / 'tables'}"]
    words = ["hours", str(plan), "--options", "morning, day", "--options=always", "--for=Live", *QUICKLY, *targets]
    assert main(words) == 0
    said = capsys.readouterr()
    assert "Opening hours for Live" in said.out
    assert "always: cannot be staffed." in said.out
    assert "Searching people for day (2 of 3) ..." in said.err
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    rows = report["hours"]
    assert {row["option"] for row in rows} == {"morning", "day", "always"}
    assert len({tuple(row) for row in rows}) == 1
    (why,) = (row["reason"] for row in rows if not row["possible"])
    assert "no shift" in why
    assert {row["outcome"] for row in rows} <= {
        "",
        "better",
        "worse",
        "different",
        "equal",
        "not told apart",
        "no value",
    }
    assert [study["scenario"] for study in report["studies"]] == ["morning", "day"]
    with (tmp_path / "tables" / "hours.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.DictReader(file))) == len(rows)
    assert "Opening hours for Live" in openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True).sheetnames


def test_that_levels_are_printed_and_written_in_every_format(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = [f"--json={tmp_path / 'a.json'}", f"--xlsx={tmp_path / 'a.xlsx'}", f"--csv={tmp_path / 'tables'}"]
    assert main(["levels", str(plan), "--segment=Small", *QUICKLY, *targets]) == 0
    said = capsys.readouterr()
    assert "Support levels" in said.out
    assert "Estimating 3 combinations ..." in said.err
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert {row["combination"] for row in report["levels"]} == {"Small: Articles", "Small: Basic", "Small: Live"}
    assert any(row["recommended"] for row in report["levels"])
    assert {"combination": "Small: Live", "segment": "Small", "level": "Live"} in report["levels_combinations"]
    assert (tmp_path / "tables" / "levels.csv").exists()
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)["Support levels"]
    assert sheet["A1"].value == "Support levels"


def test_that_a_plan_without_values_recommends_nothing(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.write_text(PLAN.replace("gross_margin = 0.8", ""), encoding="utf-8")
    assert main(["levels", str(plan), "--keep=Large", *QUICKLY]) == 0
    assert "does not say what all customers pay" in " ".join(capsys.readouterr().out.split())


def test_that_nothing_but_impossible_options_ends_with_one_and_says_why(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.xlsx"
    assert main(["hours", str(plan), "--options=always", "--for=Live", f"--xlsx={target}", *QUICKLY]) == 1
    assert "None of these hours can be staffed" in capsys.readouterr().out
    assert target.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hours", "--for=Live", "--options=dy"], "Did you mean “day”? The plan has: morning, day, always."),
        (["hours"], "with --for: Basic, Live."),
        (["hours", "--for=Live", "--replications=2"], "at least 4 replications"),
        (["levels", "--keep=Large", "--replications=2"], "at least 4 replications"),
        (["levels", "--segment=Smal"], "Did you mean “Small”?"),
        (["levels", "--keep=Small", "--keep=Large"], "There is nothing to choose"),
    ],
)
def test_that_wrong_words_are_refused_with_what_is_known(
    plan: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    verb, *options = words
    assert main([verb, str(plan), *options]) == 2
    assert said in capsys.readouterr().err


def test_that_the_only_level_with_channels_needs_no_name() -> None:
    text = PLAN.replace('support_level = "Basic"', 'support_level = "Live"')
    assert only_level(tiny(text)) == "Live"
    with pytest.raises(PlannerError):
        only_level(tiny())


def test_that_ctrl_c_keeps_what_finished_and_says_so(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import signal

    from planner.cli import searching

    searched = searching.cheapest_staffing

    def interrupted(scenario, *places, **words):  # type: ignore[no-untyped-def]
        found = searched(scenario, *places, **words)
        if scenario.name in {"day", "Small: Articles, Large: Live"}:
            signal.raise_signal(signal.SIGINT)
        return found

    monkeypatch.setattr(searching, "cheapest_staffing", interrupted)
    assert main(["hours", str(plan), "--options=morning,day", "--for=Live", *QUICKLY]) == 130
    said = capsys.readouterr()
    assert "Stopped. The answer rests on the 1 of 2 options that had finished: morning." in said.err
    assert "What each option takes" in said.out
    assert main(["hours", str(plan), "--options=day", "--for=Live", *QUICKLY]) == 130
    assert "there is no result" in capsys.readouterr().err
