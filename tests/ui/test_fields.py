"""Fields as the screen shows them: what is declared becomes label, unit, help, text and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("PySide6.QtCore", reason="the window's libraries are not installed")

from planner.scenario.fields import Part, declared_fields, structure
from planner.scenario.files import read_plan
from planner.scenario.scenario import Scenario
from tests.ui.tables.desk import FULL_PLAN
from ui.editing.places import shown_data
from ui.editing.starting import starting_part
from ui.values.fields import UNITS, Field, WrongTextError, field_at, fields_of, part_at
from ui.values.numbers import is_range


def all_parts(part: type[Part], seen: set[type[Part]] | None = None) -> set[type[Part]]:
    seen = set() if seen is None else seen
    if part not in seen:
        seen.add(part)
        for declared in declared_fields(part).values():
            place = declared.structure
            while place.part is None and (inner := place.entries if place.entries is not None else place.items):
                place = structure(inner)
            if place.part is not None:
                all_parts(place.part, seen)
    return seen


PARTS = sorted(all_parts(Scenario), key=lambda part: part.__name__)
SALARY = field_at(("teams", "L1", "cost_per_hour"))


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if path:
        yield path, data
    if isinstance(data, dict) and not is_range(data) and path[-1:] != ("handle_time_factor",):
        for key, value in data.items():
            yield from leaves(value, (*path, key))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_that_every_field_has_label_help_and_a_known_unit(part: type[Part]) -> None:
    for field in fields_of(part).values():
        assert field.label
        assert field.tool_tip
        assert "{" not in field.unit_text("EUR")
        assert field.unit in {None, "s", *UNITS}


def test_that_every_value_of_a_plan_is_shown_as_text_that_reads_back() -> None:
    read_back = 0
    for path, value in leaves(shown_data(read_plan(FULL_PLAN).data)):
        field = field_at(path)
        if field.kind_name in {"part", "parts", "items"}:
            continue
        assert field.read(field.show(value)) == value, path
        assert field.read(field.show(value, grouped=False)) == value, path
        read_back += 1
    assert read_back > 150


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        (("segments", "A", "customers"), 5500, "5,500"),
        (("segments", "A", "customers"), {"low": 5, "likely": 7, "high": 12}, "5 – 7 – 12"),
        (("segments", "A", "growth_per_month"), 0.02, "2 %"),
        (("costs", "on_costs"), 0.21, "21 %"),
        (("segments", "A", "channels"), {"email": 0.8, "chat": 0.2}, "email: 80 %; chat: 20 %"),
        (("topics", "bug", "work", "L1", "handle_time"), "14 min", "14 min"),
        (("topics", "bug", "work", "L1", "handle_time"), {"mean": "14 min", "cv": 0.6}, "14 min · cv 0.6"),
        (
            ("channels", "chat", "patience"),
            {"low": "1 min", "likely": "2 min", "high": "9 min"},
            "1 min – 2 min – 9 min",
        ),
        (
            ("channels", "chat", "patience"),
            {"low": "1 min", "high": "9 min", "shape": "uniform"},
            "1 min – 9 min · uniform",
        ),
        (
            ("channels", "chat", "patience"),
            {"low": "1 min", "likely": "2 min", "high": "9 min", "shape": "triangular"},
            "1 min – 2 min – 9 min · triangular",
        ),
        (
            ("channels", "chat", "patience"),
            {"values": ["1 min", "90 s"], "weights": [3, 1]},
            "1 min × 3; 90 s × 1",
        ),
        (
            ("channels", "chat", "patience"),
            {"values": ["1 min", "90 s"], "shape": "empirical"},
            "1 min; 90 s · empirical",
        ),
        (("channels", "chat", "patience"), {"values": ["90 s"]}, "90 s; "),
        (("teams", "L1", "channels"), ["email", "chat"], "email, chat"),
        (("teams", "L1", "interruptible"), True, "yes"),
        (("hours", "office", "mon-fri"), "08:00-18:00", "08:00-18:00"),
        (("run", "warm_up"), "7 d", "7 d"),
    ],
)
def test_that_values_are_shown_as_people_read_them(path: tuple[str, ...], value: Any, text: str) -> None:
    field = field_at(path)
    assert field.show(value) == text
    assert field.read(text) == value


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        (("segments", "A", "customers"), "{ low = 5, likely = 7, high = 12 }", {"low": 5, "likely": 7, "high": 12}),
        (("segments", "A", "customers"), "5 to 10", {"low": 5, "likely": 7.5, "high": 10}),
        (("teams", "L1", "shifts", "early", "agents"), "4 to 8", {"low": 4, "likely": 6, "high": 8}),
        (("teams", "L1", "shifts", "early", "agents"), "4 to 7", {"low": 4, "likely": 6, "high": 7}),
        (("routing", "ageing"), "10 to 20 min", {"low": "10 min", "likely": "15 min", "high": "20 min"}),
        (("channels", "chat", "patience"), "5 to 20 min", {"low": "5 min", "high": "20 min", "shape": "uniform"}),
        (("channels", "chat", "patience"), "5 - 20 min", {"low": "5 min", "high": "20 min", "shape": "uniform"}),
        (
            ("channels", "chat", "patience"),
            '{ shape = "empirical", values = ["5 min", "7 min"] }',
            {"shape": "empirical", "values": ["5 min", "7 min"]},
        ),
    ],
)
def test_that_ranges_and_spreads_are_read_as_people_and_files_write_them(
    path: tuple[str, ...], text: str, value: Any
) -> None:
    field = field_at(path)
    assert field.read(text) == value
    assert field.read(field.show(value)) == value


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        (("segments", "A", "customers"), "{ low = 5", "cannot be read"),
        (("segments", "A", "customers"), "{ low = 5, likely = 2, high = 12 }", "not in order"),
        (("channels", "chat", "patience"), "5 min – 20 min · lognormal", "three numbers"),
        (("channels", "chat", "patience"), "1 min – 2 min – 3 min – 4 min", "three numbers"),
        (("segments", "A", "customers"), "many", "is not a number"),
        (("segments", "A", "customers"), "-3", "too small"),
        (("segments", "A", "customers"), "5 – 12", "three numbers"),
        (("segments", "A", "customers"), "12 – 7 – 5", "not in order"),
        (("segments", "A", "finds_help"), "850 %", "850 % is too large: 100 % is the most"),
        (("teams", "L1", "shifts", "early", "agents"), "2.5", "whole number"),
        (("routing", "ageing"), "90", "no unit"),
        (("routing", "ageing"), "soon", "is not a duration"),
        (("routing", "ageing"), "0", "no time at all"),
        (("routing", "order"), "priorty", "Did you mean “priority”?"),
        (("routing", "live_first"), "maybe", "neither yes nor no"),
        (("start",), "tomorrow", "is not a date"),
        (("holidays",), "XX", "XX"),
        (("time_zone",), "Berlin", "Berlin"),
        (("teams", "L1", "shifts", "early", "days"), "weekdays", "not days of the week"),
        (("segments", "A", "channels"), "email", "no name and value"),
        (("run", "replications"), "1 – 2 – 3", "Ranges are not possible"),
    ],
)
def test_that_a_wrong_text_is_refused_with_a_sentence(path: tuple[str, ...], text: str, message: str) -> None:
    with pytest.raises(WrongTextError, match=r"(?s).+") as caught:
        field_at(path).read(text)
    assert message in str(caught.value)
    assert "{" not in str(caught.value)


def test_that_money_bears_the_currency_of_the_plan() -> None:
    assert SALARY.unit_text("RSD") == "RSD"
    assert SALARY.heading("RSD").replace("\n", " ") == "Cost per hour, RSD"
    assert field_at(("costs", "seat_per_agent_month")).heading("EUR").replace("\n", " ").endswith("and month, EUR")
    assert field_at(("support_levels", "Standard", "cost_per_month")).unit_text("EUR") == "EUR a month"


def test_that_choices_are_words_or_names_of_the_plan() -> None:
    data = {"support_levels": {"Standard": {}, "Plus": {}}}
    assert field_at(("segments", "A", "support_level")).choices(data) == ("Standard", "Plus")
    assert field_at(("routing", "order")).choices(data)[0] == "first come"
    assert field_at(("teams", "A", "channels")).collection == "channels"


def test_that_the_help_names_the_default() -> None:
    assert "Unless given: 30 min" in field_at(("routing", "ageing")).tool_tip
    assert "Unless given: 40" in field_at(("teams", "A", "hours_per_week")).tool_tip


@pytest.mark.parametrize("part", [part for part in PARTS if part is not Scenario], ids=lambda part: part.__name__)
def test_that_a_part_to_start_from_can_be_read(part: type[Part]) -> None:
    if part.__name__ in {"DurationDistribution", "ReplyCount"}:
        return  # these begin as plain values
    part.model_validate(starting_part(part, dict(read_plan(FULL_PLAN).data)))


def test_that_entries_and_items_are_fields_of_their_own() -> None:
    mix: Field = field_at(("segments", "A", "channels", "email"))
    assert (mix.label, mix.per_cent) == ("email", True)
    assert field_at(("profiles", "office", "by_hour", 3)).label == "No. 4"
    assert part_at(("teams", "L1", "shifts", "day")).__name__ == "Shift"
