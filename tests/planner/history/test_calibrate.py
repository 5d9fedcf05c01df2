from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from planner.errors import PlannerError
from planner.history import PARTS, Calibration, calibrate
from planner.scenario.files import load_plan_text


def said(calibration: Calibration, item: str) -> list[object]:
    return [row.value for row in calibration.report if row.item.startswith(item)]


@pytest.fixture(scope="session")
def calls(call_rows, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("calls") / "calls.csv"
    lines = ["came,taken,done,result,kind,who", *(",".join(row) for row in call_rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def calibrated(calls: Path, call_mapping: dict[str, str]) -> Calibration:
    return calibrate(calls, call_mapping, currency="RSD", time_zone="Europe/Belgrade")


def test_that_the_plan_is_complete_and_without_problems(calibrated: Calibration) -> None:
    plan = load_plan_text(calibrated.plan_text)
    scenario = plan.scenario("Base")
    assert (scenario.currency, scenario.time_zone) == ("RSD", "Europe/Belgrade")
    assert (scenario.start, scenario.weeks) == (dt.date(2026, 3, 2), 3)
    assert list(scenario.topics) == ["PS", "NW"]


def test_that_the_volume_and_shares_are_those_of_the_log(calibrated: Calibration, call_rows) -> None:
    data = tomllib.loads(calibrated.plan_text)
    segment = data["segments"]["Customers"]
    month = segment["customers"] * segment["contacts_per_customer_month"]
    days = len({row[0][:10] for row in call_rows})
    assert month == pytest.approx(len(call_rows) / days * 5 * 365.25 / 12 / 7, rel=0.01)
    assert sum(topic["share"] for topic in data["topics"].values()) == pytest.approx(1.0)


def test_that_the_opening_hours_are_those_with_answers(calibrated: Calibration) -> None:
    assert tomllib.loads(calibrated.plan_text)["hours"]["open"] == {"mon-fri": "09:00-17:00"}


def test_that_handle_time_and_patience_are_found_again(calibrated: Calibration) -> None:
    scenario = load_plan_text(calibrated.plan_text).scenario("Base")
    assert scenario.topics["PS"].work["L1"].handle_time.shape == "lognormal"
    patience = scenario.channels["phone"].patience
    assert patience is not None
    assert patience.average == pytest.approx(120.0, rel=0.2)


def test_that_shifts_cover_the_dates_on_which_agents_were_seen(calibrated: Calibration) -> None:
    shifts = tomllib.loads(calibrated.plan_text)["teams"]["Agents"]["shifts"].values()
    dates = {date for shift in shifts for date in shift["dates"]}
    assert min(dates) == dt.date(2026, 3, 2)
    assert all(date.weekday() < 5 for date in dates)


def test_that_every_estimate_says_where_it_comes_from(calibrated: Calibration) -> None:
    assert {row.part for row in calibrated.report} <= set(PARTS)
    assert all(row.note for row in calibrated.report if row.part in ("assumed", "fitted"))
    for part in ("handle_time", "patience", "busy_day_cv", "customers", "cost_per_hour"):
        line = next(line for line in calibrated.plan_text.splitlines() if line.startswith(f"{part} ="))
        assert "#" in line


def test_that_what_is_left_out_is_counted(write_history, call_rows, call_mapping) -> None:
    rows = list(call_rows)
    last = rows[-1]
    rows += [last, ("never", *last[1:]), ("2026-03-03 09:00:00", "", "2026-03-03 09:00:30", "PHANTOM", "PS", "")]
    rows += [("2026-03-03 09:00:00", "", "2026-03-03 09:00:00", "HANG", "PS", ""), ("too", "short")]
    rows += [("2026-03-03 09:01:00", "2026-03-03 09:01:00", "2026-03-03 09:01:00", "AGENT", "PS", "Ada")]
    calibration = calibrate(write_history(rows), call_mapping | {"drop": "result:PHANTOM"}, time_zone="UTC")
    left_out = {row.item: row.value for row in calibration.report if row.part == "dropped"}
    assert left_out["rows with a wrong number of fields"] == 1
    assert left_out["rows that repeat another in full"] == 1
    assert left_out["rows with result:PHANTOM"] == 1
    assert left_out["unreadable moments in came"] == 1
    assert left_out["rows without a readable arrival"] == 1
    assert left_out["gave up without waiting"] == 1
    assert left_out["handle times of zero"] == 1


def test_that_a_day_without_contacts_becomes_a_holiday(write_history, call_rows, call_mapping) -> None:
    rows = [row for row in call_rows if not row[0].startswith("2026-03-11")]
    calibration = calibrate(write_history(rows), call_mapping, time_zone="UTC")
    data = tomllib.loads(calibration.plan_text)
    assert data["holidays"] == [dt.date(2026, 3, 11)]
    assert data["profiles"]["all"]["holiday"] == 0.0


def test_that_date_and_time_of_day_join_and_midnight_may_mean_never(write_history) -> None:
    rows = []
    for day in range(5, 19):
        for minute in range(30):
            queued = minute % 3 == 0
            start = f"9:{minute:02d}:20"
            rows.append(
                (
                    f"2601{day:02d}", f"9:{minute:02d}:00", f"9:{minute:02d}:05" if queued else "0:00:00",
                    "0:00:00" if minute == 0 else start, "0:00:00" if minute == 0 else f"9:{minute:02d}:50",
                    f"9:{minute:02d}:30" if queued else "0:00:00", "HANG" if minute == 0 else "AGENT",
                )
            )  # fmt: skip
    header = ("date", "out", "q_start", "ser_start", "ser_exit", "q_exit", "outcome")
    calibration = calibrate(
        write_history(rows, header),
        {
            "arrived": "date+q_start|date+out",
            "answered": "date+ser_start",
            "ended": "date+ser_exit|date+q_exit",
            "abandoned": "outcome:HANG",
        },
        time_zone="UTC",
    )
    measured = {row.measure: row.value for row in calibration.measured if not row.by}
    assert measured["abandonment_rate"] == pytest.approx(1 / 30)
    # of the 29 answered, 9 wait 15 s in the queue and 20 wait 20 s from the exit of the voice unit
    assert measured["wait_answered_mean"] == pytest.approx((9 * 15 + 20 * 20) / 29)
    assert said(calibration, "0:00:00 in q_start means never") == [14 * 20]


def test_that_a_time_after_midnight_belongs_to_the_next_day(write_history) -> None:
    rows = [(f"2026-01-{day:02d}", "23:59:50", "0:00:20", "0:03:20") for day in range(5, 12)]
    rows += [(f"2026-01-{day:02d}", "23:30:00", "23:30:10", "23:33:10") for day in range(5, 12)]
    calibration = calibrate(
        write_history(rows, ("date", "came", "taken", "done")),
        {"arrived": "date+came", "answered": "date+taken", "ended": "date+done", "channel": "=phone"},
        time_zone="UTC",
    )
    measured = {row.measure: row.value for row in calibration.measured if not row.by}
    assert measured["wait_answered_mean"] == pytest.approx(20.0)
    assert measured["handle_time_mean"] == pytest.approx(180.0)


def test_that_a_clock_change_does_not_lengthen_a_wait(write_history) -> None:
    # clocks in Belgrade went from 02:00 to 03:00 on 29 March 2026: 01:59:50 to 03:00:10 are 20 seconds
    rows = [("2026-03-29 01:59:50", "2026-03-29 03:00:10", "2026-03-29 03:01:10")]
    calibration = calibrate(
        write_history(rows, ("came", "taken", "done")),
        {"arrived": "came", "answered": "taken", "ended": "done"},
        time_zone="Europe/Belgrade",
    )
    assert {row.measure: row.value for row in calibration.measured}["wait_answered_mean"] == 20.0


def test_that_rows_of_one_ticket_become_one_contact(write_history) -> None:
    rows = []
    for ticket in range(40):
        day, minute = 2 + ticket % 5, ticket
        rows.append((f"T{ticket}", "Open", f"2/{day}/2026 09:{minute:02d}", "?"))
        rows.append((f"T{ticket}", "Start", f"2/{day}/2026 11:{minute:02d}", "billing"))
        rows.append((f"T{ticket}", "Solve", f"2/{day + 1}/2026 09:{minute:02d}", "billing"))
    calibration = calibrate(
        write_history(rows, ("case", "step", "when", "about")),
        {
            "ticket": "case",
            "arrived": "when",
            "answered": "when when step:Start",
            "ended": "when when step:Solve",
            "topic": "about",
            "dates": "M/D/Y",
        },
        time_zone="UTC",
    )
    assert said(calibration, "contacts")[0] == 40
    data = tomllib.loads(calibration.plan_text)
    assert data["channels"]["contact"]["kind"] == "deferred"
    assert list(data["topics"]) == ["billing"]
    measured = {row.measure: row.value for row in calibration.measured if not row.by}
    assert measured["wait_answered_mean"] == 2 * 3600.0
    assert measured["time_to_end_p50"] == 86400.0
    load_plan_text(calibration.plan_text)


def test_that_many_topics_are_put_together(write_history) -> None:
    rows = [(f"2026-01-{5 + n % 7:02d} 10:00:{n % 60:02d}", f"topic {n % 40}") for n in range(400)]
    calibration = calibrate(
        write_history(rows, ("came", "topic")), {"arrived": "came", "topic": "topic"}, time_zone="UTC"
    )
    topics = tomllib.loads(calibration.plan_text)["topics"]
    assert len(topics) == 20
    assert "other" in topics


def test_that_names_with_any_signs_survive_in_the_plan(write_history) -> None:
    names = ['a.b "c"', "=SUM(1)", "привет", "[x]", "#1"]
    rows = [(f"2026-01-{5 + n % 7:02d} 10:00:{n % 60:02d}", names[n % 5].replace('"', "'")) for n in range(100)]
    calibration = calibrate(
        write_history(rows, ("came", "topic")),
        {"arrived": "came", "topic": "topic", "segment": "topic"},
        time_zone="UTC",
    )
    scenario = load_plan_text(calibration.plan_text).scenario("Base")
    assert set(scenario.topics) == {name.replace('"', "'") for name in names}
    assert set(scenario.segments) == set(scenario.topics)


def test_that_a_single_contact_still_gives_a_plan(write_history) -> None:
    calibration = calibrate(write_history([("2026-01-05 10:00",)], ("came",)), {"arrived": "came"})
    load_plan_text(calibration.plan_text)
    assert said(calibration, "time zone") == ["UTC"]


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"arrived": "who"}, "holds no dates"),
        ({"arrived": "came+who"}, "holds no times of day"),
        ({"arrived": "came+came+came"}, "joins more than"),
        ({"arrived": "came", "abandoned": "result"}, "neither a moment nor yes or no"),
        ({"arrived": "came", "handle_time": "result"}, "is no length"),
        ({"arrived": "came", "drop": "result:HANG|result:AGENT"}, "leaves no row"),
        ({"arrived": "came", "ticket": "=", "topic": "kind"}, "blank in every row"),
    ],
)
def test_that_a_column_with_something_else_is_refused(calls: Path, mapping: dict[str, str], sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        calibrate(calls, mapping, time_zone="UTC")


def test_that_an_unknown_time_zone_is_refused_before_the_file_is_read(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="not a time zone"):
        calibrate(tmp_path / "none.csv", {"arrived": "x"}, time_zone="Europe/Belgrad")


def test_that_a_condition_nobody_meets_is_stated(calls: Path, call_mapping: dict[str, str]) -> None:
    calibration = calibrate(calls, call_mapping | {"drop": "result:GHOST"}, time_zone="UTC")
    assert said(calibration, "nothing to drop") == ["result:GHOST"]


def test_that_a_yes_no_column_marks_who_gave_up(write_history, call_rows, call_mapping) -> None:
    rows = [(*row[:3], "yes" if row[3] == "HANG" else "no", *row[4:]) for row in call_rows]
    by_flag = calibrate(write_history(rows), call_mapping | {"abandoned": "result"}, time_zone="UTC")
    by_value = calibrate(write_history(call_rows, name="b.csv"), call_mapping, time_zone="UTC")
    assert by_flag.measured == by_value.measured


def test_that_an_empty_text_maps_nothing(calls: Path, call_mapping: dict[str, str]) -> None:
    without = {field: column for field, column in call_mapping.items() if field != "topic"}
    assert calibrate(calls, {**without, "topic": ""}).plan_text == calibrate(calls, without).plan_text


def test_that_shifts_lie_within_the_time_that_the_plan_simulates(write_history, call_rows, call_mapping) -> None:
    plan = load_plan_text(calibrate(write_history(call_rows), call_mapping).plan_text)
    assert [str(problem) for problem in plan.warnings if "None of these dates" in problem.message] == []
