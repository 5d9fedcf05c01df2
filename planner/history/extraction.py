"""The mapped columns of every row: moments in epoch seconds, texts, and who is marked as having given up."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Zone
from planner.errors import PlannerError
from planner.history.mapping import MOMENTS, ColumnMap, Source
from planner.history.moments import read_moments, read_times_of_day
from planner.history.reading import HistoryTable, IntArray, TextArray
from planner.history.rows import Findings, some_lines
from planner.texts import _

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

NEVER_SHARE = 0.02  # of the rows: more midnights than that mean "never"
_YES = frozenset({"1", "true", "yes", "y", "t", "x", "abandoned"})
_NO = frozenset({"0", "false", "no", "n", "f", ""})


@dataclass(frozen=True, slots=True)
class MappedRows:
    """The mapped columns: equal-length arrays by field, and the line in the file of each row.

    ``moments`` in epoch seconds (NaN: none), ``left`` among them when it is said when who gave up left; ``gave_up``
    marks who did; ``texts`` "" where missing.
    """

    moments: dict[str, FloatArray]
    gave_up: FlagArray
    texts: dict[str, TextArray]
    lines: IntArray

    def chosen(self, rows: FlagArray) -> MappedRows:
        """Some of the rows."""
        return MappedRows(
            {name: values[rows] for name, values in self.moments.items()},
            self.gave_up[rows],
            {name: values[rows] for name, values in self.texts.items()},
            self.lines[rows],
        )


def extract_rows(table: HistoryTable, columns: ColumnMap, zone: Zone, findings: Findings) -> MappedRows:
    """Read the mapped columns and merge the rows of one ticket; what is left out is counted in ``findings``.

    Raises PlannerError when a mapped column holds something else than its field needs, or no row is left.
    """
    _report_file(table, findings)
    table = _filtered(table, columns, findings)
    rows = _mapped(table, columns, zone, findings)
    if columns.has("ticket"):
        rows = _merged(rows, findings)
    arrived = np.isfinite(rows.moments["arrived"])
    findings.dropped(_("rows without a readable arrival"), int(np.sum(~arrived)), _lines_note(rows.lines[~arrived]))
    if not arrived.any():
        raise PlannerError(
            _("No row of {file} has a readable arrival. Check --map arrived=... ({columns}).").format(
                file=table.name, columns="; ".join(str(source) for source in columns.sources["arrived"])
            )
        )
    return rows.chosen(arrived)


def _report_file(table: HistoryTable, findings: Findings) -> None:
    findings.read(_("file"), table.name, table.kind)
    findings.read(_("rows"), table.rows_read)
    if table.renamed:
        findings.read(_("columns renamed"), ", ".join(table.renamed), _("a name was blank or repeated in the header"))
    findings.dropped(
        _("rows with a wrong number of fields"), len(table.wrong_width), _lines_note(np.array(table.wrong_width))
    )
    findings.dropped(_("rows that repeat another in full"), table.duplicates)


def _lines_note(lines: IntArray) -> str:
    return _("lines {lines}").format(lines=some_lines(lines))


def _filtered(table: HistoryTable, columns: ColumnMap, findings: Findings) -> HistoryTable:
    keep = np.ones(len(table), dtype=np.bool_)
    for condition in columns.drop:
        hit = condition.holds(table)
        if not hit.any():
            findings.assumed(_("nothing to drop"), str(condition), _never_seen(table, condition.column))
        findings.dropped(_("rows with {condition}").format(condition=condition), int(np.sum(hit & keep)), _("as asked"))
        keep &= ~hit
    if not keep.any():
        raise PlannerError(_("drop leaves no row of {file}. Name fewer values.").format(file=table.name))
    kept = {name: texts[keep] for name, texts in table.columns.items()}
    return replace(table, columns=kept, lines=table.lines[keep])


def _never_seen(table: HistoryTable, column: str) -> str:
    values = sorted(set(table.columns[column]))
    shown = ", ".join(value or "''" for value in values[:8]) + (", …" if len(values) > 8 else "")
    return _("no row has that value; {column} holds {values}").format(column=column, values=shown)


def _mapped(table: HistoryTable, columns: ColumnMap, zone: Zone, findings: Findings) -> MappedRows:
    moments = {
        name: _moments(table, columns, name, zone, findings)
        for name in MOMENTS
        if name in columns.sources and name != "abandoned"
    }
    gave_up, left = _abandonment(table, columns, zone, findings)
    if left is not None:
        moments["left"] = left
    texts: dict[str, TextArray] = {
        name: columns.texts(table, name)
        for name in ("channel", "segment", "topic", "agent", "handle_time", "ticket")
        if name in columns.sources
    }
    for name, values in texts.items():
        if name not in ("ticket", "handle_time"):
            findings.read(name, _("{count} values").format(count=len(set(values) - {""})), _from(columns, name))
    return MappedRows(moments, gave_up, texts, table.lines)


def _from(columns: ColumnMap, name: str) -> str:
    return _("from {sources}").format(sources=" | ".join(str(source) for source in columns.sources[name]))


def _moments(table: HistoryTable, columns: ColumnMap, name: str, zone: Zone, findings: Findings) -> FloatArray:
    result = np.full(len(table), np.nan)
    forms: list[str] = []
    for source in columns.sources[name]:
        seconds, form = _source_moments(table, columns, name, source, zone, findings)
        forms.append(form)
        wanted = np.isnan(result)
        if source.when is not None:
            wanted &= source.when.holds(table)
        result[wanted] = seconds[wanted]
    known = int(np.sum(np.isfinite(result)))
    note = _("from {sources}; dates as {form}").format(
        sources=" | ".join(str(source) for source in columns.sources[name]), form=forms[0] or "?"
    )
    findings.read(name, _("known in {count} rows").format(count=known), note)
    return result


def _source_moments(
    table: HistoryTable, columns: ColumnMap, name: str, source: Source, zone: Zone, findings: Findings
) -> tuple[FloatArray, str]:
    if len(source.columns) > 2:
        raise PlannerError(
            _("{field}: {source} joins more than a date and a time of day. Name two columns.").format(
                field=name, source=source
            )
        )
    dates = table.columns[source.columns[0]].copy()
    dates[columns.blank(dates)] = ""
    moments = read_moments(dates, columns.dates)
    if moments is None:
        raise PlannerError(
            _("{field}: the column {column} holds no dates; it begins with {example}. Map another column.").format(
                field=name, column=source.columns[0], example=next((text for text in dates if text), "''")
            )
        )
    item = _("unreadable moments in {column}").format(column=source.columns[0])
    if not any(row.item == item for row in findings.rows):
        findings.dropped(item, moments.unread, _("taken as missing"))
    if moments.doubt and not any(row.note == moments.doubt for row in findings.rows):
        findings.assumed(_("dates of {column}").format(column=source.columns[0]), moments.form, moments.doubt)
    seconds = moments.seconds
    if len(source.columns) == 2:
        seconds = seconds + _times_of_day(table, columns, name, source.columns[1], findings)
    return np.where(moments.with_offset, seconds, zone.to_epoch(seconds)), moments.form


def _times_of_day(table: HistoryTable, columns: ColumnMap, name: str, column: str, findings: Findings) -> FloatArray:
    texts = table.columns[column].copy()
    texts[columns.blank(texts)] = ""
    times = read_times_of_day(texts)
    filled = int(np.sum(texts != ""))
    unread = filled - int(np.sum(np.isfinite(times)))
    if filled and unread > filled / 2:
        raise PlannerError(
            _(
                "{field}: the column {column} holds no times of day; it begins with {example}. Map another column."
            ).format(field=name, column=column, example=next(text for text in texts if text))
        )
    zero = times == 0.0
    item = _("0:00:00 in {column} means never").format(column=column)
    if np.sum(zero) > NEVER_SHARE * len(times):
        times[zero] = np.nan
        if not any(row.item == item for row in findings.rows):
            share = _("in {share:.0%} of the rows, far more than midnight would explain")
            findings.assumed(item, int(np.sum(zero)), share.format(share=float(np.mean(zero))))
    return times


def _abandonment(
    table: HistoryTable, columns: ColumnMap, zone: Zone, findings: Findings
) -> tuple[FlagArray, FloatArray | None]:
    gave_up = np.zeros(len(table), dtype=np.bool_)
    for condition in columns.abandoned:
        hit = condition.holds(table)
        if not hit.any():
            findings.assumed(_("nobody gave up"), str(condition), _never_seen(table, condition.column))
        gave_up |= hit
    if "abandoned" not in columns.sources:
        return gave_up, None
    texts = columns.texts(table, "abandoned")
    folded = {text.casefold() for text in texts}
    if folded <= _YES | _NO:
        return np.array([text.casefold() in _YES for text in texts], dtype=np.bool_), None
    try:
        left = _moments(table, columns, "abandoned", zone, findings)
    except PlannerError:
        raise PlannerError(
            _("abandoned: {values} is neither a moment nor yes or no. Write --map abandoned=COLUMN:VALUE.").format(
                values=next(text for text in texts if text)
            )
        ) from None
    return np.isfinite(left), left


def _merged(raw: MappedRows, findings: Findings) -> MappedRows:
    """One row for each ticket: first arrival, answer and departure, last end, first text that is not blank."""
    named = raw.texts["ticket"] != ""
    findings.dropped(_("rows without a ticket number"), int(np.sum(~named)), _lines_note(raw.lines[~named]))
    raw = raw.chosen(named)
    if not named.any():
        raise PlannerError(_("The column mapped to ticket is blank in every row. Map another column or none."))
    position = {ticket: place for place, ticket in enumerate(dict.fromkeys(raw.texts["ticket"]))}
    group = np.array([position[ticket] for ticket in raw.texts["ticket"]], dtype=np.int64)
    count = len(position)
    moments = {}
    for name, values in raw.moments.items():
        merged = np.full(count, np.nan)
        (np.fmax if name == "ended" else np.fmin).at(merged, group, values)
        moments[name] = merged
    texts = {name: _first_texts(values, group, count) for name, values in raw.texts.items()}
    lines = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(lines, group, raw.lines)
    findings.read(_("tickets"), count, _("{rows} rows merged by ticket number").format(rows=len(group)))
    return MappedRows(moments, np.bincount(group, weights=raw.gave_up, minlength=count) > 0, texts, lines)


def _first_texts(values: TextArray, group: IntArray, count: int) -> TextArray:
    """The first text that is not blank of each group."""
    result = np.full(count, "", dtype=object)
    for row in np.flatnonzero(values != "")[::-1]:
        result[group[row]] = values[row]
    return result
