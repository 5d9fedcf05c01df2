"""`calibrate`: from a history of tickets or calls to a plan, with a report of what was read, left out and assumed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exit_codes import ExitCode
from planner.cli.options import LogLevelOption, WorkersOption
from planner.errors import PlannerError
from planner.texts import _

if TYPE_CHECKING:
    from planner.history import Calibration

HistoryArgument = Annotated[
    Path, typer.Argument(metavar="HISTORY", help=_("The history: CSV (also packed as .gz) or XLSX."))
]
WriteOption = Annotated[
    Path | None,
    typer.Option(
        "--write",
        metavar="PLAN",
        help=_("Where to write the plan; without it only the report is shown."),
        show_default=False,
    ),
]
ReplaceOption = Annotated[bool, typer.Option("--replace", help=_("Write over a plan that exists already."))]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help=_(
            "Which column holds what, such as arrived=created_at. Fields: arrived, answered, ended, abandoned, channel,"
            " segment, topic, agent, handle_time, ticket, drop, missing, dates; may be repeated."
        ),
        show_default=False,
    ),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help=_("A known kind of export that says which column holds what."), show_default=False
    ),
]
NameOption = Annotated[str | None, typer.Option("--name", help=_("What to call the plan."), show_default=False)]
CompareOption = Annotated[
    bool, typer.Option("--compare", help=_("Simulate the new plan and set it beside what the history shows."))
]
CurrencyOption = Annotated[str, typer.Option(help=_("Currency of the plan."))]
ZoneOption = Annotated[
    str | None,
    typer.Option(
        "--time-zone",
        metavar="ZONE",
        help=_("Zone of the times in the history, such as Europe/Belgrade."),
        show_default=False,
    ),
]


def calibrate(
    history: HistoryArgument,
    write: WriteOption = None,
    map_: MapOption = None,
    profile: ProfileOption = None,
    name: NameOption = None,
    currency: CurrencyOption = "EUR",
    time_zone: ZoneOption = None,
    compare: CompareOption = False,
    replace: ReplaceOption = False,
    workers: WorkersOption = None,
    log_level: LogLevelOption = "info",
) -> int:
    """Make a plan from a history; returns the exit code."""
    from planner.cli.consoles import console
    from planner.files import write_atomically
    from planner.history import calibrate as calibrate_history
    from planner.log import start_logging
    from planner.reporting import calibration_tables, print_table

    start_logging(log_level)
    if write is not None:
        _check_target(write, history, replace=replace)
    calibration = calibrate_history(
        history, mapping_of(map_ or ()), profile=profile, name=name, currency=currency, time_zone=time_zone
    )
    for table in calibration_tables(calibration):
        print_table(table, console())
    if write is not None:
        write_atomically(write, calibration.plan_text)
        typer.echo(_("Written: {plan}").format(plan=write), err=True)
    return _compare(calibration, workers) if compare else ExitCode.DONE


def mapping_of(entries: Iterable[str]) -> dict[str, str]:
    """The mapping of ``--map FIELD=COLUMN`` options, several in one apart by commas; PlannerError for anything else."""
    from planner.history import FIELDS

    next_field = re.compile(r",\s*(?=(?:{fields})\s*=)".format(fields="|".join(FIELDS)))
    mapping: dict[str, str] = {}
    for part in (part for entry in entries for part in next_field.split(entry)):
        field, separator, column = part.partition("=")
        if not separator or not field.strip():
            raise PlannerError(
                _("--map needs FIELD=COLUMN, such as arrived=created_at, not {entry}.").format(entry=f"'{part}'")
            )
        mapping[field.strip()] = column.strip()
    return mapping


def _compare(calibration: Calibration, workers: int | None) -> int:
    from planner.cli.consoles import console
    from planner.cli.simulating import RunSettings, simulate
    from planner.history import compare_with
    from planner.reporting import comparison_table, print_table
    from planner.scenario.files import load_plan_text

    scenario = load_plan_text(calibration.plan_text).scenario()
    studies, stopped = simulate([scenario], RunSettings(workers=workers))
    for study in studies:
        rows = compare_with(study, calibration.measured, scenario.run.confidence)
        print_table(comparison_table(rows), console())
    return ExitCode.STOPPED if stopped else ExitCode.DONE


def _check_target(target: Path, history: Path, *, replace: bool) -> None:
    """Refuse a target before the work, rather than after it."""
    from planner.reporting.writer import check_file

    if target.resolve() == history.resolve():
        raise PlannerError(
            _("--write would overwrite the history {history}. Name another file.").format(history=history)
        )
    check_file(target)
    if target.exists() and not replace:
        raise PlannerError(
            _("{plan} exists already. Name another file, or add --replace to write over it.").format(plan=target)
        )
