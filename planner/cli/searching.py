"""Searches for staffings from the command line: where they run, what is seen of them, and Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from planner.cli.consoles import console
from planner.cli.simulating import RunSettings, chosen_pool
from planner.scenario import Scenario
from planner.staffing import Phase, Staffing, Workshop, cheapest_staffing, open_workshop
from planner.staffing.search import PROPOSALS
from planner.texts import _
from planner.units import MONTH, WEEK

if TYPE_CHECKING:
    from rich.console import Console

    from planner.staffing.search import Report


@contextmanager
def chosen_workshop(scenarios: list[Scenario], settings: RunSettings) -> Iterator[Workshop]:
    """What the searches of a command work with, on the cluster or the processes that the settings choose."""
    with chosen_pool(scenarios, settings) as pool, open_workshop(pool=pool) as workshop:
        yield workshop


def search(
    scenario: Scenario,
    workshop: Workshop,
    settings: RunSettings,
    *,
    stop: Callable[[], bool],
    own_shifts: bool = False,
    title: str = "",
    proposals: int = PROPOSALS,
) -> Staffing:
    """One search, with what is seen of it under a title (the scenario's name unless given)."""
    with shown_search(console(error=True), title or scenario.name, quiet=settings.quiet) as report:
        return cheapest_staffing(
            scenario,
            workshop,
            replications=settings.replications,
            seed=settings.seed,
            own_shifts=own_shifts,
            proposals=proposals,
            stop=stop,
            report=report,
        )


@contextmanager
def shown_search(console: Console, title: str, *, quiet: bool) -> Iterator[Report]:
    """Show how a search goes on: a line that changes on a terminal, one line elsewhere."""
    if quiet:
        yield lambda *_news: None
    elif console.is_terminal:
        with console.status(_("Searching people for {title} ...").format(title=title)) as status:
            yield _changing(status.update, title)
    else:
        text = _("Searching people for {title} ...").format(title=title)
        console.print(text, markup=False, highlight=False, soft_wrap=True)
        yield lambda *_news: None


def _changing(update: Callable[[str], None], title: str) -> Report:
    from rich.markup import escape

    begun = time.monotonic()
    phases = {
        Phase.LIMITS: _("can it be done at all"),
        Phase.START: _("formulas and programme"),
        Phase.CORRECT: _("corrections"),
        Phase.PRESENT: _("the plan's own people"),
        Phase.REMOVE: _("taking people away"),
        Phase.EXCHANGE: _("moving people"),
    }

    def report(phase: Phase, trials: int, left: int | None, cost: float | None) -> None:
        parts = [title, phases[phase], _("{trials} staffings simulated").format(trials=trials)]
        if cost is not None:
            parts.append(_("best {cost} a month").format(cost=f"{cost * MONTH / WEEK:,.0f}"))
        if left and trials:
            seconds = (time.monotonic() - begun) / trials * left
            parts.append(_("about {minutes} min left at most").format(minutes=max(1, round(seconds / 60))))
        update(escape(", ".join(parts)))

    return report
