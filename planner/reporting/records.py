"""What was simulated, row by row: the tables of every replication as CSV, indices replaced by names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from planner.reporting.csv import csv_bytes
from planner.reporting.report import Report, Section
from planner.reporting.writer import ReportWriter
from planner.texts import _, lazy
from simulation.inputs import Inputs
from simulation.records import ContactOutcome, DutyKind, Fate, SpellKind, Table, TicketOutcome, TouchKind

_READ_ME = "read-me.txt"
_ROWS = {"contact", "ticket", "agent", "touch"}
_CODES: Mapping[tuple[str, str], type[IntEnum]] = {
    ("needs", "fate"): Fate,
    ("tickets", "outcome"): TicketOutcome,
    ("contacts", "outcome"): ContactOutcome,
    ("touches", "kind"): TouchKind,
    ("spells", "kind"): SpellKind,
    ("duties", "kind"): DutyKind,
}


def record_names(inputs: Inputs) -> dict[str, tuple[str, ...]]:
    """The names that stand behind the index columns which point into the inputs."""
    return {
        "segment": tuple(segment.name for segment in inputs.segments),
        "topic": tuple(topic.name for topic in inputs.topics),
        "channel": tuple(channel.name for channel in inputs.channels),
        "tier": inputs.tiers,
        "team": tuple(team.name for team in inputs.teams),
        "shift": tuple(shift.name for shift in inputs.shifts),
    }


def _files(report: Report) -> Iterator[tuple[str, bytes]]:
    """One file for each table of each replication; with several scenarios their number and name come first."""
    yield _READ_ME, _explanation(report).encode()
    several = len(report.sections) > 1
    for number, section in enumerate(report.sections, start=1):
        prefix = f"{number}-{_file_name(section.scenario)}-" if several else ""
        for name, content in _section_files(section):
            yield prefix + name, content


def _section_files(section: Section) -> Iterator[tuple[str, bytes]]:
    if section.inputs is None:
        return
    names = record_names(section.inputs)
    for replication, records in zip(section.numbers, section.records, strict=True):
        for table_name, table in records.tables().items():
            yield f"replication-{replication + 1:03d}-{table_name}.csv", _table(table_name, table, names)


def _explanation(report: Report) -> str:
    return _(
        "What was simulated, table by table (needs, tickets, contacts, touches, spells, duties, agents), a file for\n"
        "each replication. Times are seconds since midnight of {start} in the plan's time zone; those before it are\n"
        "the warm-up, which is not counted in the results. An empty time did not happen. The columns ticket, contact,\n"
        "touch and agent hold the number of a row (column row, from 0) of the table of that name. Names that begin\n"
        "like a formula have an apostrophe in front.\n"
    ).format(start=report.start.isoformat())


def _table(table_name: str, table: Table, names: Mapping[str, tuple[str, ...]]) -> bytes:
    columns = table.columns()
    texts = [_texts(table_name, name, column, names) for name, column in columns.items()]
    # the number of the row is what the other tables point to
    rows = zip(range(len(table)), *texts, strict=True)
    return csv_bytes(["row", *columns], rows)


def _texts(
    table_name: str, column_name: str, column: NDArray[np.generic], names: Mapping[str, tuple[str, ...]]
) -> list[object]:
    translate = _translation(table_name, column_name, names)
    values: list[object] = column.tolist()
    return values if translate is None else [translate(value) for value in values]


def _translation(
    table_name: str, column_name: str, names: Mapping[str, tuple[str, ...]]
) -> Callable[[object], object] | None:
    codes = _CODES.get((table_name, column_name))
    if codes is not None:
        words = {int(code): code.name.lower().replace("_", " ") for code in codes}
        return lambda code: words.get(int(str(code)), code)
    if column_name in names:
        listed = names[column_name]
        return lambda index: listed[int(str(index))] if int(str(index)) >= 0 else None
    if column_name in _ROWS:
        return lambda index: None if index == -1 else index
    return None


def _file_name(scenario: str) -> str:
    kept = "".join(letter if letter.isalnum() else "_" for letter in scenario)
    return kept[:40]


RECORDS = ReportWriter(
    "records",
    lazy("folder of simulated events"),
    folder=True,
    files=_files,
    owns=r"([0-9]+-.*-)?replication-[0-9]{3,}-[a-z]+\.csv",
)
