"""What the tests of the Results page share."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QComboBox


def all_texts(model: QAbstractItemModel) -> list[list[str]]:
    """The texts of all cells."""
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in columns] for row in rows]


def choose(box: QComboBox, text: str) -> None:
    """Choose an entry of a box by its words."""
    place = box.findText(text)
    assert place >= 0, [box.itemText(number) for number in range(box.count())]
    box.setCurrentIndex(place)
