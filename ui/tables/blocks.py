"""Blocks of texts as spreadsheets put them on the clipboard: cells between tabs, rows on lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from planner.errors import PlannerError
from planner.texts import _

Block = list[list[str]]


class WrongBlockError(PlannerError):
    """A text whose cells cannot be told apart."""


def parse_block(text: str) -> Block:
    """The cells of a text from a spreadsheet, where cells with line ends stand in quotes."""
    if '"' not in text:
        return [line.split("\t") for line in _lines(text)]
    return [row or [""] for row in quoted_rows(io.StringIO(text, newline=""), "\t")]


def quoted_rows(lines: Iterable[str], mark: str) -> Block:
    """The rows of lines whose cells stand between marks, perhaps in quotation marks; WrongBlockError for others."""
    try:
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        message = _(
            "A cell begins with a quotation mark and does not end. Take the mark away, and copy the cells again."
        )
        raise WrongBlockError(message) from None


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if len(lines) > 1 and lines[-1] == "" else lines


def format_block(block: Sequence[Sequence[str]]) -> str:
    """A block as text that spreadsheets and ``parse_block`` read."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in block)


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def turned(block: Block) -> Block:
    """Rows as columns; short rows are filled up with empty cells."""
    width = max(map(len, block))
    return [[row[column] if column < len(row) else "" for row in block] for column in range(width)]


def spread(block: Block, rows: int, columns: int) -> Block:
    """The block repeated over a selection that it fits into a whole number of times; else the block itself."""
    width = max(map(len, block))
    if rows % len(block) or columns % width or (rows, columns) == (len(block), width):
        return block
    return [block[row % len(block)] * (columns // width) for row in range(rows)]
