"""Renaming a scenario changes its name and nothing else of the plan or its file."""

from __future__ import annotations

import difflib

import pytest

from planner.errors import PlanError, PlannerError
from planner.scenario.files import load_plan_text
from planner.scenario.plan import Plan
from planner.scenario.renaming import rename_scenario
from planner.scenario.saving import plan_text

COMMENTED = """# why the evening
[scenarios."Late shift"]  # asked for by the boss
note = "What an evening would cost."   # not approved
[scenarios."Late shift".hours.office]
mon-fri = "09:00-22:00"  # five days
[scenarios.Empty]
"""


@pytest.fixture
def plan(small_text: str) -> Plan:
    return load_plan_text(small_text[: small_text.index('[scenarios."Late shift"]')] + COMMENTED)


def renamed(plan: Plan, name: str, new_name: str) -> Plan:
    return plan.edit(lambda data: rename_scenario(data, name, new_name))


def test_that_a_renamed_scenario_says_the_same_at_the_same_place(plan: Plan) -> None:
    after = renamed(plan, "Late shift", "Evenings")
    assert after.scenario_names == ["Base", "Evenings", "Empty"]
    assert after.overrides["Evenings"] == plan.overrides["Late shift"]
    assert after.base == plan.base


@pytest.mark.parametrize("name", ["Evenings", "a.b", 'the "late" one', "it's late", "夜班", "= 1 + 1"])
def test_that_the_file_keeps_its_comments_and_order(plan: Plan, name: str) -> None:
    text = plan_text(renamed(plan, "Late shift", name))
    diff = list(difflib.ndiff(plan.source_text.splitlines(), text.splitlines()))
    removed = [line[2:] for line in diff if line.startswith("- ")]
    added = [line[2:] for line in diff if line.startswith("+ ")]
    assert removed == ['[scenarios."Late shift"]  # asked for by the boss', '[scenarios."Late shift".hours.office]']
    assert len([line for line in added if not line.startswith("written_by")]) == len(removed)
    assert added[-2].endswith("# asked for by the boss")
    assert load_plan_text(text).scenario_names == ["Base", name, "Empty"]


def test_that_a_rename_there_and_back_changes_nothing(plan: Plan) -> None:
    back = renamed(renamed(plan, "Late shift", "Evenings"), "Evenings", "Late shift")
    assert plan_text(back) == plan.source_text


def test_that_a_name_must_be_free_and_the_scenario_known(plan: Plan) -> None:
    with pytest.raises(PlannerError, match=r"There is a scenario “Empty” already\."):
        renamed(plan, "Late shift", "Empty")
    with pytest.raises(PlannerError, match="The plan has no scenario “Nobody”"):
        renamed(plan, "Nobody", "Somebody")


@pytest.mark.parametrize("name", ["", "  ", "Base", "base", "two\nlines"])
def test_that_some_texts_are_no_names(plan: Plan, name: str) -> None:
    with pytest.raises(PlanError, match="A scenario cannot be called"):
        renamed(plan, "Late shift", name)
