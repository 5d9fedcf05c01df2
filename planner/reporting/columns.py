"""The columns of a table on a terminal: as wide as they need, or broken where a reader expects it until they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NO_BREAK = "\u00a0"
_LONGEST_WORD = 16  # cells of a word that stay together where words have to be cut
# A number keeps its unit beside it; its interval may go below it, in one piece.
_BREAK = re.compile(r"(?<![0-9]) +(?![+−]?[0-9.,]+\))|(?<=[0-9]) +(?=\()")


@dataclass(frozen=True, slots=True)
class Fitted:
    """The width of each column, and the texts of each row with line ends where they are broken."""

    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


def fit(rows: Sequence[Sequence[str]], available: int) -> Fitted | None:
    """Columns whose widths add up to at most ``available`` cells; None where even broken texts are too wide.

    The widest column gives way first, by one line break at a time. Words are cut only if nothing else helps.
    """
    columns = [list(column) for column in zip(*rows, strict=True)]
    for longest in (None, _LONGEST_WORD):
        widths = _widths([[_pieces(text, longest) for text in column] for column in columns], available)
        if widths is not None:
            broken = [
                [_broken(_pieces(text, longest), width) for text in column]
                for column, width in zip(columns, widths, strict=True)
            ]
            return Fitted(tuple(widths), tuple(zip(*broken, strict=True)))
    return None


def _widths(columns: Sequence[Sequence[Sequence[str]]], available: int) -> list[int] | None:
    widths = [_widest(column, available) for column in columns]
    while sum(widths) > available:
        narrower = {
            number: width
            for number, column in enumerate(columns)
            if (width := _widest(column, widths[number] - 1)) < widths[number]
        }
        if not narrower:
            return None
        widest = max(narrower, key=lambda number: widths[number])
        widths[widest] = narrower[widest]
    return widths


def _widest(column: Iterable[Sequence[str]], width: int) -> int:
    """The longest line of texts that are broken to a width; more than the width where a piece is longer."""
    return max((_cells(line) for pieces in column for line in _broken(pieces, width).split("\n")), default=0)


def _pieces(text: str, longest: int | None) -> list[str]:
    """A text in pieces between which a line may end; with ``longest``, longer ones have line ends inside."""
    from rich.cells import chop_cells

    pieces = _BREAK.split(text)
    return pieces if longest is None else ["\n".join(chop_cells(piece, longest)) for piece in pieces]


def _broken(pieces: Sequence[str], width: int) -> str:
    """The pieces on as few lines as a width allows."""
    lines: list[str] = []
    for piece in pieces:
        begin, *rest = piece.split("\n")
        if lines and _cells(lines[-1]) + 1 + _cells(begin) <= width:
            lines[-1] += f" {begin}"
        else:
            lines.append(begin)
        lines.extend(rest)
    return "\n".join(lines)


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes; letters of Chinese and emoji take two."""
    from rich.cells import cell_len

    return cell_len(text)
