"""Tables narrowed to one member: its rows, its figures asked anew, or the word that there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.reporting.quantities import verdict_text
from planner.reporting.report import Cell, Column, Judged, Quantity, Table, Verdict
from planner.texts import _
from ui.charts.picture import Subject, no_value_for
from ui.pages.results.members import DIMENSIONS, Tab, tables_of
from ui.pages.results.worth import WORTH, worth_table

if TYPE_CHECKING:
    from ui.running.answer import Answer
    from ui.running.traced import Origin

# Whoever looks for broken promises finds them on top.
_ORDER = (Verdict.MISSED, Verdict.NOT_CERTAIN, Verdict.MET, Verdict.NO_VALUE)


def shown_tables(answer: Answer, tab: Tab, by: Mapping[str, str]) -> Iterator[Table]:
    """The tables of a tab as the page shows them: narrowed, missed promises first, costs beside what they buy."""
    for table in tables_of(answer.section, tab):
        if table.key == "promises":
            yield _promises(table, answer, by)
        elif table.key == "cost" and by:
            yield _bill(table, answer, by)
        elif table.key != WORTH:
            yield narrowed(table, answer, by)
    if WORTH in tab.tables and answer.findings.get("cost_total").value:
        yield narrowed(worth_table(answer, by), answer, by)


def narrowed(table: Table, answer: Answer, by: Mapping[str, str]) -> Table:
    """The rows about a member; where the table is split otherwise, a row with its figures; else a note alone."""
    if not by:
        return table
    kept = tuple(row for row in table.rows if _is_about(row, answer, by))
    if kept:
        return replace(table, rows=kept, total=False)
    row = _asked_anew(table, answer, by)
    if row is None:
        return _without_rows(table, no_value_for(by))
    key = next(iter(by))
    heading = next(str(dimension.label) for dimension in DIMENSIONS if dimension.key == key)
    texts = sum(not column.numeric for column in table.columns)
    columns = (Column(heading, numeric=False), *table.columns[texts:])
    return replace(table, columns=columns, rows=((by[key], *row[texts:]),), total=False)


def _promises(table: Table, answer: Answer, by: Mapping[str, str]) -> Table:
    shown = Subject(answer, by).promises()
    pairs = [pair for pair in zip(answer.section.promises, table.rows, strict=True) if pair[0] in shown]
    pairs.sort(key=lambda pair: (_ORDER.index(pair[0].verdict), (pair[0].reached.value or 0.0) - pair[0].share))
    if not pairs:
        has_promises = {"segment", "level", "channel"} & set(by)
        return _without_rows(table, _("Nothing is promised.") if has_promises else no_value_for(by))
    counts = Counter(promise.verdict for promise, _row in pairs)
    summary = ", ".join(f"{counts[verdict]} {verdict_text(verdict)}" for verdict in _ORDER if counts[verdict])
    title = _("{title}: {summary}").format(title=table.title, summary=summary)
    return replace(table, title=title, rows=tuple(row for _promise, row in pairs))


def _bill(table: Table, answer: Answer, by: Mapping[str, str]) -> Table:
    """The lines of the cost that a member pays."""
    from planner.economics import LINES

    findings = answer.findings
    rows = {row.line: row for row in findings.costs if dict(row.by) == dict(by) and row.value}
    if not rows:
        return _without_rows(table, no_value_for(by))
    lines: list[tuple[Cell, ...]] = [
        (str(line.label), findings.quantity_of(rows[line.name])) for line in LINES if line.name in rows
    ]
    columns = (table.columns[0], Column(", ".join(by.values()), intervals=True))
    return replace(table, columns=columns, rows=(*lines, (_("All"), findings.get("cost_total", by))), total=True)


def _without_rows(table: Table, note: str) -> Table:
    return replace(table, columns=(), rows=(), note=note, total=False)


def _origins(row: tuple[Cell, ...], answer: Answer) -> list[Origin | None]:
    """Where the figure of each cell comes from."""
    figures = (cell.reached if isinstance(cell, Judged) else cell for cell in row)
    return [answer.findings.origin(cell) if isinstance(cell, Quantity) else None for cell in figures]


def _is_about(row: tuple[Cell, ...], answer: Answer, by: Mapping[str, str]) -> bool:
    origins = (origin for origin in _origins(row, answer) if origin is not None)
    return any(origin.by.get(key) == name for origin in origins for key, name in by.items())


def _asked_anew(table: Table, answer: Answer, by: Mapping[str, str]) -> tuple[Cell, ...] | None:
    """The figures of a table's last row for a member; None where none of them is split so."""
    if not table.rows:
        return None
    origins = _origins(table.rows[-1], answer)
    cells = tuple(
        None if origin is None or origin.is_cost_line else answer.findings.get(origin.name, by) for origin in origins
    )
    return cells if any(cell is not None and cell.value is not None for cell in cells) else None
