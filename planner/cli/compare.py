"""`compare`: simulate scenarios with the same customers and say which is better, how surely, and what differs."""

from __future__ import annotations

from typing import Annotated

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
    stopped_text,
)
from planner.errors import PlannerError
from planner.texts import _

ScenarioOption = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario",
        metavar="NAME",
        help=_("A scenario to compare; repeat the option for several. (default: all of the plan)"),
        show_default=False,
    ),
]
BaselineOption = Annotated[
    str,
    typer.Option(metavar="NAME", help=_("The scenario that the others are compared with.")),
]


def compare(
    plan: PlanArgument = None,
    example: ExampleOption = None,
    scenario: ScenarioOption = None,
    baseline: BaselineOption = "Base",
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
    """Compare scenarios; returns the exit code."""
    from planner.cli.outputs import Outputs
    from planner.cli.plans import find_plan, find_scenarios, with_changes
    from planner.cli.simulating import RunSettings, simulate
    from planner.comparison import compare as compared
    from planner.log import start_logging
    from planner.reporting import build_report

    start_logging(log_level)
    outputs = Outputs({"json": json, "xlsx": xlsx, "csv": csv, "records": records}, plan, quiet=quiet)
    found = find_plan(plan, example)
    others = [name for name in scenario or found.scenario_names if name != baseline]
    if not others:
        raise PlannerError(
            _("There is nothing to compare with “{baseline}”: the plan has no other scenario.").format(
                baseline=baseline
            )
        )
    found = with_changes(found, set_ or (), (baseline, *others))
    scenarios = find_scenarios(found, (baseline, *others))
    studies, stopped = simulate(scenarios, RunSettings(replications, seed, None, workers, quiet, cluster))
    if stopped:
        typer.echo(stopped_text(studies, scenarios), err=True)
    if len(studies) > 1:
        show(build_report(found, studies, compared(studies[0], studies[1:])), outputs, quiet=quiet)
    return ExitCode.STOPPED if stopped else ExitCode.DONE
