"""`sweep`: simulate a scenario with one or two of its values varied, and show how the figures move along them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exit_codes import ExitCode
from planner.cli.options import ClusterOption, ExampleOption, LogLevelOption, PlanArgument, WorkersOption
from planner.cli.run import (
    CsvOption,
    JsonOption,
    QuietOption,
    ReplicationsOption,
    SeedOption,
    SetOption,
    XlsxOption,
    show,
)
from planner.errors import PlannerError
from planner.texts import _

if TYPE_CHECKING:
    from planner.cli.simulating import RunSettings
    from planner.pool import Pool
    from planner.scenario import Scenario
    from planner.staffing import Staffing
    from planner.studies import Axis, Sweep
    from planner.study import Study

VaryOption = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="ADDRESS=A,B,C",
        help=_(
            "The values that a place of the plan takes, such as teams.L1.shifts.late.agents=3,4,5; twice for a grid"
            " of two places."
        ),
        show_default=False,
    ),
]
ScenarioOption = Annotated[
    str,
    typer.Option("--scenario", metavar="NAME", help=_("The scenario whose values are varied.")),
]
StaffOption = Annotated[
    bool,
    typer.Option(
        "--staff",
        help=_("Search the cheapest people for each point: cost against a promise, for example. Takes much longer."),
    ),
]
_OPENING, _CLOSING = "[{", "]}"


def sweep(
    plan: PlanArgument = None,
    example: ExampleOption = None,
    vary: VaryOption = None,
    scenario: ScenarioOption = "Base",
    staff: StaffOption = False,
    replications: ReplicationsOption = None,
    seed: SeedOption = None,
    set_: SetOption = None,
    json: JsonOption = None,
    xlsx: XlsxOption = None,
    csv: CsvOption = None,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    quiet: QuietOption = False,
    log_level: LogLevelOption = "info",
) -> int:
    """Sweep over a grid; returns the exit code."""
    from planner.cli.outputs import Outputs
    from planner.cli.plans import find_plan, with_changes
    from planner.cli.simulating import RunSettings, chosen_pool
    from planner.log import start_logging
    from planner.reporting import build_sweep_report, staffed_points_chapter
    from planner.studies import lay_out
    from planner.studies import sweep as swept

    start_logging(log_level)
    outputs = Outputs({"json": json, "xlsx": xlsx, "csv": csv}, plan, quiet=quiet)
    axes = parse_axes(vary or ())
    found = with_changes(find_plan(plan, example), set_ or (), (scenario,))
    grid = lay_out(found, axes, scenario)
    settings = RunSettings(replications, seed, None, workers, quiet, cluster)
    staffings: dict[str, Staffing] = {}
    with chosen_pool([point.scenario for point in grid.points], settings) as pool:
        run = _staffing_runner(settings, pool, staffings) if staff else _runner(settings, pool)
        result = swept(grid, run)
    if result.stopped:
        typer.echo(_stopped_text(result), err=True)
    if result.points:
        report = build_sweep_report(found, result)
        if staff:
            report = replace(report, chapters=(staffed_points_chapter(result, staffings, found.currency),))
        show(report, outputs, quiet=quiet)
    return ExitCode.STOPPED if result.stopped else ExitCode.DONE


def parse_axes(texts: list[str] | tuple[str, ...]) -> list[Axis]:
    """What ``--vary`` names; PlannerError in one sentence for what cannot be read."""
    from planner.studies import Axis

    if not texts:
        raise PlannerError(_("Name what to vary, such as --vary teams.L1.shifts.late.agents=3,4,5."))
    axes = []
    for text in texts:
        address, separator, values = text.partition("=")
        if not separator:
            message = _("--vary needs ADDRESS=A,B,C, such as teams.L1.shifts.late.agents=3,4,5, not {text}.")
            raise PlannerError(message.format(text=text))
        axes.append(Axis(address.strip(), tuple(split_values(values))))
    return axes


def split_values(text: str) -> list[str]:
    """The values between commas; commas in quotes and in brackets belong to a value."""
    values, start, position = [], 0, 0
    while position < len(text):
        if text[position] == ",":
            values.append(text[start:position].strip())
            start = position + 1
        elif text[position] in _OPENING or (text[position] in "\"'" and not text[start:position].strip()):
            position = _end_of(text, position)
        position += 1
    values.append(text[start:].strip())
    if not all(values):
        message = _("--vary: a value is missing in {text}. Write values with one comma between them.")
        raise PlannerError(message.format(text=f"“{text}”"))
    return values


def _end_of(text: str, position: int) -> int:
    """Where what opens at a position closes."""
    if text[position] in "\"'":
        return _end_of_quotes(text, position)
    depth, place = 0, position
    while place < len(text):
        if text[place] in "\"'":
            place = _end_of_quotes(text, place)
        elif text[place] in _OPENING:
            depth += 1
        elif text[place] in _CLOSING:
            depth -= 1
            if depth == 0:
                return place
        place += 1
    raise PlannerError(_("--vary: a bracket is not closed in {text}.").format(text=text))


def _end_of_quotes(text: str, position: int) -> int:
    quote, place = text[position], position + 1
    while place < len(text) and text[place] != quote:
        # a backslash means something in double quotes only, as in TOML
        place += 2 if quote == '"' and text[place] == "\\" else 1
    if place >= len(text):
        raise PlannerError(_("--vary: a quote is not closed in {text}.").format(text=text))
    return place


def _runner(settings: RunSettings, pool: Pool) -> Callable[[Scenario], Study]:
    """What simulates a point; after Ctrl-C it begins no further one."""
    from planner.cli.simulating import simulate

    interrupted = False

    def run(scenario: Scenario) -> Study:
        nonlocal interrupted
        if interrupted:
            raise KeyboardInterrupt
        studies, interrupted = simulate([scenario], settings, pool)
        if not studies:
            raise KeyboardInterrupt
        return studies[0]

    return run


def _staffing_runner(settings: RunSettings, pool: Pool, found: dict[str, Staffing]) -> Callable[[Scenario], Study]:
    """What searches the people of a point, keeps the answer by the point's name, and gives its study."""
    from planner.cli.progress import noticed_interruption
    from planner.cli.searching import search
    from planner.staffing import open_workshop

    def run(scenario: Scenario) -> Study:
        with noticed_interruption() as interruption, open_workshop(pool=pool) as workshop:
            answer = search(scenario, workshop, settings, stop=lambda: interruption.happened)
            if interruption.happened:
                raise KeyboardInterrupt
        found[scenario.name] = answer
        return answer.study

    return run


def _stopped_text(found: Sweep) -> str:
    """What is said after Ctrl-C: which points the answer rests on."""
    if not found.points:
        return _("Stopped before the first replication had finished: there is no result and nothing was written.")
    if any(study.stopped for study in found.studies):
        text = _("Stopped. The answer rests on the first point alone, with {count} replications.")
        return text.format(count=found.studies[0].replications)
    return _("Stopped. The answer rests on the {count} of {all} points that had finished.").format(
        count=len(found.points), all=len(found.grid.points)
    )
