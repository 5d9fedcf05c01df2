"""The terminal as the verbs use it: user's names are never read as markup."""

from __future__ import annotations

from rich.console import Console


def console(*, error: bool = False) -> Console:
    """Standard output, or standard error, with the width and the colours that the terminal has."""
    return Console(stderr=error, highlight=False, emoji=False, markup=False)
