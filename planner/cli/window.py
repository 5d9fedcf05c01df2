"""`app`: opens the window, the one place at which the command line knows the interface."""

from __future__ import annotations

from planner.cli.options import LogLevelOption, PlanArgument


def window(plan: PlanArgument = None, log_level: LogLevelOption = "info") -> int:
    """Open the window, with a plan if one is named."""
    from planner.log import start_logging
    from ui.app import main

    start_logging(log_level)
    return main(plan)
