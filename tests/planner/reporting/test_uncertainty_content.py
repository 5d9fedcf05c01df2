"""What is said about ranges of a plan."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from planner.reporting.building import build_report
from planner.reporting.content import uncertainty as content
from planner.reporting.content.findings import Findings
from planner.reporting.content.promises import promises
from planner.reporting.report import Quantity, Report, Table, Uncertainty
from planner.reporting.xlsx import workbook_bytes
from planner.scenario import Plan
from planner.scenario.files import load_plan_text
from planner.study import Study, run_study
from planner.uncertainty import Contribution, MissChance
from tests.planner.reporting.conftest import PLAN

RANGE = PLAN.replace("customers = 1000", "customers = { low = 900, likely = 1000, high = 1200 }")
CHANCES = (
    MissChance("Standard", "chat", "answer", 0, 20, 0.0, 0.168),
    MissChance("Standard", "email", "reply", 8, 20, 0.191, 0.639),
)
WAIT, COST, KEPT = "first_response_time_mean", "cost_total_per_month", "target_attainment_reply"
FOUND = (
    Contribution(WAIT, "segments.Pro.customers", 0.7, 0.8, True),
    Contribution(WAIT, "teams.Day.absence", 0.1, 0.2, False),
    Contribution(KEPT, "teams.Day.absence", 0.2, 1.0, False),
    Contribution(COST, "segments.Pro.customers", -0.6, 0.9, True),
)


@pytest.fixture
def ranged(study: Study) -> Study:
    return replace(study, scenario=load_plan_text(RANGE).base)


def said(
    monkeypatch: pytest.MonkeyPatch, study: Study, chances: tuple[MissChance, ...], found: tuple[Contribution, ...]
) -> Uncertainty:
    monkeypatch.setattr(content, "miss_chances", lambda _study: chances)
    monkeypatch.setattr(content, "contributions", lambda _study: found)
    uncertainty = content.uncertainty_of(study, promises(Findings(study.scenario, (), ())))
    assert uncertainty is not None
    return uncertainty


def table(uncertainty: Uncertainty, key: str) -> Table:
    return next(table for table in uncertainty.tables if table.key == key)


def test_that_the_promise_at_most_risk_and_the_inputs_worth_knowing_are_said(
    monkeypatch: pytest.MonkeyPatch, ranged: Study
) -> None:
    chance, inputs = said(monkeypatch, ranged, CHANCES, FOUND).answers
    assert chance == (
        "Most at risk by what is not known: Standard email, 90 % replied in 8 h (open): missed in 40 % (19–64) of"
        " possible worlds."
    )
    assert (
        inputs == "What is most worth knowing better: segments.Pro.customers (First response, mean and Cost a month)."
    )


def test_that_promises_never_missed_and_inputs_not_told_apart_are_not_made_more_of(
    monkeypatch: pytest.MonkeyPatch, ranged: Study
) -> None:
    uncertainty = said(monkeypatch, ranged, CHANCES[:1], FOUND[2:3])
    assert uncertainty.answers == ("With what is not known, no promise was missed in any of 20 possible worlds.",)
    assert table(uncertainty, "contributions").rows == (("Reply target kept", "nothing is told apart", "", None),)


def test_that_chances_stand_in_the_order_of_the_promises_and_in_their_words(
    monkeypatch: pytest.MonkeyPatch, ranged: Study
) -> None:
    rows = table(said(monkeypatch, ranged, CHANCES, FOUND), "miss_chances").rows
    assert rows == (
        ("Standard", "email", "90 % replied in 8 h (open)", Quantity(0.4, 0.191, 0.639, "share")),
        ("Standard", "chat", "80 % answered in 96 s", Quantity(0.0, 0.0, 0.168, "share")),
    )


def test_that_only_what_is_told_apart_is_listed_with_its_direction(
    monkeypatch: pytest.MonkeyPatch, ranged: Study
) -> None:
    uncertainty = said(monkeypatch, ranged, CHANCES, FOUND)
    assert table(uncertainty, "contributions").rows == (
        ("First response, mean", "segments.Pro.customers", "rises (+0.70)", Quantity(0.8, unit="share")),
        ("Reply target kept", "nothing is told apart", "", None),
        ("Cost a month", "segments.Pro.customers", "falls (−0.60)", Quantity(0.9, unit="share")),
    )
    assert len(uncertainty.contributions) == len(FOUND)  # other programs get all


@pytest.fixture(scope="module")
def simulated() -> Report:
    plan: Plan = load_plan_text(RANGE)
    return build_report(plan, [run_study(plan.base, replications=3, workers=1)])


@pytest.mark.slow
def test_that_the_workbook_has_a_sheet_for_it_wide_enough_for_addresses(simulated: Report) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(simulated)))["Uncertainty"]
    texts = [cell.value for cell in sheet["B"] if isinstance(cell.value, str)]
    assert max(map(len, texts)) <= sheet.column_dimensions["B"].width
    assert "How sure the promises are" in [cell.value for cell in sheet["A"]]


def test_that_the_answer_ends_with_what_is_not_known(simulated: Report) -> None:
    (section,) = simulated.sections
    assert section.uncertainty is not None
    assert section.uncertainty.answers
    assert section.answers[-len(section.uncertainty.answers) :] == section.uncertainty.answers
