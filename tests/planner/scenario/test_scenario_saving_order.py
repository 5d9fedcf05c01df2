from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planner.examples import example_text
from planner.scenario.files import read_plan_text
from planner.scenario.saving import plan_text


def moved(*path: str) -> Callable[[dict[str, Any]], None]:
    """The change that moves the first of the named parts at a path behind the others."""

    def change(data: dict[str, Any]) -> None:
        table = data
        for key in path:
            table = table[key]
        first = next(key for key, value in table.items() if isinstance(value, dict))
        table[first] = table.pop(first)

    return change


def comments(text: str) -> list[str]:
    return sorted(line.partition("#")[2] for line in text.splitlines() if "#" in line)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("two-tiers", ("teams",)),
        ("two-tiers", ("segments",)),
        ("two-tiers", ("teams", "L1", "shifts")),
        ("level-ladder", ("support_levels",)),
        ("promotions-and-hiring", ("topics",)),
    ],
)
def test_that_parts_move_with_all_comments_kept(name: str, path: tuple[str, ...]) -> None:
    text = example_text(name)
    plan = read_plan_text(text).edit(moved(*path))
    written = plan_text(plan)
    assert comments(written) == comments(text)
    assert list(read_plan_text(written).data[path[0]]) == list(plan.data[path[0]])
    assert plan_text(read_plan_text(written)) == written


def test_that_a_moved_part_takes_its_own_comments_along(small_text: str) -> None:
    text = small_text.replace("[teams.L1]", "# about the first line\n[teams.L1] # here\n# below the heading\n", 1)
    assert text != small_text
    lines = plan_text(read_plan_text(text).edit(moved("teams"))).splitlines()
    place = lines.index("[teams.L1] # here")
    assert lines[place - 1 : place + 2 : 2] == ["# about the first line", "# below the heading"]
    assert place > lines.index("[teams.L2]")


def test_that_a_comment_between_blank_lines_stays_where_it_is(small_text: str) -> None:
    text = small_text.replace("[teams.L1]", "# ==== Teams ====\n\n[teams.L1]", 1)
    lines = plan_text(read_plan_text(text).edit(moved("teams"))).splitlines()
    assert lines[lines.index("# ==== Teams ====") + 2] == "[teams.L2]"


def test_that_headings_inside_texts_and_lists_do_not_count(small_text: str) -> None:
    text = f'note = """\n[teams.L9]\n"""\n{small_text}'
    written = plan_text(read_plan_text(text).edit(moved("teams")))
    assert list(read_plan_text(written).base.teams) == ["L2", "L1"]
    assert '"""\n[teams.L9]\n"""' in written
    assert comments(written) == comments(text)


def test_that_a_move_and_a_value_are_saved_together(small_text: str) -> None:
    def change(data: dict[str, Any]) -> None:
        moved("teams")(data)
        data["teams"]["L2"]["shifts"]["late"] = {"days": "sat", "span": "10:00-20:00", "agents": 1}

    plan = read_plan_text(small_text).edit(change)
    written = plan_text(plan)
    assert comments(written) == comments(small_text)
    assert read_plan_text(written).scenarios == plan.scenarios


def test_that_a_copy_can_go_to_the_middle(small_text: str) -> None:
    def change(data: dict[str, Any]) -> None:
        first, *others = data["teams"].items()
        data["teams"] = {first[0]: first[1], "L1 too": dict(first[1]), **dict(others)}

    written = plan_text(read_plan_text(small_text).edit(change))
    assert list(read_plan_text(written).base.teams) == ["L1", "L1 too", "L2"]
    assert comments(written) == comments(small_text)


def test_that_a_spread_given_to_a_plain_time_keeps_the_comments() -> None:
    text = example_text("two-tiers")

    def change(data: dict[str, Any]) -> None:
        data["topics"]["bug"]["misroute_handle_time"] = {"mean": "3 min", "cv": 0.5}

    assert comments(plan_text(read_plan_text(text).edit(change))) == comments(text)
