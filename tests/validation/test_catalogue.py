"""The list of cases: none is forgotten, none is counted twice, and copied numbers are the shared ones."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.validation.catalogue import CASES, FAMILIES
from tests.validation.effort import REPLICATIONS
from tests.validation.left_out import LEFT_OUT, SHARED

LIST = os.environ.get("SUPPORT_PLANNER_VALIDATION_CASES")


def test_that_every_shared_case_is_played_or_left_out_for_a_reason() -> None:
    played = {case.id for case in CASES.values() if not case.id.startswith("F-")}
    assert len(set(SHARED)) == len(SHARED) == 89
    assert played | set(LEFT_OUT) == set(SHARED)
    assert not played & set(LEFT_OUT)
    assert all(LEFT_OUT.values())


def test_that_no_two_cases_have_the_same_name() -> None:
    assert len(CASES) == sum(len(cases) for cases in FAMILIES.values())


def test_that_effort_is_given_for_cases_that_exist() -> None:
    assert set(REPLICATIONS) <= set(CASES)


def test_that_every_family_has_a_case_in_every_run() -> None:
    without = {family for family, cases in FAMILIES.items() if not any(case.quick for case in cases)}
    assert without == {"Further cases"}


@pytest.mark.skipif(LIST is None, reason="set SUPPORT_PLANNER_VALIDATION_CASES to a file with the shared cases")
def test_that_known_answers_are_those_of_the_shared_list() -> None:
    shared: dict[str, Any] = {entry["id"]: entry for entry in json.loads(Path(LIST or "").read_text(encoding="utf-8"))}
    assert set(shared) == set(SHARED)
    for case in CASES.values():
        for quantity in case.quantities:
            path = quantity.name if quantity.path == "=" else quantity.path
            if path:
                known = _at(shared[case.id]["expected"], path)
                assert quantity.exact == pytest.approx(known, rel=1e-9), (case.name, quantity.name)


def _at(values: Any, path: str) -> float:
    """The value at a path such as ``rows.2.asa_s``; a name that itself contains a point is found as it is."""
    while isinstance(values, dict | list):
        if isinstance(values, dict) and path in values:
            values, path = values[path], ""
        else:
            head, _, path = path.partition(".")
            values = values[int(head)] if isinstance(values, list) else values[head]
    assert not path
    return float(values)
