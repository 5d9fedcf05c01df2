"""Several names, or names with values, on one line; a name with the mark that stands between stands in quotes."""

from __future__ import annotations

import csv


def quoted(name: str, mark: str) -> str:
    """A name as one piece of a line in which ``mark`` stands between pieces."""
    if mark in name or '"' in name or name.startswith("{"):  # a brace begins a table as the plan's file has it
        return '"' + name.replace('"', '""') + '"'
    return name


def pieces_of(text: str, mark: str) -> list[str]:
    """The pieces of a text without blanks around them and without empty ones; line ends stand between, too."""
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=mark, skipinitialspace=True))
    except csv.Error:  # a text that is too long for one
        rows = [text.split(mark)]
    return [piece.strip() for row in rows for piece in row if piece.strip()]
