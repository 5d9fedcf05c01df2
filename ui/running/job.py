"""One run: the scenarios of a plan simulated in growing batches and measured on the way, in the background thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING, Any

from planner.errors import PlanError, PlannerError
from planner.texts import _
from ui.running.answer import Answer, Progress
from ui.running.stages import stages
from ui.running.warm_pool import PoolClosedError, WarmPool

if TYPE_CHECKING:
    from planner.scenario import Plan, Scenario
    from planner.study import Study

_LOG = logging.getLogger(__name__)
_BASE = "Base"
_PARTIAL_PAUSE = 1.0  # seconds between two partial answers, at least
# Measuring a partial answer takes at most about this part of the time.
_MEASURING_SHARE = 0.5
_PROGRESS_PAUSE = 0.05
# Keys of a scenario on which no replication depends.
_ABOUT = ("name", "note")
_ABOUT_RUN = ("replications", "precision", "confidence", "max_occupancy")


@dataclass(frozen=True)
class Started:
    """A scenario's turn has come."""

    scenario: str


@dataclass(frozen=True)
class Failed:
    """Why there will be no answer, in a sentence."""

    sentence: str


@dataclass(frozen=True)
class Ended:
    """Nothing more will be told."""


Message = Started | Progress | Answer | Failed | Ended
Tell = Callable[[Message], None]


class Job:
    """A run that was asked for; ``finished`` are the last studies by scenario, of this and of former runs."""

    def __init__(
        self, plan: Plan, names: Sequence[str], pool: WarmPool, finished: dict[str, Study], tell: Tell
    ) -> None:
        self.plan = plan
        self.stop = Event()
        self._names = names
        self._pool = pool
        self._finished = finished
        self._tell = tell
        self._meter = _Meter(0, tell)
        self._measured = -1.0e9
        self._measuring = 0.0

    def run(self) -> None:
        """Run it to the end or until it is stopped; every failure is told in one sentence."""
        try:
            scenarios = [self.plan.scenario(name) for name in self._names]
            self._meter = _Meter(sum(scenario.run.replications for scenario in scenarios), self._tell)
            for scenario in scenarios:
                if self.stop.is_set():
                    break
                self._tell(Started(scenario.name))
                self._run_scenario(scenario)
        except PoolClosedError:
            pass
        except PlannerError as error:
            if not self.stop.is_set():  # stopped before anything had finished is no failure
                self._tell(Failed(sentence_of(error)))
        except Exception:  # noqa: BLE001  # the thread must go on, and the user must hear of it
            _LOG.exception("a run failed")
            self._tell(Failed(_("The run failed because of a mistake in the program; the log says more.")))
        self._tell(Ended())

    def _run_scenario(self, scenario: Scenario) -> None:
        study = self._known(scenario)
        latest: Answer | None = None
        wanted = scenario.run.replications
        following = iter(stages(wanted, study.replications if study else 0))
        stage: int | None = next(following)
        while stage is not None:
            study = self._simulate(scenario, stage, study)
            if study.stopped:
                break
            stage = self._next_stage(scenario, study, next(following, None))
            if stage is not None and self._may_measure():
                latest = self._measure(study, complete=False)
            if stage is not None and self.stop.is_set():
                # stopped while the processes had nothing to do: they stay for the next run
                study = replace(study, stopped=True)
                break
        assert study is not None
        self._meter.leave(study.replications)
        self._finished[scenario.name] = study
        if not study.stopped:
            self._measure(_judged(study), complete=True)
        elif latest is not None and latest.replications == study.replications:
            self._tell(replace(latest, stopped=True, section=replace(latest.section, stopped=True)))
        else:
            self._measure(study, complete=False)

    def _simulate(self, scenario: Scenario, replications: int, known: Study | None) -> Study:
        from planner.study import run_study

        plain = _without_precision(scenario)
        self._meter.expect(replications)
        with self._pool.lent() as pool:
            study = run_study(
                plain, replications=replications, known=known, pool=pool, progress=self._meter.report, stop=self.stop
            )
        if study.stopped:
            # they are still at work on what was begun ahead
            self._pool.end_processes()
        return replace(study, scenario=scenario)

    def _next_stage(self, scenario: Scenario, study: Study, following: int | None) -> int | None:
        """How many replications come next; None when there are enough."""
        width = scenario.run.precision
        if following is not None or width is None:
            return following
        from planner.study import BATCH, MOST_REPLICATIONS

        done = study.replications
        if done < BATCH:
            return BATCH
        if done >= MOST_REPLICATIONS or _relative_width(study) <= width:
            return None
        return min(done + BATCH, MOST_REPLICATIONS)

    def _may_measure(self) -> bool:
        pause = max(_PARTIAL_PAUSE, self._measuring / _MEASURING_SHARE)
        return not self.stop.is_set() and time.monotonic() - self._measured >= pause

    def _measure(self, study: Study, *, complete: bool) -> Answer:
        from ui.running.measuring import answer_of

        begin = time.monotonic()
        answer = answer_of(self.plan, study, self._base_of(study), complete=complete)
        self._measured = time.monotonic()
        self._measuring = self._measured - begin
        self._tell(answer)
        return answer

    def _base_of(self, study: Study) -> Study | None:
        """A study of the base of this plan, if one was run, for a scenario that is not the base."""
        found = self._finished.get(_BASE)
        if study.scenario.name == _BASE or found is None:
            return None
        return found if _says_the_same(found.scenario, self.plan.scenario(_BASE)) else None

    def _known(self, scenario: Scenario) -> Study | None:
        """Replications of a former run that would come out the same, at most as many as are wanted now."""
        study = self._finished.get(scenario.name)
        if study is None or not _says_the_same(study.scenario, scenario):
            return None
        kept = [row for row, number in enumerate(study.numbers) if number < scenario.run.replications]
        if not kept:
            return None
        return replace(
            study,
            records=tuple(study.records[row] for row in kept),
            frames=tuple(study.frames[row] for row in kept),
            numbers=tuple(study.numbers[row] for row in kept),
            stopped=False,
        )


