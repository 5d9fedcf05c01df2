"""`levels`: which support level for which segment, every combination with hope with its cheapest staffing."""

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
from planner.texts import _

if TYPE_CHECKING:
    from planner.cli.progress import Interruption
    from planner.cli.simulating import RunSettings
    from planner.scenario import Scenario
    from planner.staffing import Workshop
    from planner.studies import LevelsPlan, LevelsStudy, Shortlist
    from planner.study import Study

SegmentOption = Annotated[
    list[str] | None,
    typer.Option(
        "--segment",
        metavar="NAME",
        help=_("A segment whose level may change; repeat the option for several. (default: all with customers)"),
        show_default=False,
    ),
]
KeepOption = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="NAME",
        help=_("A segment that keeps its level; may be repeated."),
        show_default=False,
    ),
]
ScenarioOption = Annotated[str, typer.Option("--scenario", metavar="NAME", help=_("The scenario to choose for."))]


def levels(
    plan: PlanArgument = None,
    example: ExampleOption = None,
    segment: SegmentOption = None,
    keep: KeepOption = None,
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
    """Choose support levels; returns the exit code."""
    from planner.cli.outputs import Outputs
    from planner.cli.plans import find_plan, with_changes
    from planner.cli.simulating import RunSettings
    from planner.log import start_logging
    from planner.reporting import build_levels_report
    from planner.studies import lay_out_levels

    start_logging(log_level)
    outputs = Outputs({"json": json, "xlsx": xlsx, "csv": csv}, plan, quiet=quiet)
    found = with_changes(find_plan(plan, example), set_ or (), (scenario,))
    chosen = found.scenario(scenario)
    laid_out = lay_out_levels(chosen, segment or (), keep or ())
    study = _find(chosen, laid_out, RunSettings(replications, seed, None, workers, quiet, cluster))
    if study.left:
        typer.echo(_stopped_text(study), err=True)
    if study.options:
        show(build_levels_report(found, chosen, study), outputs, quiet=quiet)
    if study.left:
        return ExitCode.STOPPED
    return ExitCode.DONE if study.possible else ExitCode.ANSWER_IS_NO


def _find(scenario: Scenario, laid_out: LevelsPlan, settings: RunSettings) -> LevelsStudy:
    from planner.cli.choosing import runner, staffer
    from planner.cli.progress import noticed_interruption
    from planner.cli.searching import chosen_workshop
    from planner.studies import support_levels

    with noticed_interruption() as interruption, chosen_workshop([scenario], settings) as workshop:
        short = _shortlist(laid_out, workshop, settings, interruption)
        staff = staffer(workshop, settings, interruption, len(short.chosen))
        return support_levels(short, staff, runner(workshop, settings, interruption))


def _shortlist(
    laid_out: LevelsPlan, workshop: Workshop, settings: RunSettings, interruption: Interruption
) -> Shortlist:
    """The combinations with hope; on Ctrl-C the command ends here, because nothing has finished."""
    from planner.cli.choosing import shown_estimates
    from planner.studies import rough_study, shortlist

    with shown_estimates(len(laid_out.combinations), quiet=settings.quiet) as done:

        def estimate(scenario: Scenario) -> Study | None:
            found = rough_study(scenario, workshop, settings.seed, lambda: interruption.happened)
            done()
            return found

        return shortlist(laid_out, estimate)


def _stopped_text(found: LevelsStudy) -> str:
    """What is said after Ctrl-C: what the answer rests on."""
    if not found.options:
        return _("Stopped before the first combination had its people: there is no result and nothing was written.")
    return _("Stopped. The answer rests on the {count} of {all} combinations that had finished.").format(
        count=len(found.options), all=len(found.options) + found.left
    )
