"""Reading a history file: separated text (plain or gzip) or a workbook, as columns of text with their line numbers."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerError
from planner.texts import _

TextArray = NDArray[np.object_]
IntArray = NDArray[np.int64]

LARGEST_BYTES = 600_000_000  # of text, after unpacking
LARGEST_ROWS = 3_000_000
_SEPARATORS = ("\t", ";", ",", "|")
_GZIP, _ZIP, _OLD_OFFICE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class HistoryTable:
    """The rows of a file, all as stripped text.

    ``lines`` holds the line (or sheet row) of each row; ``wrong_width`` the lines that were left out because they
    have another number of fields than the header; ``duplicates`` counts rows that repeat an earlier one in full.
    """

    name: str
    kind: str
    columns: dict[str, TextArray]
    lines: IntArray
    rows_read: int
    wrong_width: tuple[int, ...]
    duplicates: int
    renamed: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.lines)


def read_history(path: str | Path) -> HistoryTable:
    """Read a CSV, TSV, semicolon or bar separated file (also gzip) or the first filled sheet of a workbook.

    Raises PlannerError when the file is missing, empty, binary, broken or too large, or has no row below its header.
    """
    path = Path(path)
    start = _first_bytes(path)
    if start.startswith((_ZIP, _OLD_OFFICE)):
        kind, rows = _workbook_rows(path)
    else:
        kind, rows = _text_rows(path, start.startswith(_GZIP))
    return _table(path, kind, rows)


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except FileNotFoundError:
        raise PlannerError(_("There is no file {path}. Check its name and folder.").format(path=path)) from None
    except IsADirectoryError:
        raise PlannerError(_("{path} is a folder. Name the file with the history in it.").format(path=path)) from None
    except OSError as error:
        raise PlannerError(
            _("{path} cannot be read ({reason}). Check that it may be opened and try again.").format(
                path=path, reason=error.strerror or error
            )
        ) from error
    if not start:
        raise PlannerError(_("{path} is empty. Export the history again.").format(path=path))
    return start


def _text_rows(path: Path, packed: bool) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    raw = _unpacked(path, packed)
    if len(raw) > LARGEST_BYTES:
        raise PlannerError(
            _("{path} holds more than {limit} MB of text. Export fewer months or fewer columns.").format(
                path=path, limit=LARGEST_BYTES // 1_000_000
            )
        )
    text, encoding = _decoded(path, raw)
    separator = _separator(text)
    name = {"\t": _("tab"), ";": _("semicolon"), ",": _("comma"), "|": _("bar")}[separator]
    return _("text, {encoding}, separated by {separator}").format(encoding=encoding, separator=name), _parsed(
        path, text, separator
    )


def _unpacked(path: Path, packed: bool) -> bytes:
    try:
        if not packed:
            with path.open("rb") as plain:
                return plain.read(LARGEST_BYTES + 1)
        with gzip.open(path, "rb") as unpacked:
            return unpacked.read(LARGEST_BYTES + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise PlannerError(
            _("{path} is a damaged gzip file ({reason}). Copy or export it again.").format(path=path, reason=error)
        ) from error
    except OSError as error:
        raise PlannerError(_("{path} cannot be read ({reason}).").format(path=path, reason=error)) from error


def _decoded(path: Path, raw: bytes) -> tuple[str, str]:
    if raw.startswith(_UTF16_MARKS):
        try:
            return raw.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError:
            raw = b"\x00"
    if b"\x00" in raw[:1_000_000]:
        raise PlannerError(
            _("{path} is not text. Export the history as CSV or XLSX.").format(path=path),
        )
    try:
        return raw.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return raw.decode("latin-1"), "Latin-1"


def _separator(text: str) -> str:
    """The separator that splits the first lines into the most columns of equal number."""
    lines = [line for line in text[:200_000].splitlines()[:50] if line.strip()]

    def columns(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        return (sum(count == counts[0] for count in counts) if counts and counts[0] else 0, counts[0] if counts else 0)

    return max(_SEPARATORS, key=columns) if lines else ","


def _parsed(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begin = 1
    try:
        for row in reader:
            if row:
                yield begin, [field.strip() for field in row]
            begin = reader.line_num + 1
    except csv.Error as error:
        raise PlannerError(
            _("{path}, line {line}: {reason}. Look for a quotation mark that is not closed.").format(
                path=path, line=begin, reason=error
            )
        ) from error


def _workbook_rows(path: Path) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            cells = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(any(cell != "" for cell in row) for row in cells):
                return _("workbook, sheet {sheet}").format(sheet=name), _sheet_rows(cells)
    except (CalamineError, OSError, ValueError) as error:
        raise PlannerError(
            _("{path} cannot be read as a workbook ({reason}). Save it again as XLSX or CSV.").format(
                path=path, reason=error
            )
        ) from error
    raise PlannerError(_("{path} has no filled sheet. Export the history again.").format(path=path))


def _sheet_rows(cells: Sequence[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(cells, start=1):
        texts = [_cell_text(cell) for cell in row]
        if any(texts):
            yield number, texts


def _cell_text(cell: object) -> str:
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    if isinstance(cell, dt.timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _table(path: Path, kind: str, rows: Iterator[tuple[int, list[str]]]) -> HistoryTable:
    header = next(rows, None)
    if header is None:
        raise PlannerError(_("{path} is empty. Export the history again.").format(path=path))
    names, renamed = _column_names(header[1])
    kept: dict[tuple[str, ...], int] = {}
    wrong: list[int] = []
    read = 0
    for line, row in rows:
        read += 1
        if read > LARGEST_ROWS:
            raise PlannerError(
                _("{path} has more than {limit} rows. Export fewer months.").format(path=path, limit=LARGEST_ROWS)
            )
        if len(row) == len(names):
            kept.setdefault(tuple(row), line)
        else:
            wrong.append(line)
    if not kept:
        raise PlannerError(
            _(
                "{path} has no usable row: {read} rows below the header, {wrong} of them with another number of "
                "fields than its {fields} columns. Check the separator and the export."
            ).format(path=path, read=read, wrong=len(wrong), fields=len(names))
        )
    columns = {name: _text_array(values) for name, values in zip(names, zip(*kept, strict=True), strict=True)}
    lines = np.fromiter(kept.values(), dtype=np.int64, count=len(kept))
    duplicates = read - len(wrong) - len(kept)
    return HistoryTable(path.name, kind, columns, lines, read, tuple(wrong), duplicates, renamed)


def _text_array(values: Iterable[str]) -> TextArray:
    return np.array(list(values), dtype=object)


def _column_names(header: list[str]) -> tuple[list[str], tuple[str, ...]]:
    names: list[str] = []
    renamed: list[str] = []
    for number, given in enumerate(header, start=1):
        name = given or _("column {number}").format(number=number)
        repeat = 2
        unique = name
        while unique in names:
            unique = f"{name} ({repeat})"
            repeat += 1
        if unique != given:
            renamed.append(unique)
        names.append(unique)
    return names, tuple(renamed)
