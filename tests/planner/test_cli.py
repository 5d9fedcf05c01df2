"""The command: what it prints, what it writes, and its exit codes; run in this process."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner import examples
from planner.cli import application, main
from planner.cli.calibrate import mapping_of
from planner.cli.exit_codes import ExitCode
from planner.errors import PlannerError
from planner.version import __version__

PLAN = """
format = 1
name = "Small desk"
start = 2026-03-02
weeks = 1

[hours.office]
mon-fri = "09:00-17:00"

[segments.Pro]
customers = 200
contacts_per_customer_month = 1.0
support_level = "Standard"
channels = { phone = 1.0 }

[support_levels.Standard.offers.phone]
hours = "office"
answer = { within = "60 s", share = 0.5 }

[channels.phone]
kind = "live"
patience = "4 min"

[tiers.L1]
[topics.any]
share = 1.0
tier = "L1"
work.L1 = { handle_time = "5 min" }

[teams.Desk]
tier = "L1"
cost_per_hour = 20.0
[teams.Desk.shifts.day]
days = "mon-fri"
span = "09:00-17:00"
agents = 2

[scenarios."One agent"]
[scenarios."One agent".teams.Desk.shifts.day]
agents = 1
"""
QUICK = ("--replications", "2", "--workers", "1")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "desk.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def words(plan: Path, *more: str | Path) -> list[str]:
    return ["run", str(plan), *QUICK, *map(str, more)]


def paid_hours(path: Path) -> list[float]:
    studies = json.loads(path.read_text(encoding="utf-8"))["studies"]
    return [
        row["value"] for study in studies for row in study["metrics"] if row["metric"] == "paid_hours" and not row["by"]
    ]


def test_that_the_help_names_every_verb_and_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    result = CliRunner().invoke(application.app, ["--help"])
    assert result.exit_code == 0
    assert all(verb in result.output for verb in ("run", "check", "calibrate", "schema", "app"))
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"support-planner {__version__}\n"


@pytest.mark.parametrize("verb", ["run", "check", "calibrate", "schema", "app"])
def test_that_every_verb_has_a_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    assert f"support-planner {verb}" in capsys.readouterr().out


def test_that_a_run_answers_on_the_screen_and_in_every_format(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {option: tmp_path / option for option in ("json", "xlsx", "csv", "records")}
    files = [str(word) for option, place in places.items() for word in (f"--{option}", place)]
    assert main(words(plan, *files)) == ExitCode.DONE
    shown = capsys.readouterr()
    assert "Small desk" in shown.out
    assert "Promises" in shown.out
    assert shown.err.count("\n") == 1 + len(places)
    assert json.loads(places["json"].read_text(encoding="utf-8"))["plan"] == "Small desk"
    assert zipfile.is_zipfile(places["xlsx"])
    assert (places["csv"] / "metrics.csv").is_file()
    assert (places["records"] / "replication-002-tickets.csv").is_file()


def test_that_scenarios_are_run_beside_each_other(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    both = ("--scenario", "Base", "--scenario", "One agent", "--json", target, "--quiet")
    assert main(words(plan, *both)) == 0
    assert paid_hours(target) == [80.0, 40.0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "hours"),
    [
        (["teams.Desk.shifts.day.agents=3"], [120.0, 120.0]),
        (['teams.Desk.shifts.day.days="mon-thu"'], [64.0, 32.0]),
        (["teams.Desk.shifts.day.days=mon-thu", "teams.Desk.absence=0.0"], [64.0, 32.0]),
    ],
)
def test_that_set_changes_a_value_in_the_base_and_in_the_chosen_scenarios(
    changes: list[str], hours: list[float], plan: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.json"
    options = [word for change in changes for word in ("--set", change)]
    both = ("--scenario", "Base", "--scenario", "One agent", "--json", target, "--quiet")
    assert main(words(plan, *options, *both)) == 0
    assert paid_hours(target) == hours
    assert plan.read_text(encoding="utf-8") == PLAN


def test_that_json_goes_to_the_screen_instead_of_the_answer(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words(plan, "--json", "-")) == 0
    assert json.loads(capsys.readouterr().out)["format"] == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--scenario", "One agents"], "One agent"),
        (["--replications", "0"], "replications"),
        (["--seed", "nan"], "seed"),
        (["--seed", "-1"], "seed"),
        (["--precision", "nan"], "precision"),
        (["--precision", "0"], "precision"),
        (["--workers", "0"], "workers"),
        (["--example", "two-tiers"], "not both"),
        (["--set", "teams.Desk"], "ADDRESS=VALUE"),
        (["--set", "teams.Dusk.absence=0.1"], "teams.Desk"),
        (["--set", "teams.Desk.absense=0.1"], "absence"),
        (["--set", "teams.Desk.absence=lots"], "absence"),
        (["--set", "a b=1"], "address"),
        (["--set", "format=2"], "--set"),
        (["--quiet"], "nothing"),
        (["--log-level", "loud"], "log level"),
        (["--json", "missing/out.json"], "does not exist"),
        (["--json", "."], "--json"),
        (["--json", "same", "--xlsx", "same"], "same place"),
        (["--json", "desk.toml"], "overwrite the plan"),
        (["--csv", "desk.toml"], "desk.toml"),
        (["--exampel", "x"], "--example"),
    ],
)
def test_that_wrong_input_ends_in_one_sentence_before_the_run_with_nothing_written(
    more: list[str], sentence: str, plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_arguments: object, **_options: object) -> None:
        pytest.fail("the run had started")

    monkeypatch.chdir(plan.parent)
    monkeypatch.setattr("planner.cli.simulating.run_study", never)
    assert main(["run", "desk.toml", *more]) == ExitCode.WRONG_INPUT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert sentence in shown.err
    assert shown.err.count("\n") == 1
    assert "Traceback" not in shown.err
    assert [path.name for path in plan.parent.iterdir()] == ["desk.toml"]
    assert plan.read_text(encoding="utf-8") == PLAN


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"name = ", b"\xff\xfe", b"format = 99"])
@pytest.mark.parametrize("verb", ["run", "check"])
def test_that_a_file_that_is_no_plan_is_refused_with_a_reason(
    verb: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    assert main([verb, str(path)]) == ExitCode.WRONG_INPUT
    shown = capsys.readouterr()
    assert shown.err
    assert "Traceback" not in shown.err


def test_that_an_unknown_example_lists_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--example", "two-tires"]) == ExitCode.WRONG_INPUT
    shown = capsys.readouterr().err
    assert "Did you mean two-tiers?" in shown
    assert all(name in shown for name in examples.example_names())


@pytest.mark.parametrize("name", examples.example_names())
def test_that_every_example_passes_the_check(name: str) -> None:
    assert main(["check", "--example", name]) == ExitCode.DONE


def test_that_check_says_that_there_are_no_problems(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(plan)]) == ExitCode.DONE
    assert capsys.readouterr().out == "Small desk: no problems.\n"


def test_that_check_lists_all_problems_at_once(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.write_text(PLAN.replace("customers = 200", "customers = -1").replace("agents = 2", "agents = 2.5"), "utf-8")
    assert main(["check", str(plan)]) == ExitCode.WRONG_INPUT
    shown = capsys.readouterr().err
    assert "segments.Pro.customers" in shown
    assert "teams.Desk.shifts.day.agents" in shown


def test_that_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_that_a_fault_of_the_program_is_logged_and_said_in_one_sentence(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("of the program")

    monkeypatch.setattr("planner.reporting.build_report", fail)
    assert main(words(plan)) == ExitCode.OWN_FAULT
    shown = capsys.readouterr().err
    assert str(application.log.log_file()) in shown
    assert "ZeroDivisionError" not in shown
    assert "ZeroDivisionError" in application.log.log_file().read_text(encoding="utf-8")
    assert caplog.records[-1].levelno == logging.ERROR


def test_that_a_file_that_fails_at_the_end_does_not_cost_the_others(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_arguments: object) -> None:
        raise PlannerError("disk full")

    monkeypatch.setattr("planner.reporting.writer.write_atomically", full)
    tables = tmp_path / "tables"
    assert main(words(plan, "--json", tmp_path / "out.json", "--csv", tables)) == ExitCode.WRONG_INPUT
    assert "disk full" in capsys.readouterr().err
    assert (tables / "metrics.csv").is_file()


def test_that_columns_of_a_history_may_be_mapped_in_one_option_or_several() -> None:
    assert mapping_of(["arrived=Created, at, answered=First reply", "drop=state:spam"]) == {
        "arrived": "Created, at",
        "answered": "First reply",
        "drop": "state:spam",
    }
    with pytest.raises(PlannerError, match="FIELD=COLUMN"):
        mapping_of(["arrived"])


def test_that_a_history_becomes_a_plan_that_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    history, plan = tmp_path / "calls.csv", tmp_path / "plan.toml"
    rows = [
        f"2026-03-{day:02d} {hour:02d}:{minute:02d}:00,2026-03-{day:02d} {hour:02d}:{minute:02d}:20,"
        f"2026-03-{day:02d} {hour:02d}:{minute + 3:02d}:40"
        for day in range(2, 16)
        for hour in range(9, 17)
        for minute in (5, 25, 45)
    ]
    history.write_text("\n".join(["came,taken,done", *rows]), encoding="utf-8")
    mapping = ("--map", "arrived=came, answered=taken, ended=done", "--map", "channel==phone")
    assert main(["calibrate", str(history), *mapping, "--write", str(plan)]) == 0
    assert "Assumed" in capsys.readouterr().out
    assert main(["check", str(plan)]) == 0
    assert main(["calibrate", str(history), *mapping, "--write", str(plan)]) == ExitCode.WRONG_INPUT
    assert "--replace" in capsys.readouterr().err
    assert main(["calibrate", str(history), *mapping, "--write", str(history), "--replace"]) == ExitCode.WRONG_INPUT
    assert history.read_text(encoding="utf-8").startswith("came,taken,done")


def test_that_the_window_is_opened_with_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def window(plan: object = None) -> int:
        opened.append(plan)
        return 0

    monkeypatch.setattr("ui.app.main", window)
    assert main(["app", "desk.toml"]) == 0
    assert opened == [Path("desk.toml")]
