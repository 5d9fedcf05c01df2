"""Running scenarios from the command line: where they run, progress, Ctrl-C, and what is kept after it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from planner.cli.consoles import console
from planner.cli.progress import noticed_interruption, shown_progress
from planner.cluster import cluster_pool
from planner.errors import PlannerError
from planner.pool import Pool, open_pool
from planner.scenario import Scenario
from planner.studies import Crowding, crowding
from planner.study import BATCH, Study, run_study
from planner.texts import _


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What steers a run; None stands for the plan's own, and for this computer with all its cores."""

    replications: int | None = None
    seed: int | None = None
    precision: float | None = None
    workers: int | None = None
    quiet: bool = False
    cluster: str | None = None

    def __post_init__(self) -> None:
        if self.cluster is not None and self.workers is not None:
            raise PlannerError(
                _("Give either --workers or --cluster, not both: a cluster has as many workers as were started for it.")
            )


def chosen_pool(scenarios: Sequence[Scenario], settings: RunSettings) -> AbstractContextManager[Pool]:
    """Where a command runs its scenarios, opened once for all of them: the cluster, or processes of this computer."""
    if settings.cluster is not None:
        return cluster_pool(settings.cluster)
    return open_pool(settings.workers, max((_tasks(scenario, settings) for scenario in scenarios), default=1))


def _tasks(scenario: Scenario, settings: RunSettings) -> int:
    """How many replications a scenario can have under way at a time."""
    wanted = settings.replications or scenario.run.replications
    precise = settings.precision is not None or scenario.run.precision is not None
    return max(wanted, BATCH) if precise else wanted


def simulate(
    scenarios: Sequence[Scenario], settings: RunSettings, pool: Pool | None = None
) -> tuple[list[Study], bool]:
    """The studies that finished, the last one perhaps in part, and whether Ctrl-C was pressed.

    They run in the given pool, else in one of their own that the settings choose.
    """
    studies: list[Study] = []
    with noticed_interruption() as interruption:
        try:
            with _given_or_chosen(pool, scenarios, settings) as place:
                for scenario in scenarios:
                    studies.append(_study(scenario, settings, place))
                    if studies[-1].stopped:
                        break
        except (KeyboardInterrupt, PlannerError):
            # without a finished replication there is nothing to keep
            if not interruption.happened:
                raise
    return studies, interruption.happened


def find_crowding(studies: Sequence[Study], settings: RunSettings, pool: Pool | None = None) -> dict[str, Crowding]:
    """Who crowds out whom in each study's scenario, by its name; without those that Ctrl-C kept from being finished."""
    found: dict[str, Crowding] = {}
    with noticed_interruption() as interruption:
        try:
            with _given_or_chosen(pool, [study.scenario for study in studies], settings) as place:
                for study in studies:
                    found[study.scenario.name] = crowding(study, lambda each: _whole(_study(each, settings, place)))
        except (KeyboardInterrupt, PlannerError):
            if not interruption.happened:
                raise
    return found


def _given_or_chosen(
    pool: Pool | None, scenarios: Sequence[Scenario], settings: RunSettings
) -> AbstractContextManager[Pool]:
    return chosen_pool(scenarios, settings) if pool is None else nullcontext(pool)


def _whole(study: Study) -> Study:
    if study.stopped:
        raise KeyboardInterrupt
    return study


def _study(scenario: Scenario, settings: RunSettings, pool: Pool) -> Study:
    with shown_progress(console(error=True), scenario.name, quiet=settings.quiet) as progress:
        return run_study(
            scenario,
            replications=settings.replications,
            seed=settings.seed,
            precision=settings.precision,
            pool=pool,
            progress=progress,
        )
