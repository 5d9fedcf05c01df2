"""Where the command `support-planner` and `python -m planner` start.

Worker processes read the file that the command was started from once more, so nothing heavy is imported at its top.
"""

from __future__ import annotations

import multiprocessing


def main() -> int:
    """Run the command line with the words of the terminal and return its exit code."""
    # In a frozen program each worker process starts here too and must not run the command again.
    multiprocessing.freeze_support()
    from planner.cli import main as command

    return command()


if __name__ == "__main__":
    raise SystemExit(main())
