from __future__ import annotations

import pytest

from planner.economics import LINES, cost
from planner.units import MONTH, WEEK
from simulation.records import DutyKind
from tests.planner.story import DAY, HOUR, NINE, SECOND_TEAM, Story, measured, small_plan, study_of

MONEY = """
[costs]
night = { span = "22:00-06:00", premium = 0.25 }
weekend_premium = 0.1
holiday_premium = 1.0
overtime_premium = 0.5
on_costs = 0.2
"""


def lines_of(story: Story, more: str = MONEY) -> dict[tuple[str, ...], float | None]:
    study = study_of(story, scenario=small_plan(more))
    return {(row.line, *row.by.values()): row.value for row in cost(study)}


def test_that_each_line_has_its_name_once_and_says_what_it_is() -> None:
    assert len({line.name for line in LINES}) == len(LINES)
    assert all(str(line.label) and str(line.definition).endswith(".") for line in LINES)


def test_that_all_paid_time_earns_its_teams_wage() -> None:
    story = Story()
    story.duty(story.agent(), NINE, NINE + 4 * HOUR)
    story.duty(0, NINE + 4 * HOUR, NINE + 5 * HOUR, DutyKind.BREAK_PAID)
    story.duty(0, NINE + 5 * HOUR, NINE + 6 * HOUR, DutyKind.BREAK_UNPAID)
    story.duty(0, NINE + 6 * HOUR, NINE + 8 * HOUR, DutyKind.OFF_QUEUE)
    story.duty(story.agent(SECOND_TEAM), NINE, NINE + 8 * HOUR, DutyKind.ABSENT)
    lines = lines_of(story)
    assert lines["wages", "First"] == pytest.approx(7 * 10)
    assert lines["wages", "Second"] == pytest.approx(8 * 20)
    assert lines["wages",] == pytest.approx(7 * 10 + 8 * 20)
    assert lines["on_costs",] == pytest.approx(0.2 * (7 * 10 + 8 * 20))
    assert all(lines[f"{kind}_premium",] == 0.0 for kind in ("night", "weekend", "holiday", "overtime"))


def test_that_the_night_is_that_of_the_teams_zone() -> None:
    story = Story()
    # 20:00 to 24:00 UTC: two hours of night in UTC, three in Belgrade, where it is an hour later in March.
    for team in (0, SECOND_TEAM):
        story.duty(story.agent(team), 20 * HOUR, 24 * HOUR)
    lines = lines_of(story)
    assert lines["night_premium", "First"] == pytest.approx(2 * 10 * 0.25)
    assert lines["night_premium", "Second"] == pytest.approx(3 * 20 * 0.25)


def test_that_premiums_add_up_and_on_costs_are_taken_of_them_too() -> None:
    story = Story()
    # Saturday 20:00 to 22:00, and an hour of overtime until 23:00 at night.
    evening = 5 * DAY + 20 * HOUR
    story.duty(story.agent(), evening, evening + 2 * HOUR, real_end=evening + 3 * HOUR, shift_end=True)
    lines = lines_of(story)
    pay = {
        "wages": 3 * 10.0,
        "night_premium": 10 * 0.25,
        "weekend_premium": 3 * 10 * 0.1,
        "holiday_premium": 0.0,
        "overtime_premium": 10 * 0.5,
    }
    for line, money in pay.items():
        assert lines[line,] == pytest.approx(money), line
    assert lines["on_costs",] == pytest.approx(0.2 * sum(pay.values()))


def test_that_a_holiday_costs_more_from_midnight_to_midnight() -> None:
    story = Story()
    story.duty(story.agent(), DAY - HOUR, DAY + HOUR)
    scenario = small_plan(MONEY, holidays="[2026-03-03]")
    rows = {row.line: row.value for row in cost(study_of(story, scenario=scenario)) if not row.by}
    assert rows["holiday_premium"] == pytest.approx(1 * 10 * 1.0)


def test_that_only_the_weeks_are_paid_for() -> None:
    story = Story()
    story.duty(story.agent(), -4 * HOUR, 2 * HOUR)
    story.duty(0, 7 * DAY - HOUR, 7 * DAY + HOUR)
    assert lines_of(story, more="")["wages",] == pytest.approx(3 * 10)


def test_that_the_cost_per_ticket_is_the_cost_over_all_tickets() -> None:
    story = Story()
    story.duty(story.agent(), NINE, NINE + 8 * HOUR)
    story.duty(story.agent(SECOND_TEAM), NINE, NINE + 2 * HOUR)
    for resolved in (NINE + 60, NINE + 60, NINE + 60):
        story.ticket(NINE, answered=resolved, resolved=resolved)
    study = study_of(story)
    assert measured(study, "cost_total")[()].value == 120
    assert measured(study, "cost_total")["mon 09:00",].value == 30
    assert measured(study, "cost_total_per_month")[()].value == pytest.approx(120 * MONTH / WEEK)
    assert measured(study, "cost_per_ticket")[()].value == 40
    assert measured(study, "cost_per_ticket")["First",].value == pytest.approx(80 / 3)
    assert measured(study, "cost_per_resolution")[()].value == 40


def test_that_without_tickets_there_is_no_cost_per_ticket() -> None:
    story = Story()
    story.duty(story.agent(), NINE, NINE + HOUR)
    assert measured(study_of(story), "cost_per_ticket")[()].value is None
