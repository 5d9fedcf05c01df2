"""The terminal as the verbs use it: user's names are never read as markup."""

from __future__ import annotations

from rich.console import Console


class _PipedConsole(Console):
    """Leaves a closed pipe to the outermost edge; rich would end the program at once, as a failure."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(*, error: bool = False) -> Console:
    """Standard output, or standard error, with the width and the colours that the terminal has."""
    return _PipedConsole(stderr=error, highlight=False, emoji=False, markup=False)
