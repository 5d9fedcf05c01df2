from __future__ import annotations

import pytest

from planner.scenario import not_yet
from planner.scenario.fields import Structure, child
from planner.scenario.files import load_plan_text
from planner.scenario.not_yet import NOT_YET, WithoutEffect
from planner.scenario.overrides import ROOT
from planner.scenario.plan import HEADER_KEYS
from planner.texts import lazy


def test_that_every_key_without_effect_is_answered_by_a_warning(full_text: str) -> None:
    warnings = [problem.message for problem in load_plan_text(full_text).warnings]
    for kind in NOT_YET:
        assert any(message.startswith(str(kind.label)) and "no effect yet" in message for message in warnings), kind


def test_that_a_plain_plan_has_no_such_warning(small_text: str) -> None:
    assert load_plan_text(small_text).warnings == ()


def test_that_the_patterns_name_declared_keys() -> None:
    for kind in NOT_YET:
        for pattern in kind.patterns:
            place = ROOT
            parts = pattern.split(".")
            if parts[0] in HEADER_KEYS:
                continue
            for part in parts:
                place = _inside(place, part)
                assert place != Structure(), f"{pattern}: nothing is declared at {part}"


def _inside(place: Structure, part: str) -> Structure:
    if part == "*" and place.part is not None:
        return child(place, "reply")  # one of the targets of an offer
    return child(place, part)


def test_that_one_kind_of_key_gets_one_warning_with_its_count(full_text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    people = WithoutEffect(lazy("People"), ("teams.*.attrition_per_year", "teams.*.replacement_cost"))
    monkeypatch.setattr(not_yet, "NOT_YET", (people,))
    text = full_text + "\n[scenarios.S.teams.L2]\nattrition_per_year = 0.2\n"
    (message,) = [problem.message for problem in load_plan_text(text).warnings if "People" in problem.message]
    assert "3 keys" in message
    assert "scenarios.S.teams.L2.attrition_per_year" in message
