from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from planner.history import calibrate, compare_with
from planner.history.measured import MEASURES, Waits, measure_waits
from planner.scenario.files import load_plan_text
from planner.study import run_study


def waits() -> Waits:
    """Five contacts: waits 0, 10, 30 and 100 s answered, 15 s abandoned."""
    return Waits(
        wait=np.array([0.0, 10.0, 30.0, 100.0, 15.0]),
        answered=np.array([True, True, True, True, False]),
        abandoned=np.array([False, False, False, False, True]),
        hour=np.array([9, 9, 9, 10, 10]),
        segment=np.array(["A", "A", "B", "B", "B"], dtype=object),
        channel=np.full(5, "phone", dtype=object),
        spent=np.array([60.0, 70.0, 90.0, 160.0, np.nan]),
    )


def values(by: dict[str, str]) -> dict[str, float]:
    return {row.measure: row.value for row in measure_waits(waits(), least=1) if row.by == by}


def test_that_every_measure_is_as_counted_by_hand() -> None:
    assert values({}) == pytest.approx(
        {
            "contacts": 5.0,
            "share_answered": 0.8,
            "abandonment_rate": 0.2,
            "share_waiting": 0.8,
            "wait_answered_mean": 35.0,
            "wait_all_mean": 31.0,
            "wait_answered_p50": 20.0,
            "wait_answered_p90": 79.0,
            "wait_answered_p95": 89.5,
            "time_to_end_mean": 95.0,
            "time_to_end_p50": 80.0,
            "time_to_end_p90": 139.0,
            "service_level_20s": 0.5,  # 2 of the 4 that did not give up within 20 s
            "service_level_60s": 0.75,
        }
    )
    assert set(values({})) == {measure.name for measure in MEASURES}


def test_that_measures_split_by_segment_and_hour() -> None:
    assert values({"segment": "B"})["abandonment_rate"] == pytest.approx(1 / 3)
    assert values({"hour": "09"})["wait_all_mean"] == pytest.approx(40 / 3)
    assert values({"channel": "phone"}) == {}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_that_nothing_to_measure_gives_no_value(measure) -> None:
    nobody = waits().rows(np.zeros(5, dtype=np.bool_))
    assert measure.value(nobody) in (None, 0.0)
    assert (measure.value(nobody) == 0.0) == (measure.name == "contacts")


def test_that_a_calibrated_plan_waits_about_as_long_as_its_log(
    write_history, call_rows, call_mapping: dict[str, str]
) -> None:
    path: Path = write_history(call_rows)
    calibration = calibrate(path, call_mapping, time_zone="UTC")
    study = run_study(load_plan_text(calibration.plan_text).scenario("Base"), replications=2, workers=1)
    rows = {row.measure: row for row in compare_with(study, calibration.measured) if not row.by}
    contacts, handle = rows["contacts"], rows["handle_time_mean"]
    assert contacts.simulated == pytest.approx(contacts.measured, rel=0.1)
    assert handle.simulated == pytest.approx(handle.measured, rel=0.1)
    assert contacts.low is not None
    assert contacts.high is not None
    assert contacts.low < contacts.simulated < contacts.high
    assert handle.difference == pytest.approx(handle.simulated - handle.measured)
    assert {row.measure for row in rows.values()} >= {"busy_share", "abandonment_rate", "wait_all_mean"}
