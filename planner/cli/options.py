"""Options and arguments that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.texts import _

PlanArgument = Annotated[
    Path | None,
    typer.Argument(metavar="PLAN", help=_("The plan file (TOML)."), show_default=False),
]
ExampleOption = Annotated[
    str | None,
    typer.Option(
        "--example",
        metavar="NAME",
        help=_("Take an example that comes with the program instead of a file; a wrong name lists them."),
        show_default=False,
    ),
]
LogLevelOption = Annotated[
    str,
    typer.Option("--log-level", metavar="LEVEL", help=_("How much goes to the log file: debug, info, warning, error.")),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(min=1, help=_("How many processor cores to use. (default: all)"), show_default=False),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help=_("Simulate on a Dask cluster that is there already, such as tcp://10.0.0.5:8786, instead of here."),
        show_default=False,
    ),
]
