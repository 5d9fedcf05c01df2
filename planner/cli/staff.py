"""`staff`: search the cheapest staffing that keeps every promise, explain it, and save it as a scenario."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exit_codes import ExitCode
from planner.cli.options import ClusterOption, ExampleOption, LogLevelOption, PlanArgument, WorkersOption
from planner.cli.run import (
    CsvOption,
    JsonOption,
    QuietOption,
    RecordsOption,
    ReplicationsOption,
    SeedOption,
    SetOption,
    XlsxOption,
    show,
)
from planner.errors import PlannerError
from planner.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.cli.simulating import RunSettings
    from planner.scenario import Plan, Scenario
    from planner.staffing import Staffing
    from planner.studies import AvoidableCosts
    from planner.study import Study

ScenarioOption = Annotated[str, typer.Option("--scenario", metavar="NAME", help=_("The scenario to find people for."))]
OwnShiftsOption = Annotated[
    bool,
    typer.Option("--own-shifts", help=_("Keep to the plan's own shifts, also for teams with patterns.")),
]
AvoidableOption = Annotated[
    bool,
    typer.Option(
        "--avoidable",
        help=_("Also search the people without each segment: what would be saved without it, its avoidable cost."),
    ),
]
SegmentOption = Annotated[
    list[str] | None,
    typer.Option(
        "--segment",
        metavar="NAME",
        help=_("With --avoidable: only this segment; may be repeated. (default: all)"),
        show_default=False,
    ),
]
WriteOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help=_("Save the plan with the answer as a new scenario; the plan itself may be named."),
        show_default=False,
    ),
]
NewNameOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="NAME",
        help=_("Name of the new scenario. (default: “Staffed”, or “… staffed” for a scenario)"),
        show_default=False,
    ),
]


def staff(
    plan: PlanArgument = None,
    example: ExampleOption = None,
    scenario: ScenarioOption = "Base",
    write: WriteOption = None,
    as_: NewNameOption = None,
    own_shifts: OwnShiftsOption = False,
    avoidable: AvoidableOption = False,
    segment: SegmentOption = None,
    replications: ReplicationsOption = None,
    seed: SeedOption = None,
    set_: SetOption = None,
    json: JsonOption = None,
    xlsx: XlsxOption = None,
    csv: CsvOption = None,
    records: RecordsOption = None,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    quiet: QuietOption = False,
    log_level: LogLevelOption = "info",
) -> int:
    """Find a staffing; returns the exit code."""
    from planner.cli.outputs import Outputs
    from planner.cli.plans import find_plan, with_changes
    from planner.cli.simulating import RunSettings
    from planner.log import start_logging
    from planner.reporting import avoidable_chapter, build_report, staffing_chapter
    from planner.reporting.json import JSON

    start_logging(log_level)
    targets = {"json": json, "xlsx": xlsx, "csv": csv, "records": records}
    outputs = Outputs(targets, plan, quiet=quiet and write is None)
    if write is not None:
        JSON.check_target(write)
    found = with_changes(find_plan(plan, example), set_ or (), (scenario,))
    name = _new_name(found, scenario, as_)
    settings = RunSettings(replications, seed, None, workers, quiet, cluster)
    if segment and not avoidable:
        raise PlannerError(_("--segment says whose cost to look for: use it together with --avoidable."))
    wanted = (segment or ()) if avoidable else None
    answer, saved, stopped = _find(found.scenario(scenario), settings, wanted, own_shifts=own_shifts)
    if stopped:
        typer.echo(_("Stopped. The answer is the cheapest staffing found until then."), err=True)
    staffed, study = _as_scenario(found, scenario, answer, name)
    report = build_report(staffed, [study])
    chapters = [staffing_chapter(answer, found.currency)]
    if saved is not None:
        chapters.append(avoidable_chapter(saved, found.currency))
    report = replace(report, chapters=tuple(chapters))
    show(report, outputs, quiet=quiet)
    if write is not None and answer.possible:
        _save(staffed, write, quiet=quiet)
    if not answer.possible:
        return ExitCode.ANSWER_IS_NO
    return ExitCode.STOPPED if stopped else ExitCode.DONE


def _find(
    scenario: Scenario, settings: RunSettings, segments: Sequence[str] | None, *, own_shifts: bool
) -> tuple[Staffing, AvoidableCosts | None, bool]:
    """The staffing, the avoidable cost of segments (none named: all; None: not asked for), and whether Ctrl-C came.

    Then the staffing is the best found until that, and segments are missing.
    """
    from planner.cli.choosing import staffer
    from planner.cli.progress import noticed_interruption
    from planner.cli.searching import chosen_workshop, search
    from planner.studies import avoidable_costs

    with noticed_interruption() as interruption, chosen_workshop([scenario], settings) as workshop:
        answer = search(scenario, workshop, settings, own_shifts=own_shifts, stop=lambda: interruption.happened)
        saved = None
        if segments is not None and answer.possible and not interruption.happened:
            others = len(segments or scenario.segments)
            staff_again = staffer(workshop, settings, interruption, others, own_shifts=own_shifts)
            saved = avoidable_costs(scenario, segments, staff_again, with_all=answer)
        return answer, saved, interruption.happened


def _new_name(plan: Plan, scenario: str, wanted: str | None) -> str:
    """The name of the new scenario; PlannerError where the plan has the one that was asked for."""
    from planner.scenario.overrides import BASE

    if wanted is not None:
        if wanted in plan.scenario_names:
            raise PlannerError(
                _("The plan already has a scenario “{name}”. Give --as another name.").format(name=wanted)
            )
        return wanted
    name = _("Staffed") if scenario == BASE else _("{scenario}, staffed").format(scenario=scenario)
    number = 2
    free = name
    while free in plan.scenario_names:
        free, number = f"{name} {number}", number + 1
    return free


def _as_scenario(plan: Plan, scenario: str, answer: Staffing, name: str) -> tuple[Plan, Study]:
    """The plan with the answer as a scenario, and its study under that name."""
    from planner.staffing.writing import with_staffing

    note = _("The cheapest staffing found for “{scenario}” with {trials} simulated staffings.").format(
        scenario=scenario, trials=answer.trials
    )
    staffed = with_staffing(plan, scenario, answer, name, note)
    return staffed, replace(answer.study, scenario=staffed.scenario(name))


def _save(plan: Plan, target: Path, *, quiet: bool) -> None:
    from planner.scenario.files import save_plan

    save_plan(plan, target)
    if not quiet:
        typer.echo(_("Written: {target}").format(target=target), err=True)
