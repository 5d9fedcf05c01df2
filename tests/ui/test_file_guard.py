"""What happens to a file and to unsaved work when things go wrong around the document."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.scenario import Plan
from planner.scenario.files import load_plan, read_plan_text
from ui.editing.document import FileChangedError, PlanDocument, Timing
from ui.files import lock_note
from ui.files.lock_note import note_of

ROOT = Path(__file__).parent.parent.parent
MakeDocument = Callable[..., PlanDocument]
AGENTS = ("teams", "L1", "shifts", "day", "agents")
QUICK = Timing(autosave_after=20, settle=20)

CRASH = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.editing.document import PlanDocument, Timing
from ui.settings import Settings

application = QCoreApplication([])
document = PlanDocument(Settings(Path(sys.argv[1]) / "settings.ini"), Path(sys.argv[1]), Timing(autosave_after=20))
document.autosaved.connect(lambda: os._exit(9))
document.open(sys.argv[2])
document.set_value(("teams", "L1", "shifts", "day", "agents"), 77)
application.exec()
"""


def crash(data_folder: Path, plan_file: Path) -> None:
    """Edit a plan in another process, which dies without a word after its autosave."""
    command = [sys.executable, "-c", CRASH, str(data_folder), str(plan_file)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 9, ended.stderr


def copies(data_folder: Path) -> list[Path]:
    return sorted((data_folder / "unsaved").glob("*.json"))


def agents(document: PlanDocument) -> float:
    assert document.plan is not None
    return document.plan.base.teams["L1"].shifts["day"].agents


@pytest.fixture
def quick(make_document: MakeDocument, plan_file: Path) -> PlanDocument:
    """A document with the small desk open that autosaves and looks at its file at once."""
    document = make_document(QUICK)
    document.open(plan_file)
    return document


class TestAutosave:
    def test_that_a_change_is_kept_until_it_is_saved(
        self, quick: PlanDocument, data_folder: Path, plan_file: Path, qtbot: QtBot
    ) -> None:
        assert copies(data_folder) == []
        with qtbot.waitSignal(quick.autosaved):
            quick.set_value(AGENTS, 4)
        with qtbot.waitSignal(quick.autosaved):
            quick.set_value(AGENTS, 5)
        (copy,) = copies(data_folder)
        content = json.loads(copy.read_text(encoding="utf-8"))
        assert read_plan_text(content["text"]).base == quick.scenario
        assert "# a Monday" in content["text"]
        assert content["path"] == str(plan_file)
        assert [path.name for path in plan_file.parent.iterdir() if not path.name.endswith(".in-use")] == ["desk.toml"]
        quick.save()
        assert copies(data_folder) == []

    @pytest.mark.parametrize("end", ["undo", "close", "open another"])
    def test_that_the_copy_goes_when_nothing_is_unsaved(
        self, quick: PlanDocument, data_folder: Path, qtbot: QtBot, end: str
    ) -> None:
        with qtbot.waitSignal(quick.autosaved):
            quick.set_value(AGENTS, 4)
        {"undo": quick.undo_stack.undo, "close": quick.close, "open another": lambda: quick.open_example("two-tiers")}[
            end
        ]()
        assert copies(data_folder) == []
        quick.close()
        assert list((data_folder / "unsaved").iterdir()) == []

    def test_that_a_new_plan_is_kept_without_any_edit(
        self, make_document: MakeDocument, small_plan: Plan, data_folder: Path, qtbot: QtBot
    ) -> None:
        document = make_document(QUICK)
        with qtbot.waitSignal(document.autosaved):
            document.new(small_plan)
        assert len(copies(data_folder)) == 1

    def test_that_the_wait_is_well_below_half_a_minute(self) -> None:
        assert 1_000 <= Timing().autosave_after <= 25_000

    def test_that_a_copy_is_only_for_its_user(self, quick: PlanDocument, data_folder: Path) -> None:
        if sys.platform != "win32":
            assert stat.S_IMODE((data_folder / "unsaved").stat().st_mode) == 0o700

    def test_that_a_copy_that_cannot_be_written_is_logged_and_harms_nothing(
        self, quick: PlanDocument, data_folder: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        folder = data_folder / "unsaved"
        for entry in folder.iterdir():
            entry.unlink()
        folder.rmdir()
        folder.touch()
        quick.set_value(AGENTS, 4)
        qtbot.waitUntil(lambda: "No autosave" in caplog.text)
        quick.save()
        assert not quick.is_dirty


class TestRecovery:
    def test_that_a_crash_leaves_the_last_change_to_be_restored(
        self, make_document: MakeDocument, data_folder: Path, plan_file: Path, qtbot: QtBot
    ) -> None:
        crash(data_folder, plan_file)
        document = make_document(QUICK)
        (found,) = document.left_over()
        assert (found.title, found.path) == ("desk.toml", plan_file)
        assert timedelta() <= datetime.now(UTC) - found.at < timedelta(minutes=5)
        document.restore(found)
        assert (agents(document), document.path, document.is_dirty) == (77, plan_file, True)
        assert document.in_use_by == ()
        assert document.left_over() == ()
        assert load_plan(plan_file).base.teams["L1"].shifts["day"].agents == 3
        document.save()
        assert load_plan(plan_file).base.teams["L1"].shifts["day"].agents == 77
        assert copies(data_folder) == []

    def test_that_a_restored_plan_does_not_replace_what_was_saved_since(
        self, make_document: MakeDocument, data_folder: Path, plan_file: Path
    ) -> None:
        crash(data_folder, plan_file)
        plan_file.write_text(
            plan_file.read_text(encoding="utf-8").replace("agents = 3", "agents = 8"), encoding="utf-8"
        )
        document = make_document()
        document.restore(document.left_over()[0])
        assert document.is_changed_outside
        with pytest.raises(FileChangedError):
            document.save()
        assert agents(document) == 77

    def test_that_what_is_not_wanted_is_discarded(
        self, make_document: MakeDocument, data_folder: Path, plan_file: Path
    ) -> None:
        crash(data_folder, plan_file)
        document = make_document()
        document.left_over()[0].discard()
        assert document.left_over() == ()

    def test_that_a_window_that_still_runs_has_left_nothing(
        self, quick: PlanDocument, make_document: MakeDocument, qtbot: QtBot, data_folder: Path
    ) -> None:
        with qtbot.waitSignal(quick.autosaved):
            quick.set_value(AGENTS, 4)
        assert len(copies(data_folder)) == 1
        assert make_document().left_over() == ()

    @pytest.mark.parametrize("content", ["", "[]", "{}", '{"title": 1, "path": 2, "known": 3, "at": 4, "text": 5}'])
    def test_that_a_broken_copy_is_no_copy(self, make_document: MakeDocument, data_folder: Path, content: str) -> None:
        (data_folder / "unsaved").mkdir(parents=True)
        (data_folder / "unsaved" / "x.json").write_text(content, encoding="utf-8")
        assert make_document().left_over() == ()


class TestBackups:
    def test_that_the_last_three_versions_are_kept_elsewhere(
        self, document: PlanDocument, plan_file: Path, data_folder: Path
    ) -> None:
        assert document.backups == ()
        versions = []
        for count in range(4, 9):
            versions.append(plan_file.read_bytes())
            document.set_value(AGENTS, count)
            document.save()
        assert [backup.path.read_bytes() for backup in document.backups] == versions[:1:-1]
        assert all(backup.path.is_relative_to(data_folder) for backup in document.backups)
        assert {path.suffix for path in plan_file.parent.iterdir()} <= {".toml", ".in-use"}

    def test_that_saving_the_same_again_pushes_no_version_out(self, document: PlanDocument) -> None:
        document.set_value(AGENTS, 4)
        for _ in range(5):
            document.save()
        assert len(document.backups) == 2

    def test_that_a_version_comes_back_as_an_edit(self, document: PlanDocument) -> None:
        document.set_value(AGENTS, 4)
        document.save()
        document.restore_backup(document.backups[0])
        assert (agents(document), document.is_dirty) == (3, True)
        document.undo_stack.undo()
        assert (agents(document), document.is_dirty) == (4, False)

    def test_that_files_of_one_name_have_backups_of_their_own(
        self, document: PlanDocument, plan_file: Path, tmp_path: Path
    ) -> None:
        document.set_value(AGENTS, 4)
        document.save()
        document.save_as(tmp_path / "desk.toml")
        assert document.backups == ()

    def test_that_saving_under_the_name_of_another_file_keeps_that(
        self, document: PlanDocument, tmp_path: Path
    ) -> None:
        other = tmp_path / "other.toml"
        other.write_bytes(b"not a plan")
        document.save_as(other)
        assert [backup.path.read_bytes() for backup in document.backups] == [b"not a plan"]

    def test_that_a_save_without_a_place_for_backups_saves(
        self, document: PlanDocument, plan_file: Path, data_folder: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (data_folder / "backups").touch()
        document.set_value(AGENTS, 4)
        document.save()
        assert load_plan(plan_file).base == document.scenario
        assert "No backup" in caplog.text


class TestTwoWindows:
    def test_that_the_second_window_is_told_who_has_the_file(
        self, document: PlanDocument, make_document: MakeDocument, plan_file: Path
    ) -> None:
        assert document.in_use_by == ()
        second = make_document()
        second.open(plan_file)
        (other,) = second.in_use_by
        assert other.machine
        assert datetime.now(UTC) - other.since < timedelta(minutes=5)
        second.set_value(AGENTS, 5)
        second.save()
        second.close()
        assert note_of(plan_file).exists()
        document.close()
        assert not note_of(plan_file).exists()

    def test_that_the_note_goes_with_the_document_to_another_file(
        self, document: PlanDocument, plan_file: Path, tmp_path: Path
    ) -> None:
        document.save_as(tmp_path / "other.toml")
        assert not note_of(plan_file).exists()
        assert note_of(tmp_path / "other.toml").exists()

    def test_that_a_window_that_crashed_has_nothing_open(
        self, make_document: MakeDocument, data_folder: Path, plan_file: Path
    ) -> None:
        crash(data_folder, plan_file)
        assert note_of(plan_file).exists()
        document = make_document()
        document.open(plan_file)
        assert document.in_use_by == ()

    @pytest.mark.parametrize(("age", "is_told"), [(timedelta(hours=2), True), (timedelta(days=3), False)])
    def test_that_another_machine_is_believed_for_a_day(
        self, make_document: MakeDocument, plan_file: Path, age: timedelta, is_told: bool
    ) -> None:
        line = {"user": "Ana", "machine": "far", "since": (datetime.now(UTC) - age).isoformat(), "session": "s"}
        note_of(plan_file).write_text(json.dumps([line]), encoding="utf-8")
        document = make_document()
        document.open(plan_file)
        assert [other.user for other in document.in_use_by] == (["Ana"] if is_told else [])
        document.close()
        assert note_of(plan_file).exists() == is_told

    @pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"user": "x"}]', '"text"'])
    def test_that_a_broken_note_is_none(self, make_document: MakeDocument, plan_file: Path, content: str) -> None:
        note_of(plan_file).write_text(content, encoding="utf-8")
        document = make_document()
        document.open(plan_file)
        assert document.in_use_by == ()

    def test_that_a_note_that_cannot_be_written_is_no_reason_to_fail(
        self, make_document: MakeDocument, plan_file: Path
    ) -> None:
        note_of(plan_file).mkdir()
        document = make_document()
        document.open(plan_file)
        assert document.in_use_by == ()
        document.close()
        assert note_of(plan_file).is_dir()

    def test_that_a_user_without_a_name_is_no_reason_to_fail(
        self, document: PlanDocument, make_document: MakeDocument, plan_file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def nobody() -> str:
            raise OSError("no name")

        monkeypatch.setattr(lock_note.getpass, "getuser", nobody)
        second = make_document()
        second.open(plan_file)
        assert len(second.in_use_by) == 1
