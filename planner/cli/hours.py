"""`hours`: a support level with each of several opening hours, each with the cheapest staffing that keeps promises."""

from __future__ import annotations

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
    from planner.scenario import Scenario
    from planner.studies import HoursPlan, HoursStudy

OptionsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--options",
        metavar="NAME,NAME",
        help=_("The opening hours to choose from, names of the plan's [hours.*]. (default: all of them)"),
        show_default=False,
    ),
]
LevelOption = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="LEVEL",
        help=_("The support level whose channels get these hours. (default: the only one with channels)"),
        show_default=False,
    ),
]
ChannelOption = Annotated[
    list[str] | None,
    typer.Option(
        "--channel",
        metavar="NAME",
        help=_("Only this channel of the level; may be repeated. (default: all its channels)"),
        show_default=False,
    ),
]
ScenarioOption = Annotated[str, typer.Option("--scenario", metavar="NAME", help=_("The scenario to choose for."))]


def hours(
    plan: PlanArgument = None,
    example: ExampleOption = None,
    options: OptionsOption = None,
    for_: LevelOption = None,
    channel: ChannelOption = None,
    scenario: ScenarioOption = "Base",
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
    """Choose opening hours; returns the exit code."""
    from planner.cli.outputs import Outputs
    from planner.cli.plans import find_plan, with_changes
    from planner.cli.simulating import RunSettings
    from planner.log import start_logging
    from planner.reporting import build_hours_report
    from planner.studies import lay_out_hours

    start_logging(log_level)
    outputs = Outputs({"json": json, "xlsx": xlsx, "csv": csv}, plan, quiet=quiet)
    found = with_changes(find_plan(plan, example), set_ or (), (scenario,))
    chosen = found.scenario(scenario)
    names = [name.strip() for text in options or () for name in text.split(",") if name.strip()]
    level = only_level(chosen) if for_ is None else for_
    laid_out = lay_out_hours(chosen, level, names or list(chosen.hours), channel or ())
    settings = RunSettings(replications, seed, None, workers, quiet, cluster)
    study = _find(chosen, laid_out, settings)
    if study.stopped:
        typer.echo(_stopped_text(study), err=True)
    if study.options:
        show(build_hours_report(found, chosen, study), outputs, quiet=quiet)
    if study.stopped:
        return ExitCode.STOPPED
    return ExitCode.DONE if any(option.possible for option in study.options) else ExitCode.ANSWER_IS_NO


def only_level(scenario: Scenario) -> str:
    """The one level that somebody has and that offers a channel; PlannerError where there are several."""
    used = {segment.support_level for segment in scenario.segments.values()}
    known = [name for name, level in scenario.support_levels.items() if name in used and level.offers]
    if len(known) != 1:
        raise PlannerError(
            _("Name the support level that gets these hours with --for: {known}.").format(known=", ".join(known) or "–")
        )
    return known[0]


def _find(scenario: Scenario, laid_out: HoursPlan, settings: RunSettings) -> HoursStudy:
    from planner.cli.choosing import staffer
    from planner.cli.progress import noticed_interruption
    from planner.cli.searching import chosen_workshop
    from planner.studies import opening_hours

    with noticed_interruption() as interruption, chosen_workshop([scenario], settings) as workshop:
        return opening_hours(laid_out, staffer(workshop, settings, interruption, len(laid_out.scenarios)))


def _stopped_text(found: HoursStudy) -> str:
    """What is said after Ctrl-C: which options the answer rests on."""
    if not found.options:
        return _("Stopped before the first option had its people: there is no result and nothing was written.")
    return _("Stopped. The answer rests on the {count} of {all} options that had finished: {names}.").format(
        count=len(found.options),
        all=len(found.plan.scenarios),
        names=", ".join(option.name for option in found.options),
    )
