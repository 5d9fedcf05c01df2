"""Every example plan: it loads, explains itself, runs, and gives the results that were approved.

A wanted change of results is approved by running this file as a script, for all examples or for those named:

    .venv/bin/python -m tests.test_scenarios
    .venv/bin/python -m tests.test_scenarios two-tiers
"""

from __future__ import annotations

import csv
import difflib
import io
import math
import re
import sys
from pathlib import Path

import pytest

from planner.metrics import measure
from planner.scenario.files import load_plan
from planner.study import run_study

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = {path.stem: path for path in sorted((ROOT / "scenarios").glob("*.toml"))}
APPROVED = Path(__file__).resolve().parent / "approved"
SITUATIONS = 19

REPLICATIONS = 4
DIGITS = 4
HEADLINES = (
    "tickets_offered",
    "tickets_resolved",
    "tickets_abandoned",
    "tickets_open",
    "contacts_unserved",
    "contacts_deflected",
    "average_speed_of_answer",
    "service_level",
    "abandonment_rate",
    "first_response_time_p90",
    "resolution_time_mean",
    "occupancy",
    "fte",
    "cost_total",
    "cost_per_ticket",
)
SPLITS: tuple[set[str], ...] = (set(), {"segment"}, {"team"})


def results(name: str) -> str:
    """The headline metrics of an example's base, in total, by segment and by team, as CSV."""
    study = run_study(load_plan(EXAMPLES[name]).scenario("Base"), replications=REPLICATIONS, workers=1)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["metric", "by", "value", "low", "high"])
    for row in measure(study):
        if row.metric in HEADLINES and set(row.by) in SPLITS:
            by = ", ".join(f"{split}={part}" for split, part in row.by.items())
            rows.writerow([row.metric, by, *(_rounded(number) for number in (row.value, row.low, row.high))])
    return text.getvalue()


def _rounded(number: float | None) -> str:
    return "" if number is None else f"{float(f'{number:.{DIGITS}g}'):.12g}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_that_an_example_has_no_problems_and_says_what_it_shows(name: str) -> None:
    text = EXAMPLES[name].read_text(encoding="utf-8")
    header = text.split("\n\n", maxsplit=1)[0]
    assert all(line.startswith("#") for line in header.splitlines())
    for heading in ("# The situation.", "# What to look at.", "# What to try.", "starting points"):
        assert heading in header
    plan = load_plan(EXAMPLES[name])
    assert len(plan.scenario_names) > 1
    for scenario in plan.scenario_names:
        plan.scenario(scenario)


@pytest.mark.parametrize("name", EXAMPLES)
def test_that_an_example_gives_its_approved_results(name: str) -> None:
    approved = (APPROVED / f"{name}.csv").read_text(encoding="utf-8")
    found = results(name)
    changed = "\n".join(
        difflib.unified_diff(approved.splitlines(), found.splitlines(), "approved", "found", "", "", 0, "")
    )
    assert found == approved, f"approve it if it is wanted: .venv/bin/python -m tests.test_scenarios {name}\n{changed}"


def test_that_each_approved_table_belongs_to_an_example() -> None:
    assert {path.stem for path in APPROVED.glob("*.csv")} == set(EXAMPLES)


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_that_every_scenario_of_an_example_runs_and_loses_no_ticket(name: str) -> None:
    plan = load_plan(EXAMPLES[name])
    for scenario in plan.scenario_names:
        study = run_study(plan.scenario(scenario), replications=1, workers=1)
        values = {row.metric: row.value for row in measure(study) if not row.by}
        ended = [values[f"tickets_{outcome}"] or 0.0 for outcome in ("resolved", "abandoned", "open")]
        assert values["tickets_offered"] == sum(ended), scenario
        assert math.isfinite(values["cost_total"] or math.nan), scenario


def test_that_the_table_of_examples_lists_each_example_and_each_situation() -> None:
    page = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)\.toml`", page, re.MULTILINE)) == set(EXAMPLES)
    assert set(re.findall(r"\| .*`([\w-]+)\.toml`", page)) <= set(EXAMPLES)
    assert [int(number) for number in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)] == list(range(1, SITUATIONS + 1))


if __name__ == "__main__":
    for example in sys.argv[1:] or EXAMPLES:
        (APPROVED / f"{example}.csv").write_text(results(example), encoding="utf-8")
