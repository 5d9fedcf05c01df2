"""Copies tables and charts to the clipboard and saves them to files that the user names."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from planner.reporting.csv import csv_bytes, safe_text
from planner.texts import _


def copy_rows(rows: Iterable[Sequence[str]]) -> None:
    """Put rows on the clipboard as a spreadsheet takes them."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, dialect="excel-tab", lineterminator="\n")
    writer.writerows([safe_text(text) for text in row] for row in rows)
    data = QMimeData()
    data.setText(stream.getvalue())
    QGuiApplication.clipboard().setMimeData(data)


def rows_as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as a CSV file; numbers in full, names that look like formulas as text."""
    return csv_bytes(header, rows)


def rows_as_xlsx(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as a workbook of one sheet: numbers are numbers, names are text whatever they look like."""
    # this takes long to load
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet, bold = workbook.add_worksheet(), workbook.add_format({"bold": True})
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values):
                if isinstance(value, int | float) and math.isfinite(value):
                    sheet.write_number(row, column, value)
                elif value is not None and not (isinstance(value, float) and math.isnan(value)):
                    sheet.write_string(row, column, str(value))
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return stream.getvalue()


def save_as(parent: QWidget, title: str, name: str, suffix: str, content: Callable[[], bytes]) -> QFileDialog:
    """Ask for a file and write to it; what goes wrong is said in a sentence."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_("{kind} files (*.{suffix})").format(kind=suffix.upper(), suffix=suffix))
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(f"{_file_name(name)}.{suffix}")
    dialog.fileSelected.connect(lambda chosen: write(parent, Path(chosen), content()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write(parent: QWidget, path: Path, content: bytes) -> None:
    """Write a file; say so where that is not possible."""
    try:
        path.write_bytes(content)
    except OSError as error:
        text = _("{path} could not be written: {reason}.").format(path=path, reason=error.strerror or error)
        box = QMessageBox(QMessageBox.Icon.Warning, _("Not saved"), text, parent=parent)
        box.finished.connect(box.deleteLater)
        box.open()


def _file_name(title: str) -> str:
    """A title as the name of a file: letters and digits with hyphens between them."""
    words = "".join(letter if letter.isalnum() else " " for letter in title.lower()).split()
    return "-".join(words) or "table"
