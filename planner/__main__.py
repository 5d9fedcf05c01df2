"""Where the command `support-planner` and `python -m planner` start.

Worker processes read the file that the command was started from once more, so nothing heavy is imported at its top.
"""

from __future__ import annotations


def main() -> int:
    """Run the command line with the words of the terminal and return its exit code; Ctrl-C ends it quietly."""
    try:
        from multiprocessing import freeze_support

        # In a frozen program each worker process starts here too and must not run the command again.
        freeze_support()
        from planner.cli import main as command
    except KeyboardInterrupt:
        return 130
    return command()


if __name__ == "__main__":
    raise SystemExit(main())
