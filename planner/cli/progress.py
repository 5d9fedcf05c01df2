"""What is seen while a run goes on: a bar with the remaining time on a terminal, one line elsewhere."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING

from planner.texts import _

if TYPE_CHECKING:
    from rich.console import Console

Progress = Callable[[int, int], None]


@contextmanager
def shown_progress(console: Console, title: str, *, quiet: bool) -> Iterator[Progress | None]:
    """Show how many replications are done; yields the function that a study calls with done and wanted."""
    if quiet:
        yield None
    elif console.is_terminal:
        yield from _bar(console, title)
    else:
        console.print(_("Simulating {title} ...").format(title=title), markup=False, highlight=False, soft_wrap=True)
        yield None


def _bar(console: Console, title: str) -> Iterator[Progress]:
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(_("replications, remaining")),
        TimeRemainingColumn(),
    )
    with RichProgress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(escape(title), total=None)
        yield lambda done, wanted: bar.update(task, completed=done, total=wanted)


@dataclass
class Interruption:
    """Whether Ctrl-C was pressed."""

    happened: bool = False


@contextmanager
def noticed_interruption() -> Iterator[Interruption]:
    """Remember that Ctrl-C was pressed; the study keeps its finished replications and returns."""
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread():
        yield interruption
        return

    def notice(number: int, frame: FrameType | None) -> None:
        interruption.happened = True
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, notice)
    try:
        yield interruption
    finally:
        signal.signal(signal.SIGINT, before)
