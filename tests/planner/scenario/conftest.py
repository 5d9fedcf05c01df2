"""Plans for the tests of the plan file, and a way to change one thing in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import PlanError, Problem
from planner.scenario.files import load_plan_text

HERE = Path(__file__).parent


@pytest.fixture
def small_text() -> str:
    return (HERE / "small_plan.toml").read_text(encoding="utf-8")


@pytest.fixture
def full_text() -> str:
    return (HERE / "full_plan.toml").read_text(encoding="utf-8")


@pytest.fixture
def problems_after(small_text: str) -> Callable[..., list[Problem]]:
    """Problems of the small plan after replacing texts in it and adding lines at its end."""

    def problems(*changes: tuple[str, str], added: str = "") -> list[Problem]:
        text = small_text
        for old, new in changes:
            assert old in text, f"the small plan has no {old!r}"
            text = text.replace(old, new, 1)
        try:
            return list(load_plan_text(f"{text}\n{added}\n").warnings)
        except PlanError as error:
            return list(error.problems)

    return problems
