"""`run`: simulate one or several scenarios of a plan, print the answer and write the files that were asked for."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exit_codes import ExitCode
from planner.cli.options import ClusterOption, ExampleOption, LogLevelOption, PlanArgument, WorkersOption
from planner.errors import PlannerError
from planner.texts import _

if TYPE_CHECKING:
    from planner.cli.outputs import Outputs
    from planner.reporting import Report
    from planner.scenario import Scenario
    from planner.study import Study

_FILES = _("Files to write")

ScenarioOption = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario",
        metavar="NAME",
        help=_("A scenario of the plan; repeat the option to see several beside each other. (default: the base)"),
        show_default=False,
    ),
]
ReplicationsOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        help=_("How often the weeks are simulated; more make the results surer. (default: as the plan says)"),
        show_default=False,
    ),
]
SeedOption = Annotated[
    int | None,
    typer.Option(
        min=0,
        help=_("Number of the dice: the same seed gives the same result. (default: as the plan says)"),
        show_default=False,
    ),
]
PrecisionOption = Annotated[
    float | None,
    typer.Option(
        help=_("Simulate on until the main results are sure to within this share, such as 0.02 for 2 %."),
        show_default=False,
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ADDRESS=VALUE",
        help=_("Change a value for this run only, such as teams.L1.shifts.late.agents=4; may be repeated."),
        show_default=False,
    ),
]
JsonOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help=_("All numbers as JSON; with - they go to the screen instead of the answer."),
        rich_help_panel=_FILES,
        show_default=False,
    ),
]
XlsxOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help=_("A workbook for Excel or LibreOffice with charts, and formulas for the money."),
        rich_help_panel=_FILES,
        show_default=False,
    ),
]
CsvOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help=_("All numbers as CSV files in a folder."), rich_help_panel=_FILES, show_default=False
    ),
]
RecordsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help=_("Every simulated ticket, wait and piece of work as CSV files in a folder."),
        rich_help_panel=_FILES,
        show_default=False,
    ),
]
CrowdingOption = Annotated[
    bool,
    typer.Option(
        "--crowding",
        help=_("Also find who waits longer because of whom, and what would help; simulates each segment's absence."),
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", help=_("Show nothing but errors; together with a file to write."))
]


def run(
    plan: PlanArgument = None,
    example: ExampleOption = None,
    scenario: ScenarioOption = None,
    replications: ReplicationsOption = None,
    seed: SeedOption = None,
    precision: PrecisionOption = None,
    set_: SetOption = None,
    json: JsonOption = None,
    xlsx: XlsxOption = None,
    csv: CsvOption = None,
    records: RecordsOption = None,
    crowding: CrowdingOption = False,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    quiet: QuietOption = False,
    log_level: LogLevelOption = "info",
) -> int:
    """Simulate a plan; returns the exit code."""
    from planner.cli.outputs import Outputs
    from planner.cli.plans import find_plan, find_scenarios, with_changes
    from planner.cli.simulating import RunSettings, chosen_pool, find_crowding, simulate
    from planner.log import start_logging
    from planner.reporting import build_report

    start_logging(log_level)
    _check_precision(precision)
    outputs = Outputs({"json": json, "xlsx": xlsx, "csv": csv, "records": records}, plan, quiet=quiet)
    found = with_changes(find_plan(plan, example), set_ or (), scenario or ())
    scenarios = find_scenarios(found, scenario or ())
    settings = RunSettings(replications, seed, precision, workers, quiet, cluster)
    with chosen_pool(scenarios, settings) as pool:
        studies, stopped = simulate(scenarios, settings, pool)
        crowded = find_crowding(studies, settings, pool) if crowding and not stopped else {}
    if stopped:
        typer.echo(stopped_text(studies, scenarios), err=True)
    if studies:
        show(build_report(found, studies, crowded=crowded), outputs, quiet=quiet)
    return ExitCode.STOPPED if stopped else ExitCode.DONE


def _check_precision(precision: float | None) -> None:
    if precision is not None and not (math.isfinite(precision) and precision > 0):
        raise PlannerError(
            _("--precision must be above 0, such as 0.02 for 2 %, not {number}.").format(number=precision)
        )


def show(report: Report, outputs: Outputs, *, quiet: bool) -> None:
    """Print the answer and write the files; a reader such as `head` that has seen enough costs no file."""
    closed: BrokenPipeError | None = None
    try:
        _print(report, outputs, quiet=quiet)
    except BrokenPipeError as error:
        closed = error
    for target in outputs.write(report):
        if not quiet:
            typer.echo(_("Written: {target}").format(target=target), err=True)
    if closed is not None:
        raise closed


def _print(report: Report, outputs: Outputs, *, quiet: bool) -> None:
    from planner.cli.consoles import console
    from planner.reporting.json import json_text
    from planner.reporting.terminal import print_report

    if outputs.to_screen:
        sys.stdout.write(json_text(report))
        sys.stdout.flush()
    elif not quiet:
        print_report(report, console())


def stopped_text(studies: Sequence[Study], scenarios: Sequence[Scenario]) -> str:
    """What is said after Ctrl-C: what the answer rests on, and what was left out."""
    if not studies:
        return _("Stopped before the first replication had finished: there is no result and nothing was written.")
    kept = ", ".join(
        (_("{scenario}: 1 replication") if study.replications == 1 else _("{scenario}: {count} replications")).format(
            scenario=study.scenario.name, count=study.replications
        )
        for study in studies
    )
    left_out = len(scenarios) - len(studies)
    text = _("Stopped. The answer rests on what had finished ({kept}).").format(kept=kept)
    return _("{text} Scenarios not simulated: {count}.").format(text=text, count=left_out) if left_out else text
