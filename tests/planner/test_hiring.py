"""The hiring plan, against cases worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.studies.hiring import Crew, Rampup, course, hires

SLOW = Rampup(months=2, factor=2.0)  # half as fast on the first day


def test_that_a_newcomer_is_worth_the_mean_of_one_over_his_factor() -> None:
    # the factor falls from 2 to 1.5 in the first month: the integral of 1 / (2 - t/2) is 2 ln(2 / 1.5)
    assert SLOW.worth(0) == pytest.approx(2 * math.log(2 / 1.5))
    assert SLOW.worth(1) == pytest.approx(2 * math.log(1.5))
    assert SLOW.worth(2) == 1.0
    assert Rampup().worth(0) == 1.0


def test_that_learning_may_end_within_a_month() -> None:
    half = Rampup(months=0.5, factor=2.0)
    # half a month of the integral of 1 / (2 - 2t), which is ln(2) / 2, then half a month as experienced
    assert half.worth(0) == pytest.approx(math.log(2) / 2 + 0.5)
    assert half.worth(1) == 1.0


def test_that_newcomers_may_be_faster_than_others() -> None:
    assert Rampup(months=1, factor=0.5).worth(0) == pytest.approx(2 * math.log(2))


def test_that_nobody_is_hired_where_nobody_leaves_and_nothing_grows() -> None:
    assert hires(Crew(10), [10, 10, 9.5]) == (0, 0, 0)


def test_that_growth_is_met_by_whole_people() -> None:
    assert hires(Crew(10), [10, 10.2, 11, 11.1]) == (0, 1, 0, 1)


def test_that_leavers_are_replaced_before_they_are_missed() -> None:
    # 12 people, of whom a year takes 12: one is gone after each month
    crew = Crew(12, attrition_per_year=1.0)
    hired = hires(crew, [12, 12, 12])
    assert hired == (0, 1, 1)
    first, second, third = course(crew, [12, 12, 12], hired)
    assert (first.before, first.leaving, second.before) == pytest.approx((12, 1, 11))
    assert (second.people, third.before) == pytest.approx((12, 11))


def test_that_an_expected_part_of_a_leaver_is_a_whole_hire() -> None:
    crew = Crew(10, attrition_per_year=0.24)  # a fifth of a person a month
    hired = hires(crew, [10] * 7)
    assert hired == (0, 1, 0, 0, 0, 1, 0)
    assert course(crew, [10] * 7, hired)[1].able == pytest.approx(10.8)


def test_that_a_newcomer_comes_earlier_where_that_saves_a_person() -> None:
    # worth 0.575 in the first month and 0.811 in the second: for 0.8 he must have begun a month before
    assert hires(Crew(10, rampup=SLOW), [10, 10, 10, 10.5]) == (0, 0, 0, 1)
    assert hires(Crew(10, rampup=SLOW), [10, 10, 10, 10.8]) == (0, 0, 1, 0)
    assert hires(Crew(10, rampup=SLOW), [10, 10, 10, 11.0]) == (0, 1, 0, 0)


def test_that_only_as_many_come_earlier_as_must() -> None:
    # three in the first month are worth 1.73; one of them, two months earlier, makes it 2.15
    assert hires(Crew(10, rampup=SLOW), [10, 10, 10, 12.05]) == (0, 1, 0, 2)
    # two are worth 1 + 0.81 if one begins two months and the other a month earlier
    assert hires(Crew(10, rampup=SLOW), [10, 10, 10, 11.8]) == (0, 1, 1, 0)


def test_that_who_is_missing_at_once_is_hired_in_greater_number() -> None:
    # nobody can begin before the first month, and a newcomer is worth 0.575 then
    assert hires(Crew(9, rampup=SLOW), [10, 10]) == (2, 0)


def test_that_newcomers_leave_and_learn_like_the_table_says() -> None:
    crew = Crew(6, attrition_per_year=1.2, rampup=SLOW)
    _first, second = course(crew, [6, 6], [2, 0])
    assert second.before == pytest.approx(0.9 * 8)
    assert second.learning == pytest.approx(1.8)
    assert second.learning_worth == pytest.approx(1.8 * 2 * math.log(1.5))
    assert second.able == pytest.approx(5.4 + 1.8 * 2 * math.log(1.5))


def test_that_all_may_leave_within_a_month() -> None:
    crew = Crew(3, attrition_per_year=20.0)
    assert hires(crew, [3, 3]) == (0, 3)


def test_that_surplus_people_stay() -> None:
    first, second = course(Crew(10), [10, 6], [0, 0])
    assert (first.spare, second.spare) == (0, 4)


@given(
    st.floats(0, 30),
    st.floats(0, 3),
    st.floats(0, 6),
    st.floats(0.5, 4),
    st.lists(st.floats(0, 40), min_size=1, max_size=14),
)
def test_that_nobody_is_ever_missing(
    present: float, attrition: float, months: float, factor: float, needed: list[float]
) -> None:
    crew = Crew(present, attrition, Rampup(months, factor))
    hired = hires(crew, needed)
    assert all(month.spare >= -1e-6 for month in course(crew, needed, hired))


@given(st.floats(0, 20), st.floats(0, 2), st.lists(st.floats(0, 30), min_size=2, max_size=12))
def test_that_without_learning_no_single_hire_can_be_left_out(
    present: float, attrition: float, needed: list[float]
) -> None:
    crew = Crew(present, attrition)
    hired = list(hires(crew, needed))
    for month, number in enumerate(hired):
        if number:
            fewer = [*hired[:month], number - 1, *hired[month + 1 :]]
            assert any(row.spare < -1e-9 for row in course(crew, needed, fewer))
