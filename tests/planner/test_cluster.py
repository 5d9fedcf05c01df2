"""Runs on a Dask cluster: the same digits as here, what is refused, and how a run ends whose cluster ends before it."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import KilledWorker, LocalCluster
from distributed.versions import get_package_info

from planner import cluster as cluster_module
from planner.cli import main
from planner.cluster import COMPARED, LIBRARY, OURS, ClusterPool, cluster_pool
from planner.errors import PlannerError
from planner.study import Study, run_study
from planner.version import __version__
from simulation.records import Records
from tests.planner.story import PLAN, small_plan

pytestmark = pytest.mark.slow

LOST = "dropped the run"


@contextmanager
def local_cluster(workers: int, *, processes: bool) -> Iterator[LocalCluster]:
    options = {"threads_per_worker": 1, "dashboard_address": ":0", "protocol": "tcp://", "memory_limit": 0}
    with LocalCluster(n_workers=workers, processes=processes, **options) as cluster:
        yield cluster


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    """A scheduler and a worker that are threads of this process."""
    with local_cluster(1, processes=False) as local:
        yield local


@pytest.fixture(scope="module")
def processes() -> Iterator[LocalCluster]:
    """A scheduler with two workers that are processes."""
    with local_cluster(2, processes=True) as local:
        yield local


@pytest.fixture
def unheard() -> Iterator[None]:
    """Keep the library's lines about replications that are cancelled, and clusters that end, from failing a test."""
    loggers = [logging.getLogger(name) for name in (LIBRARY, f"{LIBRARY}.client")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    yield
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def digits(study: Study) -> list[bytes]:
    tables = [table for records in study.records for table in records.tables().values()]
    return [column.tobytes() for table in tables for column in table.columns().values()]


def until(condition: Callable[[], object], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def test_that_a_cluster_gives_the_same_digits_and_serves_several_studies(cluster: LocalCluster) -> None:
    with cluster_pool(cluster.scheduler_address) as pool:
        there = [run_study(small_plan(), replications=3, seed=seed, pool=pool) for seed in (1, 2)]
    assert [digits(study) for study in there] == [
        digits(run_study(small_plan(), replications=3, seed=seed, workers=1)) for seed in (1, 2)
    ]


def test_that_a_plan_with_ranges_sends_each_replication_its_own_values(cluster: LocalCluster) -> None:
    late = "[teams.First.shifts.late]\ndays = 'mon-fri'\nspan = '12:00-16:00'\n"
    plan = small_plan(f"\n{late}agents = {{ low = 1, likely = 2, high = 4 }}\n")
    with cluster_pool(cluster.scheduler_address) as pool:
        there = run_study(plan, replications=4, pool=pool)
    assert there.frames[0].inputs is not there.frames[1].inputs
    assert digits(there) == digits(run_study(plan, replications=4, workers=1))


def test_that_a_large_scenario_is_sent_without_a_warning(cluster: LocalCluster) -> None:
    large = b"x" * 11_000_000
    with cluster_pool(cluster.scheduler_address) as pool:
        assert isinstance(pool, ClusterPool)
        assert pool._send(large).result().args == (large,)  # type: ignore[arg-type]


def test_that_stopping_keeps_what_is_finished_and_leaves_nothing_on_the_cluster(
    cluster: LocalCluster, unheard: None
) -> None:
    seen = 0

    def progress(done: int, _wanted: int) -> None:
        nonlocal seen
        seen = done

    with cluster_pool(cluster.scheduler_address) as pool:
        study = run_study(small_plan(), replications=500, pool=pool, stop=lambda: seen >= 2, progress=progress)
        assert study.stopped
        assert 2 <= study.replications < 500
        assert until(lambda: len(cluster.scheduler.tasks) <= 1)  # the scenario stays for a next study
    assert until(lambda: not cluster.scheduler.tasks)
    assert until(lambda: set(cluster.scheduler.clients) == {"fire-and-forget"})


def test_that_an_interrupt_keeps_what_is_finished(cluster: LocalCluster, unheard: None) -> None:
    def interrupt(done: int, _wanted: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with cluster_pool(cluster.scheduler_address) as pool:
        study = run_study(small_plan(), replications=500, pool=pool, progress=interrupt)
    assert study.stopped
    assert study.replications == 2


def test_that_a_cluster_without_workers_is_refused() -> None:
    with (
        local_cluster(0, processes=False) as empty,
        pytest.raises(PlannerError, match="has no workers"),
        ExitStack() as stack,
    ):
        stack.enter_context(cluster_pool(empty.scheduler_address))


def test_that_another_version_of_the_program_is_refused(cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "__version__", "99.0")
    with (
        pytest.raises(PlannerError, match=rf"worker tcp.* has support-planner {__version__}, here .* 99\.0"),
        ExitStack() as stack,
    ):
        stack.enter_context(cluster_pool(cluster.scheduler_address))


def there(**changes: str | None) -> dict[str, Any]:
    """What a worker tells about its packages."""
    names = {"planner": OURS, **{name: name for name in changes if name != "planner"}}
    return {"packages": {**get_package_info(COMPARED), **{names[name]: changes[name] for name in changes}}}


@pytest.mark.parametrize(
    ("worker", "sentence"),
    [
        (there(python="3.9.1.final.0"), "has Python 3.9, here"),
        (there(numpy="1.0", scipy=None), "has numpy 1.0, no scipy, here there is numpy .*, scipy "),
        (there(simpy="4.0"), "simpy 4.0"),
        (there(distributed="2000.1"), "distributed 2000.1"),
        (there(planner=None), "not installed on the worker tcp://w:1"),
    ],
)
def test_that_a_worker_whose_digits_could_differ_is_refused(worker: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        cluster_module._require_same("tcp://s:1", there(), {"tcp://w:0": there(), "tcp://w:1": worker})


def test_that_a_scheduler_needs_the_library_in_the_same_version_and_nothing_else() -> None:
    bare = there(planner=None, numpy=None, scipy=None, simpy=None, python="3.13.0.final.0")
    cluster_module._require_same("tcp://s:1", bare, {"tcp://w:1": there()})
    with pytest.raises(PlannerError, match=r"its scheduler has distributed 2000\.1"):
        cluster_module._require_same("tcp://s:1", there(distributed="2000.1"), {"tcp://w:1": there()})


@pytest.mark.parametrize(
    "address", ["nonsense", "", "http://127.0.0.1:1", "tcp://127.0.0.1:x", "127.0.0.1:{closed}", "127.0.0.1:{mute}"]
)
def test_that_an_address_without_a_scheduler_is_refused_in_time(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_ANSWER_WITHIN", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as mute, socket.create_server(("127.0.0.1", 0)) as closed:
        ports = {"mute": mute.getsockname()[1], "closed": closed.getsockname()[1]}
        closed.close()
        begin = time.monotonic()
        with pytest.raises(PlannerError, match="No Dask scheduler"), ExitStack() as stack:
            stack.enter_context(cluster_pool(address.format(**ports)))
    assert time.monotonic() - begin < 5


def test_that_the_address_of_a_worker_is_no_scheduler_s(cluster: LocalCluster) -> None:
    (worker,) = cluster.scheduler.workers
    with pytest.raises(PlannerError, match="that is a worker"), ExitStack() as stack:
        stack.enter_context(cluster_pool(worker))


def test_that_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, LIBRARY, None)
    assert main(["run", "--example", "two-tiers", "--cluster", "tcp://127.0.0.1:1"]) == 2
    shown = capsys.readouterr().err
    assert "pip install distributed==" in shown
    assert shown.count("\n") == 1


@pytest.mark.parametrize("verb", ["run", "compare"])
def test_that_workers_and_a_cluster_exclude_each_other(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--example", "crowding-out", "--workers", "2", "--cluster", "tcp://127.0.0.1:1"]) == 2
    shown = capsys.readouterr().err
    assert "--workers or --cluster, not both" in shown
    assert shown.count("\n") == 1


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], ClusterPool]:
    """Makes a pool all of whose replications fail alike."""

    def make(error: BaseException) -> ClusterPool:
        fetched: Future[Records] = Future()
        fetched.set_exception(error)
        monkeypatch.setattr(cluster_module, "_fetched", lambda _client, _distant: fetched)
        return ClusterPool(
            SimpleNamespace(status="running", submit=lambda *_words, **_options: None, cancel=list), "tcp://s:1", 1
        )

    return make


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (KilledWorker("task", SimpleNamespace(address="tcp://w:1"), 3), "again and again.*want of memory"),
        (CancelledError(), LOST),
        (OSError("connection closed"), LOST),
    ],
)
def test_that_what_happens_to_a_cluster_is_told_in_one_sentence(
    error: BaseException, sentence: str, failing: Callable[[BaseException], ClusterPool]
) -> None:
    with pytest.raises(PlannerError, match=sentence):
        run_study(small_plan(), replications=3, pool=failing(error))


def test_that_a_programmers_mistake_surfaces_as_it_is(failing: Callable[[BaseException], ClusterPool]) -> None:
    with pytest.raises(ZeroDivisionError):
        run_study(small_plan(), replications=3, pool=failing(ZeroDivisionError()))


def test_that_a_large_cluster_has_two_replications_for_each_thread() -> None:
    assert [ClusterPool(None, "tcp://s:1", threads).ahead for threads in (1, 500)] == [64, 1000]


def test_that_a_scheduler_that_goes_away_ends_the_run_with_a_sentence(unheard: None) -> None:
    with local_cluster(1, processes=False) as cluster, cluster_pool(cluster.scheduler_address) as pool:
        with pytest.raises(PlannerError, match=LOST):
            run_study(small_plan(), replications=500, pool=pool, progress=lambda done, _: done == 2 and cluster.close())
        with pytest.raises(PlannerError, match=LOST):
            run_study(small_plan(), replications=2, pool=pool)


def test_that_a_cluster_whose_last_worker_goes_away_ends_the_run_with_a_sentence(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch, unheard: None
) -> None:
    monkeypatch.setattr(cluster_module, "_LOOK_EVERY", 0.05)
    monkeypatch.setattr(cluster_module, "_PATIENCE", 0.2)
    with cluster_pool(cluster.scheduler_address) as pool:
        with pytest.raises(PlannerError, match="no worker"):
            run_study(
                small_plan(), replications=500, pool=pool, progress=lambda done, _: done == 2 and cluster.scale(0)
            )
        with pytest.raises(PlannerError, match="no worker"):
            run_study(small_plan(), replications=2, pool=pool)


def test_that_a_worker_with_another_version_that_joins_later_ends_the_run(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch, unheard: None
) -> None:
    def join(done: int, _wanted: int) -> None:
        if done == 2:
            monkeypatch.setattr(cluster_module, "__version__", "99.0")
            cluster.scale(2)

    monkeypatch.setattr(cluster_module, "_LOOK_EVERY", 0.05)
    with (
        cluster_pool(cluster.scheduler_address) as pool,
        pytest.raises(PlannerError, match="Install the same versions"),
    ):
        run_study(small_plan(), replications=5000, pool=pool, progress=join)


def test_that_worker_processes_give_the_same_answer_and_load_the_engine_alone(
    processes: LocalCluster, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN + '\n[scenarios."One more"]\nteams.First.shifts.day.agents = 3\n', encoding="utf-8")
    answers = []
    for place in (["--workers", "1"], ["--cluster", processes.scheduler_address]):
        for words in (["run", "--crowding"], ["compare"]):
            target = tmp_path / "answer.json"
            assert main([*words, str(plan), "--replications", "4", "--quiet", "--json", str(target), *place]) == 0
            answers.append(json.loads(target.read_text(encoding="utf-8")))
    assert answers[:2] == answers[2:]
    with processes.get_client() as client:
        loaded = client.run(lambda: [*__import__("sys").modules])
    assert len(loaded) == 2
    for modules in loaded.values():
        assert "simulation.replication" in modules
        assert {"pandas", "pydantic", "tomlkit", "typer", "rich", "planner", "PySide6"}.isdisjoint(modules)


@pytest.mark.skipif(os.name == "nt", reason="the signal is one of Unix")
def test_that_a_worker_that_dies_costs_nothing_where_it_is_started_again(
    processes: LocalCluster, unheard: None
) -> None:
    def kill(done: int, _wanted: int) -> None:
        if done == 2:
            os.kill(next(iter(processes.workers.values())).pid, signal.SIGKILL)

    with cluster_pool(processes.scheduler_address) as pool:
        study = run_study(small_plan(), replications=40, pool=pool, progress=kill)
    assert digits(study) == digits(run_study(small_plan(), replications=40, workers=1))


def test_that_the_library_is_loaded_for_a_cluster_alone() -> None:
    code = "import planner.cli.simulating, sys; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0
