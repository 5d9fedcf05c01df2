"""What the report says about hand-made results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from planner.economics import UNASSIGNED
from planner.reporting.building import report_of
from planner.reporting.content import TABLES
from planner.reporting.content.answers import answers
from planner.reporting.content.assumptions import ASSUMPTIONS, assumptions
from planner.reporting.content.cautions import CAUTIONS, cautions
from planner.reporting.content.findings import Findings
from planner.reporting.content.money import cost_table
from planner.reporting.content.people import people_table
from planner.reporting.content.promises import judge, promises
from planner.reporting.report import Quantity, Report, Table, Verdict
from planner.scenario import Plan
from planner.study import Study
from tests.planner.reporting.conftest import COSTS, METRICS, cost_lines, metric_values

Find = Callable[..., Findings]


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        ((0.84, 0.81, 0.87), Verdict.MET),
        ((0.81, 0.80, 0.82), Verdict.MET),
        ((0.84, 0.79, 0.89), Verdict.NOT_CERTAIN),
        ((0.79, 0.76, 0.82), Verdict.NOT_CERTAIN),
        ((0.77, 0.75, 0.79), Verdict.MISSED),
        ((0.99, None, None), Verdict.NOT_CERTAIN),
        ((None, None, None), Verdict.NO_VALUE),
    ],
)
def test_that_a_promise_is_met_only_when_the_lower_limit_holds(
    numbers: tuple[float | None, float | None, float | None], verdict: Verdict
) -> None:
    assert judge(Quantity(*numbers, unit="share"), 0.8) is verdict


def test_that_every_target_of_a_used_level_is_a_promise_in_the_order_of_the_plan(find: Find) -> None:
    kept = promises(find())
    assert [(promise.channel, promise.kind, promise.verdict) for promise in kept] == [
        ("email", "reply", Verdict.NOT_CERTAIN),
        ("chat", "answer", Verdict.MET),
    ]


def test_that_the_answer_names_what_is_not_kept_then_the_tickets_then_the_money(find: Find) -> None:
    assert answers(find()) == (
        "Of 2 promises: 1 met, 1 not certain.",
        "Not certain: Standard email: 89 % (86–92) replied in 8 h (open), promised 90 %.",
        "1,000 tickets in 4 weeks: 97.0 % solved, 3.0 % given up, under 0.1 % still open.",
        "16.7 % of all needs are not served at all: the customer finds no open way to ask.",
        "Support costs 23,700 EUR (23,600–23,800) in 4 weeks (25,765 EUR a month), 23.70 EUR (23.40–24.00) per ticket.",
    )


def test_that_a_desk_that_keeps_all_promises_says_so_first(find: Find) -> None:
    found = find({("target_attainment_reply", "level=Standard,channel=email"): (0.95, 0.94, 0.96)})
    assert answers(found)[0] == "All 2 promises are met."


def test_that_no_ticket_at_all_is_said_and_nothing_is_divided_by_it(find: Find) -> None:
    nothing = {("tickets_offered", ""): (0.0, 0.0, 0.0), ("cost_per_ticket", ""): (None, None, None)}
    said = answers(find(nothing))
    assert "No tickets arise." in said
    assert not any("per ticket" in sentence for sentence in said)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.__name__))
def test_that_each_table_has_a_cell_for_every_column_and_is_left_out_without_values(
    table: Callable[[Findings], Table | None], find: Find, plan: Plan
) -> None:
    drawn = table(find())
    if drawn is not None:
        assert drawn.title
        assert all(len(row) == len(drawn.columns) for row in drawn.rows)
    empty = table(Findings(plan.scenario(), (), ()))
    assert empty is None or empty.key == "promises"


def test_that_the_total_of_a_table_comes_from_the_metric_and_not_from_adding(report: Report) -> None:
    needs = next(table for table in report.sections[0].tables if table.key == "needs")
    assert needs.total
    assert needs.rows[-1][:2] == ("All", Quantity(1200.0, 1190.0, 1210.0, "count"))


def test_that_the_bill_adds_up_over_lines_and_teams(report: Report) -> None:
    cost = next(table for table in report.sections[0].tables if table.key == "cost")
    columns = list(zip(*cost.rows, strict=True))[1:]
    for column in columns:
        numbers = [cell.value for cell in column if isinstance(cell, Quantity)]
        assert sum(number or 0.0 for number in numbers[:-1]) == pytest.approx(numbers[-1])


def test_that_cost_of_no_team_has_a_column_and_a_row_so_that_teams_add_up(plan: Plan) -> None:
    more = {("levels", ""): (300.0, 300.0, 300.0), ("levels", f"team={UNASSIGNED}"): (300.0, 300.0, 300.0)}
    changed = {**METRICS, ("cost_total", ""): (24000.0, 23900.0, 24100.0)}
    found = Findings(plan.scenario(), metric_values(changed), cost_lines({**COSTS, **more}))
    bill, people = cost_table(found), people_table(found)
    assert bill is not None
    assert people is not None
    assert [column.label for column in bill.columns] == ["Line", "Day", "Late", "No team", "All"]
    for _label, *cells in bill.rows:
        numbers = [cell.value or 0.0 for cell in cells if isinstance(cell, Quantity)]
        assert sum(numbers[:-1]) == pytest.approx(numbers[-1])
    costs = [row[-1].value or 0.0 for row in people.rows if isinstance(row[-1], Quantity)]
    assert [row[0] for row in people.rows] == ["Day", "Late", "No team", "All"]
    assert sum(costs[:-1]) == pytest.approx(costs[-1])


def test_that_breaks_worked_through_are_named_beside_the_people_where_there_are_any(find: Find) -> None:
    some = {("worked_break_hours", "team=Day"): (33.0, None, None), ("worked_break_hours", "team=Late"): (0.01, 0, 1)}
    table, other = people_table(find(some)), people_table(find())
    assert table is not None
    assert other is not None
    assert table.note.endswith("Breaks worked through are paid: Day 33.0 h.")
    assert "Breaks" not in other.note


def test_that_hours_at_night_follow_from_what_they_cost(report: Report) -> None:
    pay = report.sections[0].pay
    assert pay is not None
    assert [(premium.line, premium.share, premium.hours) for premium in pay.premiums] == [
        ("night_premium", 0.25, {"Day": 0.0, "Late": 20.0})
    ]


def test_that_each_assumption_says_what_changes_it(plan: Plan) -> None:
    said = assumptions(plan.scenario())
    assert len(ASSUMPTIONS) > len({type(None)})
    assert all(remark.text.endswith(".") and remark.mend.endswith(".") for remark in said)
    texts = [remark.text for remark in said]
    assert "Nobody in Late is ever ill, on leave or in a meeting." in texts
    assert not any("Day" in text for text in texts)


def test_that_an_overloaded_team_is_warned_of(find: Find, study: Study) -> None:
    said = cautions(find(), study)
    assert [remark.text for remark in said] == [
        "Day is busy 97 % of its time and cannot catch up: waits depend on how long is simulated."
    ]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"stopped": True}, "stopped"),
        ({"precision_reached": False}, "precision"),
        ({"numbers": (0,)}, "single replication"),
    ],
)
def test_that_a_run_that_is_less_than_asked_for_is_warned_of(
    change: dict[str, object], text: str, find: Find, study: Study
) -> None:
    if "numbers" in change:
        change = {"numbers": (0,), "records": study.records[:1]}
    said = cautions(find(), replace(study, **change))
    assert len(CAUTIONS) >= len(said)
    assert any(text in remark.text and remark.mend for remark in said)


def test_that_scenarios_stand_beside_each_other_with_their_verdicts(plan: Plan, study: Study, find: Find) -> None:
    other = replace(study, scenario=plan.scenario("No late shift"))
    kept = {("target_attainment_reply", "level=Standard,channel=email"): (0.5, 0.4, 0.6)}
    report = report_of(plan, [study, other], [find(), find(kept, "No late shift")])
    overview = report.overview
    assert overview is not None
    assert [column.label for column in overview.columns] == ["", "Base", "No late shift"]
    email = overview.rows[0]
    assert [cell.verdict for cell in email[1:]] == [Verdict.NOT_CERTAIN, Verdict.MISSED]


def test_that_a_remark_about_one_of_several_scenarios_names_it(plan: Plan, study: Study, find: Find) -> None:
    other = replace(study, scenario=plan.scenario("No late shift"))
    report = report_of(plan, [study, other], [find(), find({}, "No late shift")])
    texts = [remark.text for remark in report.assumptions]
    assert "Base: Nobody in Late is ever ill, on leave or in a meeting." in texts
    assert "There are no public holidays." in texts


def test_that_one_replication_is_said_to_give_no_intervals(plan: Plan, study: Study, find: Find) -> None:
    once = replace(study, records=study.records[:1], numbers=(0,))
    said = report_of(plan, [once], [find()]).subtitle
    assert "simulated once with seed 42" in said
    assert "more than one replication" in said
    assert "simulated 20 times" in report_of(plan, [study], [find()]).subtitle
