"""What the window remembers, and that a broken settings file does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from ui.folders import data_folder as chosen_data_folder
from ui.folders import settings_file
from ui.recent_files import MOST, RecentFiles
from ui.settings import Settings


def again(settings: Settings) -> Settings:
    """The settings as the next start reads them."""
    assert settings.save()
    return Settings(settings.path)


def made(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.touch()
    return paths


def test_that_a_first_start_has_defaults(settings: Settings) -> None:
    assert (settings.theme, settings.language, settings.recent_files) == ("system", "", ())
    assert settings.window_geometry.isEmpty()
    assert settings.window_state.isEmpty()
    assert settings.column_widths("teams") == ()
    assert settings.splitter_sizes("main") == ()
    assert not settings.path.exists()


def test_that_the_next_start_knows_what_was_set(settings: Settings, tmp_path: Path) -> None:
    settings.theme = "dark"
    settings.language = "zh_CN"
    settings.recent_files = [tmp_path / "a, b; [x].toml", tmp_path / "ä.toml"]
    settings.window_geometry = QByteArray(b"\0\1\xff=;")
    settings.window_state = QByteArray(b"docks")
    settings.set_column_widths("teams", [80, 120])
    settings.set_splitter_sizes("main", [300])
    found = again(settings)
    assert (found.theme, found.language) == ("dark", "zh_CN")
    assert found.recent_files == (tmp_path / "a, b; [x].toml", tmp_path / "ä.toml")
    assert found.window_geometry == QByteArray(b"\0\1\xff=;")
    assert found.window_state == QByteArray(b"docks")
    assert found.column_widths("teams") == (80, 120)
    assert found.column_widths("shifts") == ()
    assert found.splitter_sizes("main") == (300,)


def test_that_the_file_is_text_that_a_person_can_read(settings: Settings) -> None:
    settings.theme = "dark"
    assert settings.save()
    assert "theme=dark" in settings.path.read_text(encoding="utf-8")


def test_that_only_a_theme_can_be_the_theme(settings: Settings) -> None:
    with pytest.raises(ValueError, match="purple"):
        settings.theme = "purple"


def test_that_resetting_the_layout_keeps_everything_else(settings: Settings, tmp_path: Path) -> None:
    settings.theme = "light"
    settings.recent_files = [tmp_path / "a.toml"]
    settings.window_geometry = QByteArray(b"here")
    settings.set_column_widths("teams", [80])
    settings.reset_layout()
    found = again(settings)
    assert found.window_geometry.isEmpty()
    assert found.column_widths("teams") == ()
    assert (found.theme, found.recent_files) == ("light", (tmp_path / "a.toml",))


@pytest.mark.parametrize(
    "text",
    [
        "theme=purple\nlanguage=@Invalid()\nrecent_files=@Invalid()\n",
        "[layout]\nwindow_geometry=no bytes\nwindow_state=3\ncolumns\\teams=wide, -1\nsplitters\\main=99999999\n",
        "theme=@ByteArray(x)\nlanguage=1, 2\nrecent_files=, ,\n[layout]\ncolumns\\teams=@Variant(x)\n",
        "\0\1[[[=\n==",
    ],
)
def test_that_a_broken_file_reads_as_never_set(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.ini"
    path.write_text(text, encoding="utf-8")
    settings = Settings(path)
    assert (settings.theme, settings.language, settings.recent_files) == ("system", "", ())
    assert settings.window_geometry.isEmpty()
    assert settings.window_state.isEmpty()
    assert settings.column_widths("teams") == ()
    assert settings.splitter_sizes("main") == ()


def test_that_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = Settings(tmp_path / "file" / "settings.ini")
    settings.theme = "dark"
    assert not settings.save()
    assert settings.theme == "dark"


def test_that_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPORT_PLANNER_DATA_FOLDER", str(tmp_path))
    assert chosen_data_folder() == tmp_path
    assert Settings().path == settings_file() == tmp_path / "settings.ini"
    monkeypatch.delenv("SUPPORT_PLANNER_DATA_FOLDER")
    assert "support-planner" in str(chosen_data_folder())
    assert settings_file().name == "settings.ini"


def test_that_recent_files_have_the_newest_first_and_each_once(settings: Settings, tmp_path: Path) -> None:
    recent = RecentFiles(settings)
    one, two, three = made(tmp_path, "1", "2", "3")
    for path in (one, two, three, one):
        recent.add(path)
    assert recent.paths == (one, three, two)
    recent.remove(three)
    assert RecentFiles(again(settings)).paths == (one, two)
    recent.clear()
    assert recent.paths == ()


def test_that_recent_files_drop_those_that_are_gone(settings: Settings, tmp_path: Path) -> None:
    recent = RecentFiles(settings)
    one, two = made(tmp_path, "1", "2")
    recent.add(one)
    recent.add(two)
    one.unlink()
    assert recent.paths == (two,)
    recent.add(two)
    assert settings.recent_files == (two,)


def test_that_recent_files_are_not_more_than_a_menu_holds(settings: Settings, tmp_path: Path) -> None:
    recent = RecentFiles(settings)
    paths = made(tmp_path, *map(str, range(MOST + 3)))
    for path in paths:
        recent.add(path)
    assert recent.paths == tuple(reversed(paths))[:MOST]
