"""What ranges do to an answer: chances to miss promises, and which input matters."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from planner.cli.application import main
from planner.facts.intervals import share_interval
from planner.scenario.files import load_plan_text
from planner.study import Study, run_study
from planner.uncertainty import contributions, miss_chances
from simulation.records import ContactOutcome
from tests.planner.story import NINE, PHONE, PLAN, PRO, Story, small_plan, study_of

WAGE = "cost_per_hour = 10.0"
RANGES = (
    PLAN.replace("customers = 100", "customers = { low = 300, likely = 600, high = 900 }", 1)
    .replace(WAGE, "cost_per_hour = { low = 10.0, likely = 20.0, high = 60.0 }")
    .replace('within = "20 s", share = 0.8', 'within = "20 s", share = { low = 0.79, likely = 0.8, high = 0.81 }')
)


@cache
def study() -> Study:
    return run_study(load_plan_text(RANGES).base, replications=30, workers=1)


def test_that_each_replication_is_measured_with_what_it_drew() -> None:
    wages = [float(frame.scenario.teams["First"].cost_per_hour) for frame in study().frames]
    assert len(set(wages)) == len(wages)
    assert all(10.0 <= wage <= 60.0 for wage in wages)
    expected = [sum(cell.expected.sum() for cell in frame.inputs.demand) for frame in study().frames]
    assert np.corrcoef(expected, [float(f.scenario.segments["Free"].customers) for f in study().frames])[0, 1] > 0.999


def test_that_the_input_that_moves_an_outcome_comes_first() -> None:
    found = contributions(study(), ("cost_total_per_month", "occupancy"))
    first = {outcome: next(row for row in found if row.outcome == outcome) for outcome in {r.outcome for r in found}}
    assert first["cost_total_per_month"].address == "teams.First.cost_per_hour"
    assert first["cost_total_per_month"].certain
    assert first["cost_total_per_month"].correlation > 0.95
    assert first["occupancy"].address == "segments.Free.customers"
    for outcome in first:
        assert sum(row.share for row in found if row.outcome == outcome) == pytest.approx(1.0)


def test_that_a_plan_without_ranges_has_no_contributions() -> None:
    assert contributions(study_of(Story(), Story(), Story())) == ()


def waiting(*seconds: float) -> Story:
    story = Story()
    for wait in seconds:
        ticket = story.ticket(NINE, segment=PRO, channel=PHONE)
        story.contact(ticket, ContactOutcome.ANSWERED, NINE, NINE + wait)
    return story


def test_that_the_chance_to_miss_is_the_share_of_replications_that_did() -> None:
    kept, missed, nobody = waiting(5.0, 10.0), waiting(5.0, 30.0), Story()
    (chance,) = miss_chances(study_of(kept, missed, kept, nobody, scenario=small_plan()))
    assert (chance.level, chance.channel, chance.kind) == ("Gold", "phone", "answer")
    assert (chance.missed, chance.judged) == (1, 3)
    assert chance.chance == pytest.approx(1 / 3)


@pytest.mark.slow
def test_that_the_answer_tells_it_in_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(RANGES, encoding="utf-8")
    targets = [f"--json={tmp_path / 'a.json'}", f"--csv={tmp_path / 'tables'}", f"--xlsx={tmp_path / 'a.xlsx'}"]
    assert main(["run", str(plan), "--replications=4", "--workers=1", *targets]) == 0
    said = capsys.readouterr().out
    assert "How sure the promises are" in said
    assert "What the outcome depends on most" in said
    (found,) = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["studies"]
    assert {row["kind"] for row in found["uncertainty"]["miss_chances"]} == {"answer", "reply", "resolve"}
    assert any(row["address"] == "segments.Free.customers" for row in found["uncertainty"]["contributions"])
    header = (tmp_path / "tables" / "miss_chances.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header == "scenario,level,channel,kind,chance,low,high,judged"


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Clopper and Pearson's limits at 95 %, as in tables of the binomial distribution
    [(0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (5, 10, 0.1871, 0.8129), (1, 20, 0.0013, 0.2487)],
)
def test_that_intervals_of_shares_are_those_of_the_tables(count: int, of: int, low: float, high: float) -> None:
    assert share_interval(count, of, 0.95) == pytest.approx((low, high), abs=5e-5)
