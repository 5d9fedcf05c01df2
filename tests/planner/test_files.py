from __future__ import annotations

import sys
from pathlib import Path

import pytest

from planner.errors import PlannerError
from planner.files import write_atomically


def test_that_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    write_atomically(path, "name = 'Žika'\r\n\n")
    assert path.read_bytes() == "name = 'Žika'\r\n\n".encode()


def test_that_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_atomically(tmp_path / "sheet.xlsx", b"\x00\xff")
    assert (tmp_path / "sheet.xlsx").read_bytes() == b"\x00\xff"


def test_that_nothing_but_the_file_is_left_in_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    write_atomically(path, "old")
    write_atomically(path, "new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.toml"]
    assert path.read_text(encoding="utf-8") == "new"


def test_that_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.toml"
    path.write_text("old", encoding="utf-8")

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(PlannerError, match="No space left on device"):
        write_atomically(path, "new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.toml"]
    assert path.read_text(encoding="utf-8") == "old"


def test_that_a_missing_folder_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="could not be written"):
        write_atomically(tmp_path / "nowhere" / "plan.toml", "text")


def test_that_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="is a folder"):
        write_atomically(tmp_path, "text")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions and seldom allows links")
def test_that_links_and_permissions_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "plan.toml", tmp_path / "link.toml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640
