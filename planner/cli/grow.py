"""`grow`: month by month until the people of today are not enough, and whom to hire by when."""

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
    from planner.studies import Growth

# Hiring counts whole people: moving them from shift to shift until the last cent is saved is the business of `staff`.
PROPOSALS = 10
_LEAST_REPLICATIONS = 4  # of a search; said before the months are simulated

MonthsOption = Annotated[int, typer.Option(help=_("How many months to look ahead, from the start of the plan on."))]
EveryOption = Annotated[
    int,
    typer.Option(
        help=_(
            "Search the people needed every so many months, and where it breaks; between them they follow the contacts."
            " 1: every month."
        )
    ),
]
ScenarioOption = Annotated[str, typer.Option("--scenario", metavar="NAME", help=_("The scenario that grows."))]


def grow(
    plan: PlanArgument = None,
    example: ExampleOption = None,
    months: MonthsOption = 12,
    every: EveryOption = 3,
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
    """Follow growth; returns the exit code."""
    from planner.cli.outputs import Outputs
    from planner.cli.plans import find_plan, with_changes
    from planner.cli.simulating import RunSettings
    from planner.log import start_logging
    from planner.reporting import build_growth_report

    start_logging(log_level)
    outputs = Outputs({"json": json, "xlsx": xlsx, "csv": csv}, plan, quiet=quiet)
    found = with_changes(find_plan(plan, example), set_ or (), (scenario,))
    settings = RunSettings(replications, seed, None, workers, quiet, cluster)
    chosen = found.scenario(scenario)
    _require_enough(replications or chosen.run.replications)
    result = _find(chosen, months, every, settings)
    if result.stopped:
        typer.echo(_stopped_text(result), err=True)
    if result.shown:
        show(build_growth_report(found, result), outputs, quiet=quiet)
    return ExitCode.STOPPED if result.stopped else ExitCode.DONE


def _require_enough(replications: int) -> None:
    if replications < _LEAST_REPLICATIONS:
        message = _("People are searched with at least {least} replications, not {number}.")
        raise PlannerError(message.format(least=_LEAST_REPLICATIONS, number=replications))


def _find(scenario: Scenario, months: int, every: int, settings: RunSettings) -> Growth:
    from planner.cli.choosing import runner, staffer
    from planner.cli.progress import noticed_interruption
    from planner.cli.simulating import chosen_pool
    from planner.staffing import open_workshop
    from planner.studies import grow as followed

    with (
        noticed_interruption() as interruption,
        chosen_pool([scenario], settings) as pool,
        open_workshop(pool=pool) as workshop,
    ):
        run = runner(workshop, settings, interruption)
        return followed(scenario, months, every, run, staffer(workshop, settings, interruption, proposals=PROPOSALS))


def _stopped_text(found: Growth) -> str:
    """What is said after Ctrl-C: what the answer rests on."""
    if not found.shown:
        return _("Stopped before the first month had finished: there is no result and nothing was written.")
    text = _("Stopped. {count} of {all} months were simulated with the people of today")
    said = text.format(count=len(found.shown), all=len(found.months))
    if not found.staffed:
        return _("{said}; no people were searched, so there is no hiring plan.").format(said=said)
    months = ", ".join(str(each.month.number + 1) for each in found.staffed)
    more = _("{said}, and people were searched in month {months}; the hiring plan ends with month {last}.")
    return more.format(said=said, months=months, last=found.staffed[-1].month.number + 1)
