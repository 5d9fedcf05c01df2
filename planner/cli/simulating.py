"""Running scenarios from the command line: progress, Ctrl-C, and what is kept after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.cli.consoles import console
from planner.cli.progress import noticed_interruption, shown_progress
from planner.errors import PlannerError
from planner.scenario import Scenario
from planner.studies import Crowding, crowding
from planner.study import Study, run_study


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What steers a run; None stands for the plan's own."""

    replications: int | None = None
    seed: int | None = None
    precision: float | None = None
    workers: int | None = None
    quiet: bool = False


def simulate(scenarios: Sequence[Scenario], settings: RunSettings) -> tuple[list[Study], bool]:
    """The studies that finished, the last one perhaps in part, and whether Ctrl-C was pressed."""
    studies: list[Study] = []
    with noticed_interruption() as interruption:
        try:
            for scenario in scenarios:
                studies.append(_study(scenario, settings))
                if studies[-1].stopped:
                    break
        except (KeyboardInterrupt, PlannerError):
            # without a finished replication there is nothing to keep
            if not interruption.happened:
                raise
    return studies, interruption.happened


def find_crowding(studies: Sequence[Study], settings: RunSettings) -> dict[str, Crowding]:
    """Who crowds out whom in each study's scenario, by its name; without those that Ctrl-C kept from being finished."""
    found: dict[str, Crowding] = {}
    with noticed_interruption() as interruption:
        try:
            for study in studies:
                found[study.scenario.name] = crowding(study, lambda each: _whole(_study(each, settings)))
        except (KeyboardInterrupt, PlannerError):
            if not interruption.happened:
                raise
    return found


def _whole(study: Study) -> Study:
    if study.stopped:
        raise KeyboardInterrupt
    return study


def _study(scenario: Scenario, settings: RunSettings) -> Study:
    with shown_progress(console(error=True), scenario.name, quiet=settings.quiet) as progress:
        return run_study(
            scenario,
            replications=settings.replications,
            seed=settings.seed,
            precision=settings.precision,
            workers=settings.workers,
            progress=progress,
        )
