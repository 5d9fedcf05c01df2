"""What the window says of a plan's file by itself, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.errors import Problem
from planner.texts import lazy
from ui.editing.document import PlanDocument, Timing
from ui.files.autosave import LeftOver
from ui.look.theme import ThemeSwitch
from ui.pages import Page
from ui.window.file_notices import FileNotices
from ui.window.notices import NoticeBar
from ui.window.problems_panel import counts_by_page, place_of

FAST = Timing(autosave_after=0, settle=0)


class Crashed:
    """A document that ended with unsaved changes, as after a crash."""

    def __init__(self, make_document: Callable[..., PlanDocument], plan_file: Path, qtbot: QtBot, folder: Path) -> None:
        document = make_document(FAST)
        document.open(plan_file)
        with qtbot.waitSignal(document.autosaved):
            document.edit("Change the note", lambda data: data.update(note="Not saved"))
        # what a killed process leaves: its copy, without the mark that it runs
        (copy,) = (folder / "unsaved").glob("*.json")
        self.content = copy.read_bytes()
        document.close()
        self.copy = folder / "unsaved" / "0123456789abcdef.json"
        self.copy.write_bytes(self.content)


@pytest.fixture
def crashed(make_document: Callable[..., PlanDocument], plan_file: Path, qtbot: QtBot, data_folder: Path) -> Crashed:
    return Crashed(make_document, plan_file, qtbot, data_folder)


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar(ThemeSwitch("dark"))
    qtbot.addWidget(bar)
    return bar


def notices_of(document: PlanDocument, bar: NoticeBar) -> FileNotices:
    def restore(found: LeftOver) -> None:
        document.restore(found)

    return FileNotices(document, bar, restore, bar)


def test_that_nothing_is_offered_where_nothing_was_lost(document: PlanDocument, bar: NoticeBar) -> None:
    notices_of(document, bar).offer_left_over()
    assert bar.kinds == ()


def test_that_a_plan_left_by_a_crash_is_offered_and_opened(
    crashed: Crashed, make_document: Callable[..., PlanDocument], bar: NoticeBar
) -> None:
    document = make_document()
    notices_of(document, bar).offer_left_over()
    notice = bar.notice("recovery")
    assert notice is not None
    assert "desk.toml" in notice.words.text()
    notice.choices["Open them"].click()
    assert document.plan is not None
    assert document.plan.note == "Not saved"
    assert document.is_dirty
    assert bar.notice("recovery") is None


def test_that_a_plan_left_by_a_crash_can_be_discarded(
    crashed: Crashed, make_document: Callable[..., PlanDocument], bar: NoticeBar
) -> None:
    notices_of(make_document(), bar).offer_left_over()
    notice = bar.notice("recovery")
    assert notice is not None
    notice.choices["Discard them"].click()
    assert not crashed.copy.exists()
    assert bar.kinds == ()


def test_that_a_second_window_on_the_file_is_warned(
    document: PlanDocument, make_document: Callable[..., PlanDocument], bar: NoticeBar, plan_file: Path
) -> None:
    second = make_document()
    notices_of(second, bar)
    second.open(plan_file)
    notice = bar.notice("in use")
    assert notice is not None
    assert "another window" in notice.words.text()


def test_that_an_unchanged_plan_follows_its_file_and_says_so(
    make_document: Callable[..., PlanDocument], bar: NoticeBar, plan_file: Path, small_text: str, qtbot: QtBot
) -> None:
    document = make_document(FAST)
    document.open(plan_file)
    notices_of(document, bar)
    with qtbot.waitSignal(document.changed_outside):
        plan_file.write_text(small_text.replace("weeks = ", "weeks = 1"), encoding="utf-8")
    notice = bar.notice("changed outside")
    assert notice is not None
    assert "read again" in notice.words.text()
    assert notice.choices == {}


def test_that_a_file_that_is_gone_is_told(
    make_document: Callable[..., PlanDocument], bar: NoticeBar, plan_file: Path, qtbot: QtBot
) -> None:
    document = make_document(FAST)
    document.open(plan_file)
    notices_of(document, bar)
    with qtbot.waitSignal(document.changed_outside):
        plan_file.unlink()
    notice = bar.notice("changed outside")
    assert notice is not None
    assert "moved or deleted" in notice.words.text()


def test_that_a_notice_is_taken_away_by_its_choice_and_by_its_button(bar: NoticeBar) -> None:
    chosen: list[str] = []
    bar.tell("a", "First", {"Do it": lambda: chosen.append("done")}).choices["Do it"].click()
    assert chosen == ["done"]
    assert bar.kinds == ()
    bar.tell("a", "First")
    bar.tell("a", "Second")
    assert bar.kinds == ("a",)
    notice = bar.notice("a")
    assert notice is not None
    assert notice.words.text() == "Second"
    notice.dismiss.click()
    assert bar.kinds == ()


class TestThatProblems:
    class People(Page):
        key, name, help, icon, places = "people", lazy("People"), lazy("Who works."), "team", ("teams", "tiers")

    @pytest.mark.parametrize(
        ("address", "place"),
        [
            ("teams.L1.shifts.early", (("teams", "L1", "shifts", "early"), None)),
            ('scenarios."Late shift".teams.L1', (("teams", "L1"), "Late shift")),
            ("teams.L1.breaks[0].after", (("teams", "L1", "breaks"), None)),
            ("", ((), None)),
        ],
    )
    def test_are_found_at_their_place(self, address: str, place: object) -> None:
        assert place_of(Problem(address, "Wrong.")) == place

    def test_are_counted_for_the_page_that_has_their_place(self) -> None:
        addresses = ("teams.L1", "scenarios.More.tiers.L1", "segments.Pro", "")
        counts = counts_by_page([Problem(address, "Wrong.") for address in addresses], [self.People])
        assert counts == {"people": 2}

    def test_belong_to_a_widget(self, qtbot: QtBot, context: object) -> None:
        page = self.People(context)  # type: ignore[arg-type]
        qtbot.addWidget(page)
        assert isinstance(page, QWidget)
        assert page.accessibleName() == "People"
        assert not page.show_path(("teams",))
