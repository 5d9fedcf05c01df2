"""The command `support-planner`: one file for each verb; slow libraries are imported when a verb needs them."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; Ctrl-C ends it quietly even while it is still being loaded."""
    try:
        from planner.cli.application import main as command
    except KeyboardInterrupt:
        return 130
    return command(arguments)
