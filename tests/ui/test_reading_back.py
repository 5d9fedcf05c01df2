"""Whatever the window shows of a value, it reads back as that value, in every way of writing numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("PySide6.QtCore", reason="the window's libraries are not installed")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from planner.scenario.kinds import RANGE_KEYS
from ui.editors.shift_table import BreaksField
from ui.values.fields import Field, field_at
from ui.values.numbers import parse_number

WORK = ("topics", "A", "work", "L1")
BREAKS = field_at(("teams", "T", "shifts", "s", "breaks"))
FIELDS = {
    "growth": field_at(("segments", "A", "growth_per_month")),
    "customers": field_at(("segments", "A", "customers")),
    "handle time": field_at((*WORK, "handle_time")),
    "names": field_at(("events", "A", "segments")),
    "escalates": field_at((*WORK, "escalates")),
    "breaks": BreaksField(BREAKS.key, BREAKS.label, BREAKS.help, BREAKS.structure),
}


@pytest.fixture(params=["en_GB", "de_DE", "fr_FR", "ar_EG", "de_CH"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def in_order(numbers: list[Any]) -> dict[str, Any]:
    return dict(zip(RANGE_KEYS, numbers, strict=True))


def ranges(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(numbers, min_size=3, max_size=3, unique=True).map(sorted).map(in_order)


def minutes(tenths: int) -> str:
    return f"{tenths / 10:g} min"


names = st.text("AbcĆж ,;:=\"'{}()5.-", min_size=1, max_size=12).filter(lambda name: name == name.strip())
shares = st.integers(-999, 999).map(lambda permille: permille / 1000)
counts = st.integers(0, 10**7) | st.integers(0, 10**7).map(lambda tenths: tenths / 10)
durations = st.integers(1, 5000).map(minutes)
factors = st.integers(1, 40).map(lambda tenths: tenths / 10)
spans = st.lists(st.integers(1, 5000), min_size=3, max_size=3, unique=True).map(sorted)
spreads = st.fixed_dictionaries(
    {"mean": durations, "cv": factors | ranges(factors)}, optional={"shape": st.sampled_from(["gamma", "lognormal"])}
)
breaks = st.fixed_dictionaries(
    {"after": durations | spans.map(lambda span: in_order(list(map(minutes, span)))), "length": durations},
    optional={"paid": st.booleans(), "stagger": st.just(False)},
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "growth": shares | ranges(shares),
    "customers": counts | ranges(counts),
    "handle time": durations | spreads,
    "names": st.lists(names, min_size=1, max_size=3),
    "escalates": st.dictionaries(names, st.integers(0, 999).map(lambda permille: permille / 1000), max_size=3),
    "breaks": st.lists(breaks, max_size=3),
}


def read_again(field: Field, value: Any, grouped: bool) -> Any:
    return field.read(field.show(value, grouped))


@pytest.mark.parametrize("name", VALUES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_that_what_is_shown_is_read_back(name: str, language: str, data: st.DataObject) -> None:
    assert language
    value = data.draw(VALUES[name])
    assert read_again(FIELDS[name], value, grouped=True) == value
    assert read_again(FIELDS[name], value, grouped=False) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("growth", "-5 % – 0 % – 5 %", in_order([-0.05, 0, 0.05])),
        ("growth", "−9 – −5 – −1 %", in_order([-0.09, -0.05, -0.01])),
        (
            "handle time",
            "5 min, cv 0.4 to 0.6, gamma",
            {"mean": "5 min", "cv": in_order([0.4, 0.5, 0.6]), "shape": "gamma"},
        ),
        ("names", '"Small, medium", Big', ["Small, medium", "Big"]),
        ("names", "Small, Big,", ["Small", "Big"]),
        ("names", 'The "big" ones', ['The "big" ones']),
        ("escalates", '"L3; x": 10 %; L2: 20 %', {"L3; x": 0.1, "L2": 0.2}),
        ("breaks", "15 min after 2 h,paid", [{"after": "2 h", "length": "15 min", "paid": True}]),
    ],
)
def test_that_people_may_write_it_so(name: str, text: str, value: Any) -> None:
    assert FIELDS[name].read(text) == value


def test_that_digits_and_marks_of_the_arabic_script_are_read_everywhere(language: str) -> None:
    assert language
    assert parse_number("١٬٢٣٤٫٥") == 1234.5
    assert FIELDS["growth"].read("۱۲٫۵٪") == 0.125
    assert FIELDS["handle time"].read("٩٫٥ min") == "9.5 min"
