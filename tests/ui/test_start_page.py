"""The start page: recent files, examples, and six questions that end in a plan that can be run."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from planner.examples import example_names
from planner.scenario.files import checked, load_plan_text
from planner.scenario.plan import Plan
from planner.scenario.saving import plan_text
from ui.context import Context
from ui.first_plan.answers import CHANNELS, OPEN_DAYS, Customers, FirstAnswers, Promise, first_plan, shift_spans
from ui.first_plan.questions import FirstPlan
from ui.first_plan.steps import STEPS, Company, WhatYouPromise, WhenOpen, WhereTheyAsk, WhoAsks
from ui.look.widgets import RowButton
from ui.pages.start import StartPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SUNDAY = dt.date(2026, 11, 22)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> StartPage:
    page = StartPage(context)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def questions(qtbot: QtBot) -> FirstPlan:
    questions = FirstPlan()
    qtbot.addWidget(questions)
    questions.show()
    return questions


def buttons(page: StartPage, command: str) -> list[RowButton]:
    return [button for button in page.findChildren(RowButton) if button.objectName().split(" ")[0] == command]


def promise(channel: str) -> Promise:
    known = CHANNELS[channel]
    return Promise(channel, known.usual_share, known.within, known.promised)


def step(questions: FirstPlan, kind: type[Any]) -> Any:
    return next(each for each in questions.steps if isinstance(each, kind))


class TestThatTheStartPage:
    def test_offers_every_example_with_the_first_line_of_its_comment(self, page: StartPage) -> None:
        shown = buttons(page, "open_example")
        assert [button.objectName().split(" ")[1] for button in shown] == list(example_names())
        assert all(button.accessibleDescription() for button in shown)

    def test_opens_what_is_clicked(self, page: StartPage, qtbot: QtBot) -> None:
        with qtbot.waitSignal(page.wanted) as wanted:
            buttons(page, "open_example")[0].click()
        assert wanted.args == ["open_example", example_names()[0]]

    def test_lists_recent_files_and_drops_those_that_are_gone(
        self, page: StartPage, qtbot: QtBot, plan_file: Path, tmp_path: Path
    ) -> None:
        recent = page.context.document.recent_files
        recent.add(tmp_path / "gone.toml")
        recent.add(plan_file)
        page.plan_or_study_changed()
        qtbot.waitUntil(lambda: any(button.isVisible() for button in buttons(page, "open")))
        assert [button.accessibleName() for button in buttons(page, "open") if button.isVisible()] == ["desk"]

    def test_says_what_will_be_listed_while_nothing_is(self, page: StartPage) -> None:
        page.context.document.recent_files.clear()
        page.plan_or_study_changed()
        assert any("listed here" in line.text() for line in page.findChildren(QLabel))

    def test_begins_and_leaves_the_questions(self, page: StartPage, qtbot: QtBot) -> None:
        buttons(page, "questions")[0].click()
        questions = page.findChild(FirstPlan)
        assert questions is not None
        assert questions.isVisible()
        qtbot.keyClick(questions, Qt.Key.Key_Escape)
        assert buttons(page, "questions")[0].isVisible()

    def test_hands_over_the_plan_that_was_made(self, page: StartPage, qtbot: QtBot) -> None:
        page.ask_questions()
        questions = page.findChild(FirstPlan)
        assert questions is not None
        questions.go_to(len(STEPS) - 1)
        with qtbot.waitSignal(page.wanted) as wanted:
            questions.forward.click()
        command, plan = wanted.args
        assert command == "new_plan"
        assert isinstance(plan, Plan)
        assert not buttons(page, "questions")[0].isVisible()  # until the plan is open: the answers may still be wanted
        page.show_overview()
        assert buttons(page, "questions")[0].isVisible()


class TestThatTheQuestions:
    def test_make_a_plan_without_problems_when_nothing_is_changed(self, questions: FirstPlan, qtbot: QtBot) -> None:
        with qtbot.waitSignal(questions.made) as made:
            for _step in STEPS:
                questions.forward.click()
        assert checked(made.args[0]).warnings == ()

    def test_go_on_with_enter(self, questions: FirstPlan, qtbot: QtBot) -> None:
        qtbot.keyClick(questions, Qt.Key.Key_Return)
        assert questions.place == 1
        questions.back.click()
        assert questions.place == 0
        assert not questions.back.isEnabled()

    def test_fill_the_plan_with_what_was_answered(self, questions: FirstPlan) -> None:
        step(questions, Company).name.setText("Kettle & Cup")
        step(questions, Company).currency.setCurrentText("GBP")
        step(questions, Company).zone.setCurrentText("Europe/London")
        step(questions, WhoAsks).add_row()
        step(questions, WhereTheyAsk).ticks["chat"].setChecked(False)
        step(questions, WhatYouPromise).times["phone"].setText("1:30")
        step(questions, WhenOpen).closes.setTime(QTime(20, 0))
        scenario = first_plan(questions.answers).base
        assert (scenario.name, scenario.currency, scenario.time_zone) == ("Base", "GBP", "Europe/London")
        assert len(scenario.segments) == 2
        assert set(scenario.channels) == {"email", "phone"}
        answer = scenario.support_levels["Standard"].offers["phone"].answer
        assert answer is not None
        assert float(answer.within) == 5400
        assert len(scenario.teams["Support"].shifts) == 2

    @pytest.mark.parametrize("text", ["", "soon", "0 s", "-5 min"])
    def test_refuse_a_promise_that_is_no_time_beside_the_field(self, questions: FirstPlan, text: str) -> None:
        questions.go_to(STEPS.index(WhatYouPromise))
        step(questions, WhatYouPromise).times["email"].setText(text)
        assert not questions.forward.isEnabled()
        assert any("is no time" in line.text() for line in questions.findChildren(QLabel) if line.isVisible())
        step(questions, WhatYouPromise).times["email"].setText("2 h")
        assert questions.forward.isEnabled()

    def test_refuse_two_groups_of_one_name(self, questions: FirstPlan) -> None:
        questions.go_to(STEPS.index(WhoAsks))
        step(questions, WhoAsks).add_row()
        for name, _count, _contacts in step(questions, WhoAsks).rows:
            name.setText("Same")
        assert not questions.forward.isEnabled()

    def test_refuse_no_channel_and_an_unknown_zone(self, questions: FirstPlan) -> None:
        questions.go_to(STEPS.index(WhereTheyAsk))
        for tick in step(questions, WhereTheyAsk).ticks.values():
            tick.setChecked(False)
        assert not questions.forward.isEnabled()
        questions.go_to(0)
        step(questions, Company).zone.setCurrentText("Atlantis/Main")
        assert not questions.forward.isEnabled()

    def test_guess_how_busy_the_team_will_be(self, questions: FirstPlan) -> None:
        step(questions, WhoAsks).rows[0][1].setValue(100_000)
        texts = [line.text() for line in questions.findChildren(QLabel)]
        assert any("work will pile up" in text for text in texts)

    def test_name_every_field(self, questions: FirstPlan) -> None:
        nameless = []
        for place, shown in enumerate(questions.steps):
            questions.go_to(place)
            for field in shown.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                takes_keys = field.isVisible() and field.focusPolicy() & Qt.FocusPolicy.TabFocus
                if takes_keys and not (field.accessibleName() or getattr(field, "text", str)()):
                    nameless.append(field)
        assert nameless == []


answers = st.builds(
    FirstAnswers,
    customers=st.lists(st.sampled_from("ABC"), min_size=1, unique=True).map(
        lambda names: tuple(Customers(name, 100, 0.5) for name in names)
    ),
    promises=st.lists(st.sampled_from(list(CHANNELS)), min_size=1, unique=True).map(
        lambda names: tuple(promise(name) for name in names)
    ),
    people=st.integers(1, 60),
    shifts=st.integers(1, 6),
    days=st.sampled_from(list(OPEN_DAYS)),
    opens=st.integers(0, 95).map(lambda quarter: quarter * 15),
    closes=st.integers(0, 95).map(lambda quarter: quarter * 15),
)


@given(answers)
def test_that_any_answers_make_a_plan_without_errors_that_a_file_keeps(given_answers: FirstAnswers) -> None:
    plan = checked(first_plan(given_answers, SUNDAY))
    assert load_plan_text(plan_text(plan)).data == {**plan.data, "written_by": plan_written_by(plan)}
    assert plan.base.start == dt.date(2026, 11, 23)


def plan_written_by(plan: Plan) -> str:
    return str(load_plan_text(plan_text(plan)).data["written_by"])


@given(answers)
def test_that_shifts_cover_the_opening_hours_and_nobody_works_too_long(given_answers: FirstAnswers) -> None:
    spans = sorted(shift_spans(given_answers).values())
    assert spans[0][0] == given_answers.begins
    assert max(begin + length for begin, length in spans) == given_answers.begins + given_answers.open_minutes
    for (begin, length), (following, _length) in itertools.pairwise(spans):
        assert following <= begin + length
    assert all(length <= 10 * 60 for _begin, length in spans)
