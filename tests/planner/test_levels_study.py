"""Support levels for segments: combinations, what is left out, the frontier, and how sure the best one is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from planner.errors import PlannerError
from planner.facts.intervals import t_quantile
from planner.metrics import METRICS
from planner.metrics.measure import measure_with
from planner.scenario import Scenario
from planner.staffing import open_workshop
from planner.studies import LevelsStudy, lay_out_levels, shortlist, support_levels
from planner.studies.choosing import Told, certain
from planner.studies.rough import rough_study
from planner.studies.shortlist import sensible_levels
from planner.studies.worth import Valuation, basis_of
from planner.study import Study, run_study
from tests.planner.choices import PLAN, Answers, tiny


@pytest.fixture(scope="module")
def answers() -> Iterator[Answers]:
    with open_workshop(workers=1) as workshop:
        yield Answers(workshop)


@pytest.fixture(scope="module")
def found(answers: Answers) -> LevelsStudy:
    everything = shortlist(lay_out_levels(tiny(), ["Small"]), lambda _scenario: None)
    return support_levels(everything, answers.staff, answers.run)


def test_that_every_level_with_articles_or_a_channel_of_the_segment_is_tried() -> None:
    text = PLAN + '\n[support_levels.Nothing]\n[support_levels.Chat.offers.chat]\nhours = "day"\n'
    text += '[channels.chat]\nkind = "live"\npatience = "3 min"\n'
    scenario = tiny(text)
    assert sensible_levels(scenario, "Small") == ["Articles", "Basic", "Live"]
    plan = lay_out_levels(scenario)
    assert len(plan.combinations) == 9
    assert plan.combinations[0].present
    assert dict(plan.combinations[0].levels) == {"Small": "Basic", "Large": "Live"}


def test_that_segments_are_chosen_or_kept() -> None:
    assert [dict(each.levels) for each in lay_out_levels(tiny(), keep=["Large"]).combinations] == [
        {"Small": "Basic"}, {"Small": "Articles"}, {"Small": "Live"},
    ]  # fmt: skip
    with pytest.raises(PlannerError, match="Did you mean “Small”"):
        lay_out_levels(tiny(), ["Smal"])
    with pytest.raises(PlannerError, match="nothing to choose"):
        lay_out_levels(tiny(), keep=["Small", "Large"])


def test_that_too_many_combinations_are_counted_and_refused() -> None:
    levels = "".join(f"[support_levels.L{number}]\nself_service = {{ tried_by = 0.5 }}\n" for number in range(9))
    with pytest.raises(PlannerError, match=r"These are 144 combinations of levels \(Small 12, Large 12\)"):
        lay_out_levels(tiny(PLAN + levels))


def test_that_the_worth_is_the_lifetime_value_of_all_customers() -> None:
    study = run_study(tiny(), replications=4, workers=1)
    chosen = [metric for metric in METRICS if metric.name == "lifetime_value"]
    values = {row.by.get("segment"): row.value for row in measure_with(chosen, study)}
    expected = sum((values[name] or 0.0) * customers for name, customers in (("Small", 100.0), ("Large", 20.0)))
    assert Valuation(study, "lifetime_value").worth.value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("removed", "basis"),
    [("", "lifetime_value"), ("churn_per_month = 0.02", "margin"), ("gross_margin = 0.8", "served")],
)
def test_that_what_decides_is_what_the_plan_knows_of_all_customers(removed: str, basis: str) -> None:
    assert basis_of(tiny(PLAN.replace(removed, "", 1) if removed else PLAN)) == basis


def test_that_the_best_is_worth_most_and_differences_are_paired(found: LevelsStudy) -> None:
    assert [option.combination.levels["Small"] for option in found.possible]
    best, present = found.best, found.present
    assert best is not None
    assert present is not None
    assert best is found.possible[0]
    worths = [option.worth.value or 0.0 for option in found.possible]
    assert worths == sorted(worths, reverse=True)
    assert best.behind_best is None
    for option in found.possible[1:]:
        assert option.behind_best is not None
        assert option.behind_best.worth.value == pytest.approx((option.worth.value or 0.0) - worths[0])


def test_that_the_frontier_has_whatever_nothing_else_beats_in_both(found: LevelsStudy) -> None:
    ordered = sorted(found.possible, key=lambda option: option.cost.value or 0.0)
    highest = -np.inf
    for option in ordered:
        assert option.frontier == ((option.worth.value or 0.0) > highest)
        highest = max(highest, option.worth.value or 0.0)


def test_that_a_desk_with_articles_only_needs_nobody(answers: Answers) -> None:
    text = PLAN.replace("customers = 20\n", "customers = 0\n")
    text = text.replace("[segments.Large]", "[segments.Large]\nenabled = false")
    plan = lay_out_levels(tiny(text))
    study = support_levels(shortlist(plan, lambda _scenario: None), answers.staff, answers.run)
    (articles,) = (option for option in study.possible if option.combination.levels["Small"] == "Articles")
    assert articles.staffing is None
    assert articles.cost.value == pytest.approx(100.0)  # the upkeep


def test_that_the_hopeless_are_left_out_with_the_better_one() -> None:
    text = PLAN.replace("[support_levels.Live]\n", "[support_levels.Live]\ncost_per_month = 1000000.0\n")
    text = text.replace('support_level = "Live"', 'support_level = "Basic"')
    plan = lay_out_levels(tiny(text), ["Small"])
    with open_workshop(workers=1) as workshop:
        short = shortlist(plan, lambda scenario: rough_study(scenario, workshop))
    (dropped,) = short.dropped
    assert dropped.combination.levels["Small"] == "Live"
    assert dropped.estimate.cost > 1000000.0
    assert dropped.by.levels["Small"] in {"Articles", "Basic"}
    assert dropped.estimate_of_by.worst >= dropped.estimate.best
    assert short.chosen[0].present


def test_that_what_waiting_does_is_bounded_on_both_sides() -> None:
    with open_workshop(workers=1) as workshop:
        plan = lay_out_levels(tiny(), ["Small"])
        from planner.studies.shortlist import _estimate

        study = rough_study(tiny(), workshop)
        estimate = _estimate(study, plan.basis)
    assert study is not None
    assert estimate is not None
    assert estimate.worst < Valuation(study, plan.basis).worth.value < estimate.best


def test_that_after_an_interruption_finished_combinations_are_kept(answers: Answers) -> None:
    short = shortlist(lay_out_levels(tiny(), ["Small"]), lambda _scenario: None)

    def run(scenario: Scenario) -> Study:
        raise KeyboardInterrupt

    stopped = support_levels(short, _first_only(answers), run)
    assert [option.combination.present for option in stopped.options] == [True]
    assert stopped.left == 2


def _first_only(answers: Answers):
    calls: list[str] = []

    def staff(scenario: Scenario):
        if calls:
            raise KeyboardInterrupt
        calls.append(scenario.name)
        return answers.staff(scenario)

    return staff


def test_that_what_replications_tell_has_the_interval_of_students_t() -> None:
    told = Told(4.0, np.array([1.0, 3.0, 5.0, 7.0]))
    figure = told.figure(0.95)
    half = float(t_quantile(0.95, 4)) * np.std([1.0, 3.0, 5.0, 7.0], ddof=1) / 2.0
    assert (figure.low, figure.high) == pytest.approx((4.0 - half, 4.0 + half))
    assert (told - told).value == 0.0
    assert (told - told).likelihood == 1.0
    assert Told(2.0, np.full(4, 2.0)).likelihood == 0.0


def test_that_certainty_counts_how_many_were_looked_at() -> None:
    assert certain([0.04], 0.95) == [True]
    assert certain([0.04, 0.5], 0.95) == [False, False]
    assert certain([0.5, 0.01, 0.04], 0.95) == [False, True, False]
