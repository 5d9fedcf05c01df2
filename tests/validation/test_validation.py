"""The engine and the plan format against queues whose answer is known; see docs/validation.md."""

from __future__ import annotations

import pytest

from tests.validation.case import Case, run
from tests.validation.catalogue import CASES
from tests.validation.coverage import STUDIES, coverage_of, intervals_of

QUICK = {name: case for name, case in CASES.items() if case.quick}
OTHERS = {name: case for name, case in CASES.items() if not case.quick}


def assert_agrees(case: Case) -> None:
    differing = [
        f"{result.quantity.name}: known {result.quantity.exact}, simulated {result.mean} ± {result.standard_error} "
        f"(standard error; at most {result.widest:.2%} of the known value)"
        for result in run(case.for_a_test())
        if not result.agrees
    ]
    assert not differing, "\n".join(differing)


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICK)
def test_that_a_queue_has_its_known_answer(name: str) -> None:
    assert_agrees(QUICK[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_that_each_further_queue_has_its_known_answer(name: str) -> None:
    assert_agrees(OTHERS[name])


@pytest.mark.slow
def test_that_printed_intervals_contain_the_truth_as_often_as_they_say() -> None:
    coverage = coverage_of(intervals_of(seed) for seed in range(1, STUDIES + 1))
    wrong = [f"{entry.metric} at {entry.confidence}: {entry.share}" for entry in coverage if not entry.agrees]
    assert coverage
    assert not wrong, wrong
