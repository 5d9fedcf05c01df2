"""What the window remembers from one start to the next, in one INI file that a person can read and delete."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from ui.folders import settings_file

THEMES = ("system", "light", "dark")
_LAYOUT = "layout"
_WIDEST = 10_000  # pixels; a column beyond that comes from a broken file


class Settings:
    """Typed access to the settings file; what is missing or broken there reads as if it was never set."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_file()
        self._store = QSettings(str(self.path), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """The chosen theme: one of THEMES."""
        chosen = self._text("theme")
        return chosen if chosen in THEMES else THEMES[0]

    @theme.setter
    def theme(self, choice: str) -> None:
        if choice not in THEMES:
            raise ValueError(f"{choice!r} is no theme")
        self._store.setValue("theme", choice)

    @property
    def language(self) -> str:
        """The chosen language as its code ("de"); empty for that of the system."""
        return self._text("language")

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def shows_intervals(self) -> bool:
        """Whether tables of results show the interval of every number."""
        return self._text("shows_intervals") != "no"

    @shows_intervals.setter
    def shows_intervals(self, shown: bool) -> None:
        self._store.setValue("shows_intervals", "yes" if shown else "no")

    @property
    def recent_files(self) -> tuple[Path, ...]:
        """The files opened last, newest first, whether or not they are still there."""
        return tuple(Path(name) for name in self._list("recent_files") if isinstance(name, str) and name)

    @recent_files.setter
    def recent_files(self, paths: Sequence[Path]) -> None:
        self._store.setValue("recent_files", [str(path) for path in paths])

    @property
    def window_geometry(self) -> QByteArray:
        """Place and size of the window as Qt wrote them; empty before the first time."""
        return self._bytes("window_geometry")

    @window_geometry.setter
    def window_geometry(self, geometry: QByteArray) -> None:
        self._store.setValue(f"{_LAYOUT}/window_geometry", geometry)

    @property
    def window_state(self) -> QByteArray:
        """Docks and tool bars of the window as Qt wrote them; empty before the first time."""
        return self._bytes("window_state")

    @window_state.setter
    def window_state(self, state: QByteArray) -> None:
        self._store.setValue(f"{_LAYOUT}/window_state", state)

    def column_widths(self, table: str) -> tuple[int, ...]:
        """The widths of a table's columns in pixels; empty where the user has not changed them."""
        return self._sizes(f"columns/{table}")

    def set_column_widths(self, table: str, widths: Sequence[int]) -> None:
        """Remember the widths of a table's columns."""
        self._store.setValue(f"{_LAYOUT}/columns/{table}", list(widths))

    def splitter_sizes(self, splitter: str) -> tuple[int, ...]:
        """The sizes of a splitter's parts in pixels; empty where the user has not changed them."""
        return self._sizes(f"splitters/{splitter}")

    def set_splitter_sizes(self, splitter: str, sizes: Sequence[int]) -> None:
        """Remember the sizes of a splitter's parts."""
        self._store.setValue(f"{_LAYOUT}/splitters/{splitter}", list(sizes))

    def reset_layout(self) -> None:
        """Forget window, splitters and columns; theme, language and recent files stay."""
        self._store.remove(_LAYOUT)

    def save(self) -> bool:
        """Write what has changed; whether that was possible. Qt also does so by itself, a moment later."""
        self._store.sync()
        return self._store.status() == QSettings.Status.NoError

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(f"{_LAYOUT}/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def _list(self, key: str) -> list[Any]:
        # the file holds a list of one like a plain value, and numbers as texts
        value = self._store.value(key)
        return value if isinstance(value, list) else [] if value is None else [value]

    def _sizes(self, key: str) -> tuple[int, ...]:
        try:
            sizes = tuple(int(size) for size in self._list(f"{_LAYOUT}/{key}"))
        except (TypeError, ValueError):
            return ()
        return sizes if all(0 <= size <= _WIDEST for size in sizes) else ()
