"""`check`: every problem of a plan, or the good news that there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from planner.cli.exit_codes import ExitCode
from planner.cli.options import ExampleOption, LogLevelOption, PlanArgument
from planner.errors import PlanError
from planner.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.errors import Problem


def check(plan: PlanArgument = None, example: ExampleOption = None, log_level: LogLevelOption = "info") -> int:
    """Print the problems of a plan; the exit code is 2 when one of them is an error."""
    from planner.cli.plans import find_plan
    from planner.log import start_logging

    start_logging(log_level)
    try:
        found = find_plan(plan, example)
    except PlanError as error:
        _print_problems(error.problems)
        return ExitCode.WRONG_INPUT
    _print_problems(found.warnings)
    typer.echo(_("{plan}: no problems.").format(plan=found.name) if not found.warnings else _("No errors: it can run."))
    return ExitCode.DONE


def _print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        words = _("error: {problem}") if problem.severity == "error" else _("warning: {problem}")
        typer.echo(words.format(problem=problem), err=problem.severity == "error")
