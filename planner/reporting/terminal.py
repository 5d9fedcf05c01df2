"""The report on the terminal: the answer in sentences, then tables, then what was assumed; made for 80 columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.reporting.columns import NO_BREAK, fit
from planner.reporting.plots import BAR, DOT, GROUND, LIMIT, with_plot
from planner.reporting.quantities import table_texts, verdict_text
from planner.reporting.report import (
    Cell,
    ComparisonSection,
    CrowdingSection,
    Judged,
    Remark,
    Report,
    Section,
    Table,
    Verdict,
)
from planner.texts import _

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod, RenderableType
    from rich.text import Text

    from planner.reporting.chapter import Chapter
    from planner.reporting.columns import Fitted
    from planner.reporting.curves import SweepSection

_STYLES = {
    Verdict.MET: "bold cyan",
    Verdict.NOT_CERTAIN: "bold yellow",
    Verdict.MISSED: "bold red",
    Verdict.NO_VALUE: "dim",
}
_GAP = 3  # cells between two columns
_LABEL_WIDTH, _SCENARIO_WIDTH = 18, 31
# What a terminal shows instead that knows only the letters of English.
_PLAIN = str.maketrans(
    {"–": "-", "✓": "+", "✗": "x", "×": "x", "−": "-", "’": "'", "“": '"', "”": '"', "…": "...", NO_BREAK: " "}
    | {DOT: "o", BAR: "-", LIMIT: "|", GROUND: "."}
)


def print_report(report: Report, console: Console) -> None:
    """Print the whole report; colours and width are the console's."""
    show = _Showing(console)
    show.lines(report.title, "bold")
    show.lines(report.subtitle)
    if report.note:
        show.lines(report.note, "italic")
    for chapter in report.chapters:
        show.chapter(chapter)
    if report.sweep is not None:
        show.sweep(report.sweep)
    elif not report.chapters:
        show.scenarios(report)
    for crowding in report.crowding:
        show.crowding(crowding)
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


def _verdict(cell: Cell) -> Verdict | None:
    return cell.verdict if isinstance(cell, Judged) else cell if isinstance(cell, Verdict) else None


def _unbroken_verdict(cell: Cell, text: str) -> str:
    verdict = _verdict(cell)
    said = "" if verdict is None else verdict_text(verdict)
    return text.replace(said, said.replace(" ", NO_BREAK)) if said else text


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

    def scenarios(self, report: Report) -> None:
        """Each comparison, or where there is none each scenario, and all of them beside each other."""
        for comparison in report.comparisons:
            self.comparison(comparison)
        if report.overview is not None:
            self.table(report.overview)
        for section in report.sections if not report.comparisons else ():
            self.section(section, headed=len(report.sections) > 1)

    def chapter(self, chapter: Chapter) -> None:
        """What a question was answered with."""
        self.heading(chapter.title)
        for sentence in chapter.sentences:
            self.lines(sentence, indent=2)
        for table in chapter.tables:
            self.table(table)

    def sweep(self, sweep: SweepSection) -> None:
        """The answer, the points at a glance, and figure by figure; along one axis with its curve drawn."""
        self.heading(_("Answer"))
        for sentence in sweep.sentences:
            self.lines(sentence, indent=2)
        if len(sweep.axes) == 1:  # over two, the grids below say the same
            self.table(sweep.overview)
            self.console.print()
            legend = _(
                "Below: {dot} estimate, {bar} interval, {limit} what was promised; each figure has its own scale."
            )
            self.lines(legend.format(dot=DOT, bar=BAR, limit=LIMIT), "dim")
        for curve in sweep.curves:
            self.table(with_plot(curve) if len(sweep.axes) == 1 else curve.table)
        self.lines(sweep.note, "dim")

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

    def crowding(self, crowding: CrowdingSection) -> None:
        self.heading(_("Crowding out: {scenario}").format(scenario=crowding.scenario))
        self.lines(crowding.sentence, indent=2)
        for table in crowding.tables:
            self.table(table)

    def comparison(self, comparison: ComparisonSection) -> None:
        self.console.print()
        self.console.rule(self.text(comparison.scenario, "bold"), align="left")
        self.lines(comparison.sentence, "bold")
        for table in comparison.tables:
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
        """The table, or a list of its cells where the terminal is too narrow for its columns."""
        texts = [
            [self.plain(_unbroken_verdict(cell, text)) for cell, text in zip(row, texts, strict=True)]
            for row, texts in zip(table.rows, table_texts(table), strict=True)
        ]
        headings = [self.plain(column.label) for column in table.columns]
        fitted = fit([headings, *texts], self.console.width - _GAP * (len(headings) - 1))
        if fitted is None:
            return self._listed(table, headings, texts)
        return self._in_columns(table, fitted)

    def _in_columns(self, table: Table, fitted: Fitted) -> RenderableType:
        from rich.box import ASCII_DOUBLE_HEAD, SIMPLE_HEAD
        from rich.table import Table as RichTable

        drawn = RichTable(
            box=SIMPLE_HEAD if self._knows_signs else ASCII_DOUBLE_HEAD,
            show_edge=False,
            pad_edge=False,
            header_style="bold",
            padding=(0, 1),
        )
        headings, *rows = fitted.rows
        for column, heading, width in zip(table.columns, headings, fitted.widths, strict=True):
            justify: JustifyMethod = "right" if column.numeric else "left"
            drawn.add_column(_shown(heading), justify=justify, width=width, no_wrap=True)
        for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True), start=1):
            cells = [_shown(text, _style(cell)) for cell, text in zip(row, texts, strict=True)]
            drawn.add_row(*cells, style="bold" if table.total and number == len(table.rows) else "")
        return drawn

    def _listed(self, table: Table, headings: Sequence[str], texts: Sequence[Sequence[str]]) -> RenderableType:
        """Each row under its name, a line for each of its cells."""
        from rich.console import Group
        from rich.padding import Padding

        names = next((number for number, column in enumerate(table.columns) if column.numeric), len(table.columns))
        lines: list[RenderableType] = []
        for row, cells in zip(table.rows, texts, strict=True):
            lines.append(_shown(", ".join(filter(None, cells[:names])), "bold"))
            for heading, cell, text in list(zip(headings, row, cells, strict=True))[names:]:
                lines.append(Padding(_shown(f"{heading}: {text}", _style(cell)), (0, 0, 0, 2), expand=False))
        return Group(*lines)


def _style(cell: Cell) -> str:
    verdict = _verdict(cell)
    return _STYLES[verdict] if verdict is not None else ""


def _shown(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(text.replace(NO_BREAK, " "), style=style)
