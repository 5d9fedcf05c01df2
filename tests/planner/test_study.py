from __future__ import annotations

import math
import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import pytest

from planner import study as study_module
from planner.errors import PlannerError
from planner.pool import ForeignPool
from planner.study import BATCH, Study, run_study
from simulation.records import Records
from tests.planner.story import small_plan

ROOT = Path(__file__).parents[2]


def digits(study: Study) -> list[bytes]:
    return [
        column.tobytes()
        for records in study.records
        for table in records.tables().values()
        for column in table.columns().values()
    ]


def test_that_any_number_of_processes_gives_the_same_digits() -> None:
    alone = run_study(small_plan(), replications=4, workers=1)
    together = run_study(small_plan(), replications=4, workers=2)
    assert alone.numbers == together.numbers == (0, 1, 2, 3)
    assert digits(alone) == digits(together)
    assert multiprocessing.active_children() == []


def test_that_a_foreign_executor_gives_the_same_digits_and_stays_usable() -> None:
    alone = run_study(small_plan(), replications=3, workers=1)
    with ThreadPoolExecutor(2) as executor:
        assert digits(run_study(small_plan(), replications=3, pool=ForeignPool(executor))) == digits(alone)
        assert executor.submit(int, "7").result() == 7


def test_that_the_plan_says_how_often_and_with_which_seed() -> None:
    study = run_study(small_plan(), workers=1)
    assert (study.replications, study.seed) == (2, small_plan().run.seed)
    assert (study.stopped, study.precision_reached) == (False, None)


def test_that_another_seed_gives_other_customers() -> None:
    first, second = (run_study(small_plan(), replications=1, seed=seed, workers=1) for seed in (1, 2))
    assert digits(first) != digits(second)


def test_that_progress_counts_up_to_what_is_wanted() -> None:
    seen: list[tuple[int, int]] = []
    run_study(small_plan(), replications=3, workers=1, progress=lambda done, wanted: seen.append((done, wanted)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_that_stopping_keeps_what_is_finished() -> None:
    stop = threading.Event()
    study = run_study(
        small_plan(), replications=50, workers=1, stop=stop, progress=lambda done, _wanted: done == 2 and stop.set()
    )
    assert study.stopped
    assert study.numbers == (0, 1)


def test_that_stopping_ends_the_processes() -> None:
    done = 0

    def progress(finished: int, _wanted: int) -> None:
        nonlocal done
        done = finished

    study = run_study(small_plan(), replications=500, workers=2, stop=lambda: done >= 2, progress=progress)
    assert study.stopped
    assert 2 <= study.replications < 500
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_that_an_interrupt_keeps_what_is_finished(workers: int) -> None:
    def interrupt(done: int, _wanted: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    study = run_study(small_plan(), replications=500, workers=workers, progress=interrupt)
    assert study.stopped
    assert study.replications >= 2
    assert multiprocessing.active_children() == []


def test_that_a_run_stopped_before_its_first_replication_says_so() -> None:
    with pytest.raises(PlannerError, match="no result"):
        run_study(small_plan(), replications=3, workers=1, stop=lambda: True)


class _Failing(Executor):
    """An executor all of whose tasks fail alike."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def submit(self, *_args: object, **_kwargs: object) -> Future[Records]:  # type: ignore[override]
        future: Future[Records] = Future()
        future.set_exception(self._error)
        return future


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(BrokenProcessPool(), "fewer workers"), (OSError(28, "No space left on device"), "No space left.*Make room")],
)
def test_that_what_happens_to_a_process_is_told_in_one_sentence(error: Exception, sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        run_study(small_plan(), replications=3, pool=ForeignPool(_Failing(error)))


def test_that_a_programmers_mistake_surfaces_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        run_study(small_plan(), replications=3, pool=ForeignPool(_Failing(ZeroDivisionError())))


@pytest.mark.slow
def test_that_processes_that_die_at_their_start_end_the_run(tmp_path: Path) -> None:
    # Without the guard a spawned process runs the script again and dies; its inputs are larger than a pipe.
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from planner.errors import PlannerError\n"
        "from planner.study import run_study\n"
        "from tests.planner.story import small_plan\n"
        "try:\n"
        "    run_study(small_plan(cool_down='200 d'), replications=4, workers=2)\n"
        "except PlannerError as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "ended unexpectedly" in run.stdout


@pytest.mark.parametrize("wrong", [{"replications": 0}, {"precision": 0.0}, {"precision": math.nan}, {"workers": 0}])
def test_that_numbers_that_make_no_run_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(PlannerError):
        run_study(small_plan(), **wrong)  # type: ignore[arg-type]


def test_that_precision_adds_batches_until_it_is_reached() -> None:
    study = run_study(small_plan(), replications=2, precision=0.9, workers=1)
    assert study.precision_reached
    assert (study.replications - 2) % BATCH == 0


def test_that_precision_out_of_reach_ends_at_the_most_replications_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(study_module, "MOST_REPLICATIONS", 13)
    study = run_study(small_plan(), replications=2, precision=1e-6, workers=1)
    assert study.precision_reached is False
    assert study.replications == 13


def test_that_a_run_stopped_before_it_was_precise_says_so() -> None:
    stop = threading.Event()
    study = run_study(
        small_plan(),
        replications=2,
        precision=1e-6,
        workers=1,
        stop=stop,
        progress=lambda done, _wanted: done == 5 and stop.set(),
    )
    assert (study.stopped, study.precision_reached, study.replications) == (True, False, 5)
    with pytest.raises(PlannerError, match="no result"):
        run_study(small_plan(), precision=0.1, workers=1, stop=lambda: True)


def test_that_more_replications_leave_the_first_as_they_were() -> None:
    few, many = (run_study(small_plan(), replications=n, workers=1) for n in (1, 2))
    assert np.array_equal(few.records[0].tickets.arrival, many.records[0].tickets.arrival)
