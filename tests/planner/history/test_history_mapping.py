from __future__ import annotations

import numpy as np
import pytest

from planner.errors import PlannerError
from planner.history.mapping import FIELDS, Condition, Source, column_map
from planner.history.profiles import PROFILES, export_profile, mapping_for
from planner.history.reading import HistoryTable

COLUMNS = ["date", "q_start", "vru+line", "outcome", "a:b", "type"]


def table(**columns: list[str]) -> HistoryTable:
    arrays = {name: np.array(values, dtype=object) for name, values in columns.items()}
    count = len(next(iter(arrays.values())))
    return HistoryTable("log.csv", "text", arrays, np.arange(count), count, (), 0, ())


def test_that_columns_join_fall_back_and_depend_on_a_condition() -> None:
    columns = column_map({"arrived": "date+q_start|date when outcome:A B"}, COLUMNS)
    assert columns.sources["arrived"] == (
        Source(("date", "q_start")),
        Source(("date",), when=Condition("outcome", "A B")),
    )


def test_that_a_column_name_may_hold_the_signs_of_the_language() -> None:
    columns = column_map({"arrived": "date", "channel": "vru+line", "drop": "a:b:X"}, COLUMNS)
    assert columns.sources["channel"] == (Source(("vru+line",)),)
    assert columns.drop == (Condition("a:b", "X"),)


def test_that_a_fixed_text_fills_every_row_and_blanks_fall_through() -> None:
    columns = column_map({"arrived": "date", "topic": "type|=none", "missing": "PHANTOM|X"}, COLUMNS)
    texts = columns.texts(table(date=["1", "2", "3"], type=["", "?", "x"]), "topic")
    assert list(texts) == ["none", "none", "none"]


def test_that_a_condition_does_not_mind_capitals() -> None:
    held = Condition("outcome", "hang").holds(table(outcome=["HANG", "AGENT", "Hang"]))
    assert held.tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({}, "Add --map arrived=COLUMN"),
        ({"arrived": "date", "arived": "date"}, "Did you mean arrived?"),
        ({"arrived": "dat"}, "Did you mean date?"),
        ({"arrived": "date+qstart"}, "Did you mean q_start?"),
        ({"arrived": "=now"}, "needs a column"),
        ({"arrived": "date", "drop": "PHANTOM"}, "Write it as COLUMN:VALUE"),
        ({"arrived": "date", "abandoned": "outcom:HANG"}, "Did you mean outcome?"),
        ({"arrived": "date", "dates": "American"}, "D/M/Y or M/D/Y"),
    ],
)
def test_that_a_wrong_mapping_says_what_is_wrong_and_how_to_mend_it(mapping: dict[str, str], said: str) -> None:
    with pytest.raises(PlannerError) as caught:
        column_map(mapping, COLUMNS)
    assert said in str(caught.value)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_that_every_profile_maps_the_arrival_with_known_fields(profile) -> None:
    assert "arrived" in profile.fields
    assert set(profile.fields) <= set(FIELDS)


def test_that_a_profile_takes_the_columns_that_exist_and_yields_to_the_user() -> None:
    profile = export_profile("tickets")
    mapping = mapping_for(profile, ["id", "Created at", "via", "type"], {"topic": "via", "ticket": ""})
    assert mapping == {"arrived": "Created at", "channel": "via", "topic": "via"}


def test_that_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(PlannerError, match="Did you mean servicenow"):
        export_profile("service_now")
