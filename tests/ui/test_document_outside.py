"""What another program does to an open file: the plan follows, or says so, and nothing is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.errors import PlanError
from planner.scenario.files import read_plan
from ui.editing.document import FileChangedError, PlanDocument, Timing

MakeDocument = Callable[..., PlanDocument]
AGENTS = ("teams", "L1", "shifts", "day", "agents")
QUICK = Timing(autosave_after=20, settle=20)


def agents(document: PlanDocument) -> float:
    assert document.plan is not None
    return document.plan.base.teams["L1"].shifts["day"].agents


@pytest.fixture
def quick(make_document: MakeDocument, plan_file: Path) -> PlanDocument:
    """A document with the small desk open that autosaves and looks at its file at once."""
    document = make_document(QUICK)
    document.open(plan_file)
    return document


def edited_outside(path: Path, count: int) -> str:
    return path.read_text(encoding="utf-8").replace("agents = 3", f"agents = {count}")


def replaced(path: Path, text: str) -> None:
    """Put a new file in the place of the old one, as many editors save."""
    (path.parent / "new").write_text(text, encoding="utf-8")
    (path.parent / "new").replace(path)


def overwritten(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("put", [replaced, overwritten])
class TestChangedOutside:
    def test_that_a_clean_plan_follows_its_file_again_and_again(
        self, quick: PlanDocument, plan_file: Path, qtbot: QtBot, put: Callable[[Path, str], None]
    ) -> None:
        original = plan_file.read_text(encoding="utf-8")
        quick.set_scenario("Late shift")
        for count in (7, 8, 9):
            with qtbot.waitSignal(quick.changed_outside):
                put(plan_file, original.replace("agents = 3", f"agents = {count}"))
            assert (agents(quick), quick.is_dirty, quick.is_changed_outside) == (count, False, False)
        assert quick.scenario_name == "Late shift"
        assert quick.undo_text == "Undo read the changed file"
        quick.undo_stack.undo()
        assert (agents(quick), quick.is_dirty) == (8, True)

    def test_that_a_changed_plan_stays_and_is_not_saved_over_the_file(
        self, quick: PlanDocument, plan_file: Path, qtbot: QtBot, put: Callable[[Path, str], None]
    ) -> None:
        quick.set_value(AGENTS, 5)
        with qtbot.waitSignal(quick.changed_outside):
            put(plan_file, edited_outside(plan_file, 7))
        assert (agents(quick), quick.is_dirty, quick.is_changed_outside) == (5, True, True)
        outside = plan_file.read_bytes()
        with pytest.raises(FileChangedError, match="another program"):
            quick.save()
        assert plan_file.read_bytes() == outside
        quick.save(overwrite=True)
        assert (quick.is_dirty, quick.is_changed_outside) == (False, False)
        assert read_plan(plan_file).base == quick.scenario
        assert quick.backups[0].path.read_bytes() == outside

    def test_that_a_changed_plan_can_take_the_file_and_come_back(
        self, quick: PlanDocument, plan_file: Path, qtbot: QtBot, put: Callable[[Path, str], None]
    ) -> None:
        quick.set_value(AGENTS, 5)
        with qtbot.waitSignal(quick.changed_outside):
            put(plan_file, edited_outside(plan_file, 7))
        quick.reread()
        assert (agents(quick), quick.is_dirty, quick.is_changed_outside) == (7, False, False)
        quick.undo_stack.undo()
        assert (agents(quick), quick.is_dirty) == (5, True)

    def test_that_a_file_that_becomes_no_plan_leaves_the_plan(
        self, quick: PlanDocument, plan_file: Path, qtbot: QtBot, put: Callable[[Path, str], None]
    ) -> None:
        before = plan_file.read_text(encoding="utf-8")
        with qtbot.waitSignal(quick.changed_outside):
            put(plan_file, before[:300])
        assert (agents(quick), quick.is_dirty, quick.is_changed_outside) == (3, False, True)
        with pytest.raises(FileChangedError):
            quick.save()
        with pytest.raises(PlanError):
            quick.reread()
        with qtbot.waitSignal(quick.changed_outside):
            put(plan_file, before)
        assert not quick.is_changed_outside

    def test_that_a_file_that_becomes_a_plan_is_shown_as_one(
        self, make_document: MakeDocument, plan_file: Path, qtbot: QtBot, put: Callable[[Path, str], None]
    ) -> None:
        good = plan_file.read_text(encoding="utf-8")
        plan_file.write_text("weeks = 'x'", encoding="utf-8")
        document = make_document(QUICK)
        document.open(plan_file)
        with qtbot.waitSignal(document.changed_outside):
            put(plan_file, "weeks = ")
        assert document.plan is None
        with qtbot.waitSignal(document.changed_outside):
            put(plan_file, good)
        assert document.unreadable == ()
        assert agents(document) == 3

    def test_that_a_save_sees_a_change_that_was_not_noticed_yet(
        self, document: PlanDocument, plan_file: Path, put: Callable[[Path, str], None]
    ) -> None:
        document.set_value(AGENTS, 5)
        put(plan_file, edited_outside(plan_file, 7))
        with pytest.raises(FileChangedError):
            document.save()


class TestFileOfItsOwn:
    def test_that_saving_here_is_no_change_from_outside(
        self, quick: PlanDocument, qtbot: QtBot, plan_file: Path
    ) -> None:
        told: list[None] = []
        quick.changed_outside.connect(lambda: told.append(None))
        quick.set_value(AGENTS, 5)
        quick.save()
        (plan_file.parent / "neighbour").touch()
        plan_file.touch()
        quick.save()
        with qtbot.waitSignal(quick.changed_outside):
            plan_file.write_text(plan_file.read_text(encoding="utf-8") + "\n# a remark", encoding="utf-8")
        assert told == [None]

    def test_that_a_file_that_goes_leaves_its_plan_unsaved(
        self, quick: PlanDocument, plan_file: Path, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignals([quick.changed_outside, quick.autosaved]):
            plan_file.unlink()
        assert (agents(quick), quick.is_dirty, quick.is_changed_outside) == (3, True, False)
        quick.save()
        assert (plan_file.exists(), quick.is_dirty) == (True, False)

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_that_a_link_stays_a_link(self, make_document: MakeDocument, plan_file: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.toml"
        link.symlink_to(plan_file)
        document = make_document()
        document.open(link)
        document.set_value(AGENTS, 5)
        document.save()
        assert link.is_symlink()
        assert document.title == "link.toml"
        assert read_plan(plan_file).base == document.scenario
