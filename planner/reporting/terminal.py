"""The report on the terminal: the answer in sentences, then tables, then what was assumed; made for 80 columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.reporting.quantities import table_texts
from planner.reporting.report import Cell, Judged, Remark, Report, Section, Table, Verdict
from planner.texts import _

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_STYLES = {
    Verdict.MET: "bold cyan",
    Verdict.NOT_CERTAIN: "bold yellow",
    Verdict.MISSED: "bold red",
    Verdict.NO_VALUE: "dim",
}
_LONGEST_WORD = 16  # letters of a name that stay together in a narrow table
_LABEL_WIDTH, _SCENARIO_WIDTH = 18, 31
# What a terminal shows instead that knows only the letters of English.
_PLAIN = str.maketrans({"–": "-", "✓": "+", "✗": "x", "×": "x", "−": "-", "’": "'", "“": '"', "”": '"', "…": "..."})


def print_report(report: Report, console: Console) -> None:
    """Print the whole report; colours and width are the console's."""
    show = _Showing(console)
    show.lines(report.title, "bold")
    show.lines(report.subtitle)
    if report.note:
        show.lines(report.note, "italic")
    if report.overview is not None:
        show.table(report.overview)
    for section in report.sections:
        show.section(section, headed=len(report.sections) > 1)
    show.remarks(_("What was assumed"), report.assumptions)
    show.remarks(_("Warnings"), report.warnings, style="bold yellow")
    if report.terms:
        show.heading(_("Words"))
        for term in report.terms:
            show.lines(f"{term.word}: {term.meaning}", indent=2)


def print_table(table: Table, console: Console) -> None:
    """Print one table with its title and note."""
    _Showing(console).table(table)


def clean(text: str) -> str:
    """The text without control characters, which could move the cursor or change colours."""
    return "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=1)


class _Showing:
    """Turns the parts of a report into what rich prints; all texts are taken literally, without markup."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._knows_signs = (console.encoding or "utf-8").lower().replace("-", "").startswith("utf")

    def plain(self, text: str) -> str:
        cleaned = clean(text)
        if self._knows_signs:
            return cleaned
        return cleaned.translate(_PLAIN).encode(self.console.encoding, "replace").decode(self.console.encoding)

    def text(self, text: str, style: str = "") -> Text:
        from rich.text import Text

        return Text(self.plain(text), style=style)

    def lines(self, text: str, style: str = "", indent: int = 0) -> None:
        """Print a paragraph, wrapped between words, without blanks at the ends of its lines."""
        from rich.text import Text

        for line in self.text(text).wrap(self.console, max(self.console.width - indent, 20)):
            line.rstrip()
            self.console.print(Text(" " * indent) + Text(line.plain, style=style), soft_wrap=True)

    def heading(self, title: str, style: str = "bold") -> None:
        self.console.print()
        self.lines(title, style)

    def section(self, section: Section, *, headed: bool) -> None:
        if headed:
            self.console.print()
            self.console.rule(self.text(section.scenario, "bold"), align="left")
            if section.note:
                self.lines(section.note, "italic")
        self.heading(_("Answer"))
        for answer in section.answers:
            self.lines(answer, indent=2)
        for table in section.tables:
            self.table(table)

    def table(self, table: Table) -> None:
        self.heading(table.title)
        for block in self._blocks(table):
            self.console.print(self._drawn(block))
        if table.note:
            self.lines(table.note, "dim")

    def _blocks(self, table: Table) -> list[Table]:
        """Scenarios that do not fit beside each other stand in several blocks below each other."""
        beside = max(1, (self.console.width - _LABEL_WIDTH) // _SCENARIO_WIDTH)
        if table.key != "overview" or len(table.columns) <= beside + 1:
            return [table]
        starts = range(1, len(table.columns), beside)
        return [
            replace(
                table,
                columns=(table.columns[0], *table.columns[start : start + beside]),
                rows=tuple((row[0], *row[start : start + beside]) for row in table.rows),
            )
            for start in starts
        ]

    def remarks(self, title: str, remarks: Iterable[Remark], style: str = "bold") -> None:
        listed = tuple(remarks)
        if not listed:
            return
        self.heading(title, style)
        for remark in listed:
            self.lines(f"- {remark.text} {remark.mend}".rstrip(), indent=2)

    def _drawn(self, table: Table) -> RenderableType:
        from rich.box import ASCII_DOUBLE_HEAD, SIMPLE_HEAD
        from rich.table import Table as RichTable

        drawn = RichTable(
            box=SIMPLE_HEAD if self._knows_signs else ASCII_DOUBLE_HEAD,
            show_edge=False,
            pad_edge=False,
            header_style="bold",
            padding=(0, 1),
        )
        texts_by_row = table_texts(table)
        for number, column in enumerate(table.columns):
            words = [column.label, *(texts[number] for texts in texts_by_row)]
            drawn.add_column(
                self.text(column.label),
                justify="right" if column.numeric else "left",
                overflow="fold",
                min_width=None if column.numeric else min(_LONGEST_WORD, max(map(_longest_word, words))),
            )
        for number, (row, texts) in enumerate(zip(table.rows, texts_by_row, strict=True), start=1):
            last = table.total and number == len(table.rows)
            cells = [self._cell(cell, text) for cell, text in zip(row, texts, strict=True)]
            drawn.add_row(*cells, style="bold" if last else "")
        return drawn

    def _cell(self, cell: Cell, text: str) -> Text:
        verdict = cell.verdict if isinstance(cell, Judged) else cell if isinstance(cell, Verdict) else None
        return self.text(text, _STYLES[verdict] if verdict is not None else "")