class _Meter:
    """Counts replications over all scenarios of a run and guesses how long the rest takes."""

    def __init__(self, wanted: int, tell: Tell) -> None:
        self._wanted = wanted
        self._tell = tell
        self._before = 0  # of the scenarios that are done
        self._first: int | None = None
        self._begin = time.monotonic()
        self._told = -1.0

    def expect(self, stage: int) -> None:
        """More may be wanted than the plan says, for the sake of precision."""
        self._wanted = max(self._wanted, self._before + stage)

    def report(self, finished: int, _wanted: int) -> None:
        """Tell how far it is, not too often."""
        now = time.monotonic()
        done = self._before + finished
        if self._first is None:
            self._first = done
        if now - self._told < _PROGRESS_PAUSE and done < self._wanted:
            return
        self._told = now
        new = done - self._first
        left = (now - self._begin) / new * (self._wanted - done) if new else None
        self._tell(Progress(done, self._wanted, left))

    def leave(self, finished: int) -> None:
        """A scenario is done."""
        self._before += finished


def sentence_of(error: PlannerError) -> str:
    """What went wrong as one line: of several problems of a plan the first, and how many more there are."""
    if isinstance(error, PlanError) and len(error.problems) > 1:
        more = len(error.problems) - 1
        return _("{problem} (and {count} more problems)").format(problem=error.problems[0], count=more)
    return " ".join(str(error).split())


def _says_the_same(one: Scenario, other: Scenario) -> bool:
    """Whether replications of two scenarios are the same."""
    return one.run.seed == other.run.seed and _essence(one.data) == _essence(other.data)


def _essence(data: Mapping[str, Any]) -> dict[str, Any]:
    run = {key: value for key, value in data.get("run", {}).items() if key not in _ABOUT_RUN}
    return {**{key: value for key, value in data.items() if key not in _ABOUT}, "run": run}


def _without_precision(scenario: Scenario) -> Scenario:
    """The scenario for ``run_study``, which would go on by itself until a wanted precision is reached."""
    if scenario.run.precision is None:
        return scenario
    run = {key: value for key, value in scenario.data["run"].items() if key != "precision"}
    return scenario.with_data({**scenario.data, "run": run})


def _relative_width(study: Study) -> float:
    from planner.facts.headlines import Headlines

    headlines = Headlines(study.scenario.run.confidence)
    for frame, records in zip(study.frames, study.records, strict=True):
        headlines.add(frame, records)
    return headlines.relative_half_width()


def _judged(study: Study) -> Study:
    """The study with a word on whether the wanted precision was reached."""
    width = study.scenario.run.precision
    return study if width is None else replace(study, precision_reached=_relative_width(study) <= width)
