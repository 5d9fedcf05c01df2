"""A recorded call log of a bank (Anonymous Bank, Technion, January 1999), where one is at hand.

The known answers are of the documentation by Guedj and Mandelbaum and of Brown et al. 2005, Journal of the American
Statistical Association 100, for the year; one month is near them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.history import Calibration, calibrate
from planner.scenario.files import load_plan_text

FOLDER = os.environ.get("SUPPORT_PLANNER_HISTORIES")
LOG = Path(FOLDER or ".") / "anonymous_bank_1999_01.txt.gz"

pytestmark = pytest.mark.skipif(
    FOLDER is None or not LOG.exists(), reason="set SUPPORT_PLANNER_HISTORIES to a folder with the recorded call logs"
)


@pytest.fixture(scope="module")
def bank() -> Calibration:
    mapping = {"drop": "outcome:PHANTOM|type:IN"}
    return calibrate(LOG, mapping, profile="anonymous_bank", time_zone="Asia/Jerusalem")


def test_that_the_bank_gives_a_plan_without_problems(bank: Calibration) -> None:
    scenario = load_plan_text(bank.plan_text).scenario("Base")
    assert set(scenario.topics) == {"PS", "NW", "NE", "TT", "PE"}


def test_that_the_measured_waits_are_near_the_published_ones(bank: Calibration) -> None:
    measured = {row.measure: row.value for row in bank.measured if not row.by}
    assert measured["handle_time_mean"] == pytest.approx(185.0, rel=0.05)
    assert 25.0 < measured["wait_answered_mean"] < 45.0
    assert 0.07 < measured["abandonment_rate"] < 0.13


def test_that_the_patience_is_near_the_published_estimate(bank: Calibration) -> None:
    patience = load_plan_text(bank.plan_text).scenario("Base").channels["phone"].patience
    assert patience is not None
    assert 330.0 < patience.average < 450.0
