"""Avoidable costs: what the best staffing costs less without a segment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planner.economics import cost
from planner.errors import PlannerError
from planner.metrics import METRICS
from planner.metrics.measure import measure_with
from planner.reporting.content.avoidable import avoidable_chapter
from planner.scenario import Scenario
from planner.staffing import Staffing, open_workshop
from planner.studies import AvoidableCosts, avoidable_costs
from planner.study import Study
from tests.planner.choices import PLAN, Answers, tiny

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def answers() -> Iterator[Answers]:
    with open_workshop(workers=1) as workshop:
        yield Answers(workshop)


@pytest.fixture(scope="module")
def found(answers: Answers) -> AvoidableCosts:
    return avoidable_costs(tiny(), (), answers.staff)


def monthly(study: Study) -> float:
    chosen = [metric for metric in METRICS if metric.name == "cost_total_per_month"]
    (row,) = (row for row in measure_with(chosen, study) if not row.by)
    assert row.value is not None
    return row.value


def test_that_it_is_the_difference_of_two_best_staffings(found: AvoidableCosts) -> None:
    assert [each.segment for each in found.segments] == ["Small", "Large"]
    for each in found.segments:
        assert each.staffing is not None
        assert each.cost.value == pytest.approx(monthly(found.staffing.study) - monthly(each.staffing.study))
        assert each.cost.low is not None
        assert each.cost.high is not None
        assert each.cost.low <= each.cost.value <= each.cost.high


def test_that_the_fixed_cost_of_a_level_goes_with_its_last_segment(found: AvoidableCosts) -> None:
    small, large = found.segments
    assert small.staffing is not None
    assert large.staffing is not None
    assert monthly_of_levels(small.staffing.study) == 0.0
    assert monthly_of_levels(large.staffing.study) == pytest.approx(50.0)


def monthly_of_levels(study: Study) -> float:
    """What the levels cost in a month, apart from their articles."""
    (row,) = (row for row in cost(study) if row.line == "levels" and not row.by)
    return (row.value or 0.0) / study.frames[0].months


def test_that_the_costs_of_all_segments_are_no_more_than_the_whole(found: AvoidableCosts) -> None:
    assert found.together is not None
    assert found.together <= monthly(found.staffing.study)


def test_that_a_segment_alone_takes_everything_with_it(answers: Answers) -> None:
    text = PLAN.replace("[segments.Large]", "[segments.Large]\nenabled = false")
    alone = avoidable_costs(tiny(text), (), answers.staff)
    (small,) = alone.segments
    assert small.cost.value == pytest.approx(monthly(alone.staffing.study))


def test_that_wrong_names_and_impossible_promises_are_told(answers: Answers) -> None:
    with pytest.raises(PlannerError, match="Did you mean “Small”"):
        avoidable_costs(tiny(), ["Smal"], answers.staff)
    text = PLAN.replace(
        '[support_levels.Live.offers.phone]\nhours = "day"', '[support_levels.Live.offers.phone]\nhours = "always"'
    )
    with pytest.raises(PlannerError, match="No staffing keeps every promise"):
        avoidable_costs(tiny(text), (), answers.staff)


def test_that_after_an_interruption_finished_segments_are_kept(found: AvoidableCosts) -> None:
    calls: list[str] = []

    def staff(scenario: Scenario) -> Staffing:
        if calls:
            raise KeyboardInterrupt
        calls.append(scenario.name)
        return found.staffing

    stopped = avoidable_costs(tiny(), (), staff, with_all=found.staffing)
    assert [each.segment for each in stopped.segments] == ["Small"]
    assert stopped.stopped


def test_that_the_chapter_says_avoidable_cost_beside_what_the_segment_pays(found: AvoidableCosts) -> None:
    chapter = avoidable_chapter(found, "EUR")
    assert chapter.title == "Avoidable cost"
    assert chapter.sentences[0].startswith("Without Small the best staffing costs ")
    (table,) = chapter.tables
    assert [column.label for column in table.columns] == ["Segment", "Avoidable cost", "It pays"]
    assert [row["segment"] for row in chapter.rows["avoidable_costs"]] == ["Small", "Large"]
