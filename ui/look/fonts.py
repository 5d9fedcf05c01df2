"""The fonts of the window: one family list, and sizes that grow with the system's own."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

Role = Literal["text", "small", "tiny", "title", "heading", "tile"]

FAMILIES = (
    *("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"),
    *("Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC"),
)
_SMALLEST_TEXT = 9.5  # points
_SIZES: dict[Role, float] = {"text": 1.0, "small": 0.95, "tiny": 0.85, "title": 1.1, "heading": 1.6, "tile": 1.9}
_HALF_BOLD: tuple[Role, ...] = ("title", "heading", "tile")


def text_size() -> float:
    """Size of plain text in points: the system's, where its owner chose a larger one."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return max(_SMALLEST_TEXT, system)


def points(role: Role) -> float:
    """Size of a role in points."""
    return round(text_size() * _SIZES[role], 1)


def font(role: Role = "text") -> QFont:
    """The font of a role, with digits of one width so that columns of numbers stand straight."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(points(role))
    made.setFeature(QFont.Tag("tnum"), 1)
    if role in _HALF_BOLD:
        made.setWeight(QFont.Weight.DemiBold)
    return made
