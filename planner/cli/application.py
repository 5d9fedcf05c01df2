"""The verbs put together, and the outermost edge: every way in which the command can end has its exit code here."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from planner import log
from planner.cli.calibrate import calibrate
from planner.cli.check import check
from planner.cli.compare import compare
from planner.cli.exit_codes import ExitCode
from planner.cli.grow import grow
from planner.cli.hours import hours
from planner.cli.levels import levels
from planner.cli.run import run
from planner.cli.schema import schema
from planner.cli.staff import staff
from planner.cli.sweep import sweep
from planner.cli.window import window
from planner.errors import PlannerError
from planner.texts import _
from planner.version import __version__

# Typer carries a copy of click in some versions and imports it in others: this is the right class in both.
_WrongUsage: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="support-planner",
    help=_(
        "Plan a customer support team: describe customers, promises, shifts and costs in a plan file, simulate it,"
        " and read how long customers wait, which promises are kept and what it costs."
    ),
    epilog=_("First try: support-planner run --example two-tiers"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"support-planner {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help=_("Show the version and end."), callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Options that stand before the verb."""


app.command("run", help=_("Simulate a plan and show what happens."))(run)
app.command("compare", help=_("Simulate scenarios with the same customers and say which is better."))(compare)
app.command("staff", help=_("Find the cheapest staffing that keeps every promise, and explain it."))(staff)
app.command("sweep", help=_("Simulate a scenario with values varied and show how the figures move along them."))(sweep)
app.command("hours", help=_("Choose opening hours: what each costs and brings with the people it takes."))(hours)
app.command("levels", help=_("Choose support levels for segments by what they cost and leave."))(levels)
app.command("grow", help=_("Look months ahead: how long the people are enough, and whom to hire by when."))(grow)
app.command("check", help=_("Look for mistakes in a plan without simulating it."))(check)
app.command("calibrate", help=_("Make a plan from a history of tickets or calls."))(calibrate)
app.command("schema", help=_("Write the description of the plan file (JSON Schema) for text editors."))(schema)
app.command("app", help=_("Open the window."))(window)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; whatever goes wrong ends in one sentence on standard error."""
    _survive_narrow_encodings()
    try:
        code = app(
            args=None if arguments is None else list(arguments), prog_name="support-planner", standalone_mode=False
        )
        sys.stdout.flush()
    except PlannerError as error:
        return _end(str(error), ExitCode.WRONG_INPUT)
    except _WrongUsage as error:
        return _end(_usage_text(error), ExitCode.WRONG_INPUT)
    except (KeyboardInterrupt, typer.Abort):
        return _end(_stopped_text(), ExitCode.STOPPED)
    except BrokenPipeError:
        return _pipe_closed()
    except MemoryError:
        return _end(
            _("There is not enough memory. Simulate fewer replications, weeks or customers."), ExitCode.WRONG_INPUT
        )
    except Exception as error:  # noqa: BLE001 - the outermost edge: the trace goes to the log
        _log_own_fault(error)
        return _end(_own_fault_text(), ExitCode.OWN_FAULT)
    finally:
        log.stop_logging()
    if code == ExitCode.STOPPED and not isinstance(code, ExitCode):
        # Typer turned a Ctrl-C that came outside the simulation into this number
        return _end(_stopped_text(), ExitCode.STOPPED)
    return int(code or ExitCode.DONE)


def _stopped_text() -> str:
    return _("Stopped before it was finished.")


def _end(sentence: str, code: ExitCode) -> int:
    if sentence:
        typer.echo(sentence, err=True)
    return int(code)


def _usage_text(error: Exception) -> str:
    """The sentence of a wrong option or argument, and where to read about it; empty where the help was shown."""
    message = str(getattr(error, "format_message", lambda: str(error))()).strip()
    if not message:
        return ""
    end = "" if message.endswith((".", "?")) else "."
    return _("{message} See support-planner --help.").format(message=f"{message}{end}")


def _log_own_fault(error: Exception) -> None:
    if not logging.getLogger().handlers:
        log.start_logging()
    logging.getLogger(__name__).error("The command failed: %s", sys.argv[1:], exc_info=error)


def _own_fault_text() -> str:
    return _(
        "Something went wrong that is a fault of the program, not of your input. The details are in {log}; please"
        " report them."
    ).format(log=log.log_file())


def _pipe_closed() -> int:
    """The reader (such as `head`) has seen enough; Python must not complain when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(ExitCode.DONE)


def _survive_narrow_encodings() -> None:
    """A terminal that does not know a letter of a name shows a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
