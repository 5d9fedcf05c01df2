"""Many searches one after the other, for verbs that choose between staffed options: progress, and Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

from planner.cli.consoles import console
from planner.cli.progress import Interruption, shown_progress
from planner.cli.searching import search
from planner.cli.simulating import RunSettings
from planner.errors import PlannerError
from planner.staffing import Staffing, Workshop
from planner.staffing.search import PROPOSALS
from planner.study import run_study
from planner.texts import _

if TYPE_CHECKING:
    from planner.scenario import Scenario
    from planner.study import Study


def staffer(
    workshop: Workshop,
    settings: RunSettings,
    interruption: Interruption,
    total: int | None = None,
    *,
    own_shifts: bool = False,
    proposals: int = PROPOSALS,
) -> Callable[[Scenario], Staffing]:
    """What searches the people of one option of so many; after Ctrl-C, KeyboardInterrupt instead of half an answer."""
    numbers = count(1)

    def staff(scenario: Scenario) -> Staffing:
        _go_on(interruption)
        title = scenario.name
        if total is not None:
            title = _("{name} ({number} of {total})").format(name=title, number=next(numbers), total=total)
        try:
            found = search(
                scenario,
                workshop,
                settings,
                stop=lambda: interruption.happened,
                own_shifts=own_shifts,
                title=title,
                proposals=proposals,
            )
        except PlannerError:
            _go_on(interruption)
            raise
        _go_on(interruption)
        return found

    return staff


def runner(workshop: Workshop, settings: RunSettings, interruption: Interruption) -> Callable[[Scenario], Study]:
    """What simulates an option at which nobody is needed; KeyboardInterrupt after Ctrl-C."""

    def run(scenario: Scenario) -> Study:
        _go_on(interruption)
        with shown_progress(console(error=True), scenario.name, quiet=settings.quiet) as progress:
            study = run_study(
                scenario,
                replications=settings.replications,
                seed=settings.seed,
                pool=workshop.pool,
                progress=progress,
            )
        _go_on(interruption)
        return study

    return run


def _go_on(interruption: Interruption) -> None:
    if interruption.happened:
        raise KeyboardInterrupt


@contextmanager
def shown_estimates(total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Show how many of the estimates are done; what is yielded is called after each."""
    shown, numbers = console(error=True), count(1)
    text = _("Estimating {total} combinations ...").format(total=total)
    if quiet:
        yield lambda: None
    elif shown.is_terminal:
        with shown.status(text) as status:
            more = _("Estimating {total} combinations, {done} done ...")
            yield lambda: status.update(more.format(total=total, done=next(numbers)))
    else:
        shown.print(text, markup=False, highlight=False, soft_wrap=True)
        yield lambda: None
