"""`schema`: the JSON Schema of the plan file, for editors that complete and check while typing."""

from __future__ import annotations

import json

import typer

from planner.cli.exit_codes import ExitCode


def schema() -> int:
    """Print the schema."""
    from planner.scenario.schema import plan_schema

    typer.echo(json.dumps(plan_schema(), ensure_ascii=False, indent=2))
    return ExitCode.DONE
