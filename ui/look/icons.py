"""The program's outline icons: drawn in one grey, shown in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.look.theme import Theme, blend

_FOLDER = files("ui.look").joinpath("icons")
_DRAWN_IN = "#7d8894"
_SIZES = (18, 20, 36, 40)  # for screens of plain and of twice the density
SEVERITY_ICONS = {"error": "error", "warning": "warning"}


def icon_names() -> tuple[str, ...]:
    """The names of all icons, sorted."""
    return tuple(sorted(entry.name.removesuffix(".svg") for entry in _FOLDER.iterdir() if entry.name.endswith(".svg")))


def icon(name: str, theme: Theme, colour: str = "") -> QIcon:
    """An icon in a colour of the theme, or in the quiet one; paler where its action is not possible."""
    return _made(name, colour or theme.secondary, blend(theme.secondary, theme.window, 0.6).name())


@lru_cache(maxsize=256)
def _made(name: str, normal: str, pale: str) -> QIcon:
    # models and bars ask for the same few icons at every change, and each takes eight drawings
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(pixmap(name, normal, size), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, pale, size), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of ``size`` by ``size``, sharp on a screen with ``ratio`` dots a pixel."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(_drawing(name, colour))).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def program_icon() -> QIcon:
    """The program's own icon, for the desktop."""
    made = QIcon()
    for size in (16, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("support-planner", _DRAWN_IN, size))
    return made


@lru_cache(maxsize=512)
def _drawing(name: str, colour: str) -> bytes:
    text = _FOLDER.joinpath(f"{name}.svg").read_text(encoding="utf-8")
    return text.replace(_DRAWN_IN, colour).encode()
