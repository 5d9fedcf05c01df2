from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import PlanError
from planner.scenario.checks import check, further_problems
from planner.scenario.fields import walk
from planner.scenario.overrides import ROOT
from planner.scenario.plan import Plan
from planner.scenario.saving import plan_text

pytestmark = pytest.mark.slow

FULL = (Path(__file__).parent / "full_plan.toml").read_text(encoding="utf-8")
DATA = tomllib.loads(FULL)
PLACES = [path for path, _place, _value in walk(ROOT, DATA) if path]

PLAIN = (
    st.none().map(lambda _none: {})
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["6 min", "09:00-17:00", "mon-fri", "L1", "email", "closed", "1e9 d", "24:00-24:00", "UTC"])
    | st.dates()
    | st.datetimes()
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=8) | st.sampled_from(["low", "likely", "high", "mean", "shape", "email", "L1", "mon"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)


def put(data: Any, path: tuple[str | int, ...], value: Any) -> None:
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = value


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PLACES), VALUES)
def test_that_any_value_anywhere_gives_a_plan_or_problems_in_words(path: tuple[str | int, ...], value: Any) -> None:
    data = copy.deepcopy(DATA)
    put(data, path, value)
    try:
        plan = Plan.from_data(data)
    except PlanError as error:
        problems = (*error.problems, *further_problems(data))
    else:
        problems = check(plan)
    for problem in problems:
        said = str(problem)
        assert problem.message
        assert "pydantic" not in said
        assert "Input should" not in said
        assert "valid" not in said.split()
        assert "cannot be used here" not in said, "an error without words of its own"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PLACES), VALUES)
def test_that_any_override_gives_a_plan_or_problems_in_words(path: tuple[str | int, ...], value: Any) -> None:
    data = copy.deepcopy(DATA)
    override: dict[str, Any] = {}
    keys = [part for part in path if isinstance(part, str)]
    table = override
    for key in keys[:-1]:
        table[key] = {}
        table = table[key]
    table[keys[-1]] = value
    data["scenarios"]["S"] = override
    try:
        problems = check(Plan.from_data(data))
    except PlanError as error:
        problems = error.problems
    errors = [problem for problem in problems if problem.severity == "error"]
    assert all(problem.address.startswith("scenarios.S") for problem in errors)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PLACES), VALUES)
def test_that_what_is_accepted_is_saved_and_read_back(path: tuple[str | int, ...], value: Any) -> None:
    data = copy.deepcopy(DATA)
    put(data, path, value)
    try:
        plan = Plan.from_data(data, FULL)
    except PlanError:
        return
    assert Plan.from_data(tomllib.loads(plan_text(plan))).scenarios == plan.scenarios
