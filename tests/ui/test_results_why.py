"""Why a number is what it is: the amounts are those of the study, and the explanation can be reached and copied."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from some_answers import tiny_answer

from planner.metrics import METRICS, Metric
from planner.metrics.estimators import Count, Formula, Percentile, Ratio
from ui.look.theme import LIGHT
from ui.pages.results.members import DIMENSIONS, members_table
from ui.pages.results.table_card import TableCard
from ui.pages.results.tile import Tile
from ui.pages.results.tiles import tile_texts
from ui.pages.results.why import why
from ui.pages.results.why_amounts import FORMULAS, TIMES, worked_out
from ui.pages.results.why_dialog import WhyDialog, show_why
from ui.running.traced import Origin

# the platform without a display cannot tell a window manager its smallest size, and says so
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ANSWER = tiny_answer()


def explained(name: str, by: dict[str, str] | None = None) -> dict[str, str]:
    quantity = ANSWER.findings.get(name, by)
    return dict(why(ANSWER, quantity, Origin(name, by or {})))


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_that_the_amounts_behind_a_figure_give_the_figure(metric: Metric) -> None:
    parts = ANSWER.amounts.of(metric.name, {})
    value = ANSWER.findings.get(metric.name).value
    assert parts is not None
    means = [float(totals.mean()) for totals in parts.totals]
    if value is None:
        return
    if isinstance(metric.estimator, Ratio):
        assert means[0] / means[1] == pytest.approx(value)
    elif isinstance(metric.estimator, Count):
        assert means[0] * parts.scale == pytest.approx(value)
    elif isinstance(metric.estimator, Percentile):
        assert parts.values
    assert worked_out(parts, ANSWER.findings.get(metric.name), "EUR")


def test_that_every_formula_has_words_for_its_parts() -> None:
    formulas = {metric.name: metric.estimator for metric in METRICS if isinstance(metric.estimator, Formula)}
    assert set(FORMULAS) == set(formulas)
    assert {name: len(terms) for name, terms in FORMULAS.items()} == {
        name: len(formula.parts) for name, formula in formulas.items()
    }


def test_that_times_over_times_are_named_as_such() -> None:
    words = {metric.name: f"{metric.numerator} {metric.denominator}" for metric in METRICS}
    assert all("time" in words[name] for name in TIMES)
    assert all(isinstance(metric.estimator, Ratio) for metric in METRICS if metric.name in TIMES)


def test_that_why_divides_the_amounts_before_the_readers_eyes() -> None:
    rows = explained("occupancy")
    worked = next(text for heading, text in rows.items() if heading.startswith("Worked out"))
    assert "hours: work and wrap-up" in worked
    assert "hours: time on duty at the desk" in worked
    above, below, value = (float(number.replace(",", "")) for number in re.findall(r"[\d.,]+\d", worked)[-3:])
    assert 100 * above / below == pytest.approx(value, abs=0.6)
    assert "seed 3" in rows["Run"]
    assert "95 %" in rows["Interval"]
    assert "4 replications" in rows["Interval"]
    assert "jackknife" in rows["Interval"]


def test_that_why_names_the_method_of_the_interval_and_the_spread_of_counts() -> None:
    cost = explained("cost_total_per_month")
    worked = next(text for heading, text in cost.items() if heading.startswith("Worked out"))
    assert "lowest" in worked
    assert "×" in worked
    assert "t interval" in cost["Interval"]
    assert "values of all replications" in str(explained("first_response_time_p90"))


def test_that_why_lists_the_inputs_of_a_member_with_their_values() -> None:
    segment = next(iter(ANSWER.scenario.segments))
    customers = ANSWER.scenario.data["segments"][segment]["customers"]
    inputs = explained("tickets_offered", {"segment": segment})["Inputs"]
    assert f"segments.{segment}" in inputs
    assert f"{customers:,}" in inputs
    promise = ANSWER.section.promises[0]
    by = {"level": promise.level, "channel": promise.channel}
    assert "Promised:" in explained(f"target_attainment_{promise.kind}", by)["Inputs"]
    line = ANSWER.findings.cost_of("wages", "L1")
    assert dict(why(ANSWER, line, Origin("wages", {"team": "L1"}, is_cost_line=True)))["Inputs"].startswith("teams.L1")


def test_that_an_explanation_is_copied_as_plain_text(qtbot: QtBot) -> None:
    dialog = WhyDialog()
    qtbot.addWidget(dialog)
    dialog.explain(ANSWER, ANSWER.findings.get("occupancy"), Origin("occupancy", {}))
    dialog.show()
    copy = next(button for button in dialog.findChildren(QPushButton) if "Copy" in button.text())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "÷" in text
    assert "<" not in text


def test_that_one_explanation_stands_beside_the_page_and_goes_with_escape(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    dialog = show_why(page, ANSWER, ANSWER.findings.get("occupancy"), Origin("occupancy", {}))
    first = dialog.text.toPlainText()
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert show_why(page, ANSWER, ANSWER.findings.get("backlog_mean"), Origin("backlog_mean", {})) is dialog
    assert dialog.text.toPlainText() != first
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert show_why(page, ANSWER, ANSWER.findings.get("occupancy"), Origin("occupancy", {})).isVisible()


def test_that_every_tile_can_be_asked_why(qtbot: QtBot) -> None:
    for text in tile_texts(ANSWER, {}, None):
        assert text.quantity is not None
        assert text.origin is not None
        tile = Tile()
        qtbot.addWidget(tile)
        tile.show_text(text, LIGHT, compared=False)
        with qtbot.waitSignal(tile.asked):
            tile.why.trigger()
        with qtbot.waitSignal(tile.asked):
            qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_that_the_key_asks_why_in_a_table(qtbot: QtBot) -> None:
    card = TableCard(LIGHT)
    qtbot.addWidget(card)
    card.show_table(members_table(ANSWER, DIMENSIONS[0]), ANSWER)
    card.show()
    qtbot.waitExposed(card)
    card.activateWindow()
    card.view.setFocus()
    card.view.setCurrentIndex(card.model.index(0, 1))
    qtbot.waitUntil(card.view.hasFocus)
    qtbot.keyClick(card.view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert card.findChild(WhyDialog) is not None
