"""The tiles: the figures of the report in three digits, each with its interval, a word, the difference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from some_answers import tiny_answer

from planner.reporting.quantities import quantity_text
from planner.reporting.report import Quantity
from ui.pages.results.digits import half_width, in_millions, short_interval, short_text
from ui.pages.results.tiles import tile_texts

ANSWER = tiny_answer()
LATE = tiny_answer("Late shift")


@pytest.mark.parametrize(
    ("quantity", "text", "interval"),
    [
        (Quantity(92_412, 92_337, 92_487, "money"), "92,400", "92,300–92,500"),
        (Quantity(92_412, 92_410, 92_414, "money"), "92,400", "± 2.00"),
        (Quantity(18.84, 18.58, 19.1, "money"), "18.8", "18.6–19.1"),
        (Quantity(0.7112, 0.692, 0.731, "share"), "71 %", "69–73"),
        (Quantity(73.02, 71.0, 75.0), "73.0", "71.0–75.0"),
        (Quantity(6134.2, 5900, 6300, "money", signed=True), "+6,130", "+5,900 to +6,300"),
        (Quantity(660, 540, 720, "s"), "11 min", "9–12"),
        (Quantity(0.0, 0.0, 0.0), "0", ""),
        (Quantity(None), "–", ""),
    ],
)
def test_that_a_figure_has_three_digits_and_its_interval_the_same(quantity: Quantity, text: str, interval: str) -> None:
    assert short_text(quantity) == text
    assert short_interval(quantity) == interval


def test_that_long_costs_are_told_in_millions() -> None:
    shown, are_millions = in_millions(Quantity(4_234_567, 4_100_000, 4_300_000, "money"))
    assert are_millions
    assert (short_text(shown), short_interval(shown)) == ("4.23", "4.10–4.30")
    assert not in_millions(Quantity(92_412, unit="money"))[1]


def test_that_half_an_interval_has_the_unit_of_the_figure() -> None:
    assert half_width(Quantity(0.71, 0.69, 0.73, "share")) == "2.0 points"
    assert half_width(Quantity(5.0, 5.0, 5.0)) == ""


def test_that_the_tiles_show_the_figures_of_the_report() -> None:
    first, kept, busy, cost, backlog = tile_texts(ANSWER, {}, None)
    rows = {row.metric: row for row in ANSWER.section.metrics if not row.by}
    wait = rows["first_response_time_p50"]
    assert first.value == quantity_text(Quantity(wait.value, wait.low, wait.high, "s"))
    month, weeks = rows["cost_total_per_month"].value, rows["cost_total"].value
    assert month is not None
    assert weeks is not None
    assert float(cost.value.replace(",", "")) == pytest.approx(month, rel=0.005)
    assert "a month" in cost.caption
    assert cost.detail == f"{short_text(Quantity(weeks, unit='money'))} in 1 week"
    assert "per ticket" in cost.verdict
    met = sum(promise.verdict.value == "met" for promise in ANSWER.section.promises)
    assert kept.value == f"{met} of {len(ANSWER.section.promises)}"
    assert all(tile.verdict for tile in (first, kept, busy, cost, backlog))
    assert not any(tile.difference for tile in (first, kept, busy, cost, backlog))


def test_that_no_tile_has_more_than_three_digits_that_count() -> None:
    for tile in tile_texts(ANSWER, {}, None):
        value = re.search(r"\d[\d,.]*", tile.value)
        assert value is not None
        number = value[0].replace(",", "")
        digits = number if "." in number else number.rstrip("0")
        assert len(digits.replace(".", "").lstrip("0")) <= 3, tile


def test_that_the_tiles_of_another_scenario_show_its_difference_to_the_base() -> None:
    tiles = tile_texts(LATE, {}, ANSWER)
    assert all("Base" in tile.difference for tile in tiles)
    assert not any(tile.difference for tile in tile_texts(LATE, {}, None))


def test_that_a_scenario_that_was_run_before_its_base_asks_to_be_run_again() -> None:
    cost = tile_texts(replace(LATE, comparison=None), {}, ANSWER)[3]
    assert "run again" in cost.difference
    assert "run again" not in tile_texts(LATE, {"team": "L1"}, ANSWER)[3].difference


def test_that_occupancy_is_judged_by_the_busiest_team(monkeypatch: pytest.MonkeyPatch) -> None:
    real = type(ANSWER.findings).get

    def get(self: object, metric: str, by: Mapping[str, str] | None = None) -> Quantity:
        busy = {None: 0.7, "L1": 0.5, "L2": 0.95}
        team = (by or {}).get("team")
        return Quantity(busy[team], unit="share") if metric == "occupancy" else real(self, metric, by)  # type: ignore[arg-type]

    monkeypatch.setattr(type(ANSWER.findings), "get", get)
    busy = tile_texts(ANSWER, {}, None)[2]
    assert (busy.value, busy.mood) == ("70 %", "missed")
    assert busy.verdict.startswith("L2")
    assert tile_texts(ANSWER, {"team": "L1"}, None)[2].verdict == "healthy"
