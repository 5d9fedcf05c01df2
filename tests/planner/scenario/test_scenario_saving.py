from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest

from planner.errors import PlannerError
from planner.scenario.files import load_plan, load_plan_text, read_plan_text, save_plan
from planner.scenario.plan import Plan
from planner.scenario.renaming import rename
from planner.scenario.saving import WRITTEN_BY, plan_text


def lines_changed(old: str, new: str) -> tuple[list[str], list[str]]:
    diff = list(difflib.ndiff(old.splitlines(), new.splitlines()))
    return [line[2:] for line in diff if line.startswith("- ")], [line[2:] for line in diff if line.startswith("+ ")]


@pytest.mark.parametrize("name", ["small_text", "full_text"])
def test_that_an_unchanged_plan_is_saved_byte_by_byte(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    text = request.getfixturevalue(name).replace("\n", "\r\n")
    (tmp_path / "plan.toml").write_bytes(text.encode())
    save_plan(load_plan(tmp_path / "plan.toml"), tmp_path / "copy.toml")
    assert (tmp_path / "copy.toml").read_bytes() == (tmp_path / "plan.toml").read_bytes()


def test_that_a_change_touches_its_own_line_and_the_signature(small_text: str) -> None:
    def change(data: dict[str, Any]) -> None:
        data["teams"]["L1"]["shifts"]["day"]["agents"] = 5
        data["hours"]["office"]["mon-fri"] = "08:00-17:00"

    removed, added = lines_changed(small_text, plan_text(load_plan_text(small_text).edit(change)))
    assert removed == ['mon-fri = "09:00-17:00"   # the whole team is there', "agents = 3"]
    assert [line for line in added if line] == [
        f'written_by = "{WRITTEN_BY}"',
        'mon-fri = "08:00-17:00"   # the whole team is there',
        "agents = 5",
    ]


def test_that_a_change_keeps_the_line_ends_of_other_systems(small_text: str) -> None:
    plan = load_plan_text(small_text.replace("\n", "\r\n"))
    text = plan_text(plan.edit(lambda data: data["teams"]["L1"]["shifts"]["day"].update(agents=5)))
    assert text.count("\r\n") == text.count("\n")


def test_that_parts_come_and_go_with_comments_kept(small_text: str) -> None:
    def change(data: dict[str, Any]) -> None:
        del data["teams"]["L2"]["shifts"]["day"]
        data["teams"]["L2"]["shifts"]["long"] = {"days": "sat", "span": "10:00-20:00", "agents": 1}
        data["teams"]["L3"] = {"tier": "L2", "shifts": {"day": {"days": "mon", "span": "09:00-10:00", "agents": 1}}}
        data["scenarios"]["New"] = {"note": "x", "teams": {"L1": {"cost_per_hour": 1.0}}}

    plan = read_plan_text(small_text).edit(change)
    text = plan_text(plan)
    assert "# a Monday" in text
    assert "# the whole team is there" in text
    assert read_plan_text(text).scenarios == plan.scenarios
    assert list(read_plan_text(text).base.teams) == ["L1", "L2", "L3"]


@pytest.mark.parametrize("name", ["small_text", "full_text"])
def test_that_a_plan_without_a_text_reads_back(name: str, request: pytest.FixtureRequest) -> None:
    plan = read_plan_text(request.getfixturevalue(name))
    written = plan_text(Plan.from_data(plan.data))
    assert written.startswith("format = 1\nwritten_by")
    assert read_plan_text(written).scenarios == plan.scenarios


def test_that_a_rename_keeps_the_draws_the_comments_and_the_order(small_text: str) -> None:
    plan = rename(load_plan_text(small_text), "teams.L1", "First line")
    text = plan_text(plan)
    assert plan.base.teams["First line"].stream == "L1"
    assert list(read_plan_text(text).base.teams) == ["First line", "L2"]
    assert '[teams."First line".shifts.day]' in text
    assert "# a Monday" in text
    again = rename(plan, "teams.First line".replace("First line", '"First line"'), "Front")
    assert again.base.teams["Front"].stream == "L1"


def test_that_a_rename_reaches_every_reference(full_text: str) -> None:
    plan = rename(load_plan_text(full_text), "tiers.L2", "Engineers")
    scenario = plan.base
    assert scenario.teams["Care"].tiers == ("L1", "Engineers")
    assert scenario.teams["Care"].handle_time_factor == {"Engineers": 1.3}
    assert scenario.topics["bug"].work["L1"].escalates == {"Engineers": 0.4}
    assert load_plan_text(plan_text(plan)).scenarios == plan.scenarios
    renamed = rename(load_plan_text(full_text), "events.launch", "start")
    assert renamed.overrides["More people"]["remove"] == ["events.start", "teams.L1.shifts.launch"]


def test_that_a_rename_needs_a_part_and_a_free_name(small_text: str) -> None:
    plan = load_plan_text(small_text)
    with pytest.raises(PlannerError, match="nothing at"):
        rename(plan, "teams.L9", "x")
    with pytest.raises(PlannerError, match="already"):
        rename(plan, "teams.L1", "L2")


@pytest.mark.slow
def test_that_every_topic_can_be_renamed_and_saved(full_text: str) -> None:
    plan = load_plan_text(full_text)
    for collection in ("hours", "profiles", "segments", "support_levels", "channels", "tiers", "topics", "teams"):
        for name in list(plan.data[collection]):
            renamed = rename(plan, f"{collection}.{name}", f"a new {name}")
            text = plan_text(renamed)
            assert load_plan_text(text).scenarios == renamed.scenarios
            assert text.startswith("# Every key")


def test_that_a_failed_save_leaves_the_old_file(tmp_path: Path, small_text: str) -> None:
    path = tmp_path / "plan.toml"
    path.mkdir()
    with pytest.raises(PlannerError, match="folder"):
        save_plan(load_plan_text(small_text), path)


@pytest.mark.parametrize("override", [{}, {"note": "like the base"}])
def test_that_a_new_scenario_that_changes_nothing_yet_keeps_comments_and_order(
    small_text: str, override: dict[str, str]
) -> None:
    text = "# who we are\n" + small_text
    plan = load_plan_text(text).edit(lambda data: data.setdefault("scenarios", {}).update({"Twin": override}))
    written = plan_text(plan)
    assert written.startswith("# who we are\n")
    assert "[scenarios.Twin]" in written
    assert load_plan_text(written).scenario_names[-1] == "Twin"
