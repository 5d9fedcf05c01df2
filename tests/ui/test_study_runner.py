"""The runner: partial answers first, stopping keeps what finished, everything slow happens elsewhere."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from pytestqt.qtbot import QtBot
from some_answers import long_plan, tiny_plan

from planner.errors import PlanError, PlannerError, Problem
from planner.reporting import build_report
from planner.study import run_study
from ui.running.answer import Answer, Progress
from ui.running.job import sentence_of
from ui.running.stages import stages
from ui.running.study_runner import StudyRunner
from ui.running.warm_pool import WarmPool
from ui.running.warming import warm_up

PATIENCE = 60_000  # milliseconds; only a broken runner takes so long


@pytest.fixture
def runner(qapp: object) -> Iterator[StudyRunner]:
    made = StudyRunner(workers=2)
    yield made
    made.close()


def children() -> set[int | None]:
    return {process.pid for process in multiprocessing.active_children()}


def test_that_stages_grow_and_end_with_what_is_wanted() -> None:
    assert stages(20) == (2, 5, 10, 20)
    assert stages(1) == (1,)
    assert stages(60, known=7) == (10, 20, 50, 60)
    assert stages(20, known=20) == (20,)


@pytest.mark.slow
def test_that_a_run_tells_of_its_beginning_its_progress_and_its_end(qtbot: QtBot, runner: StudyRunner) -> None:
    started: list[str] = []
    told: list[Progress] = []
    runner.started.connect(started.append)
    runner.progressed.connect(told.append)
    with qtbot.waitSignal(runner.ended, timeout=PATIENCE):
        runner.run(tiny_plan(), ["Base", "Late shift"])
        assert runner.is_running
    assert not runner.is_running
    assert started == ["Base", "Late shift"]
    assert (told[-1].done, told[-1].wanted) == (8, 8)
    assert [each.done for each in told] == sorted(each.done for each in told)


def test_that_a_run_says_at_once_that_it_has_begun_and_can_be_stopped(qtbot: QtBot, runner: StudyRunner) -> None:
    said: list[str] = []
    runner.begun.connect(lambda: said.append(f"begun, running {runner.is_running}"))
    runner.ended.connect(lambda: said.append(f"ended, running {runner.is_running}"))
    runner.run(tiny_plan(), ["Base"])
    runner.stop()
    assert said == ["begun, running True", "ended, running False"]


def test_that_warming_up_gives_way_to_a_run(qtbot: QtBot, runner: StudyRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    import ui.running.warming

    is_warming, was_stopped = threading.Event(), threading.Event()

    def slow(_pool: object, stop: threading.Event) -> None:
        is_warming.set()
        if stop.wait(10):
            was_stopped.set()

    monkeypatch.setattr(ui.running.warming, "warm_up", slow)
    runner.warm()
    assert is_warming.wait(10)
    with qtbot.waitSignals([runner.warmed, runner.started], timeout=PATIENCE):
        runner.run(tiny_plan(), ["Base"])
    assert was_stopped.is_set()


def test_that_a_warm_up_that_is_stopped_leaves_the_processes_to_the_run_that_waits(qapp: object) -> None:
    pool = WarmPool(1)
    with pool.lent() as before:
        pass
    warm_up(pool, StopAfterTheFirstLook())
    with pool.lent() as after:
        assert after is before
    pool.close()


class StopAfterTheFirstLook(threading.Event):
    """Says that it is set from the second time on that it is asked."""

    def is_set(self) -> bool:
        was_asked = super().is_set()
        self.set()
        return was_asked


@pytest.mark.slow
def test_that_nothing_of_former_runs_is_kept_when_another_plan_is_opened(qtbot: QtBot, runner: StudyRunner) -> None:
    records = []
    for _turn in range(2):
        with qtbot.waitSignal(runner.answered, timeout=PATIENCE, check_params_cb=lambda each: each.complete) as caught:
            runner.run(tiny_plan(), ["Base"])
        assert caught.args is not None
        records.append(caught.args[0].study.records[0])
        runner.forget()
    assert records[0] is not records[1]


@pytest.mark.slow
def test_that_partial_answers_come_before_the_complete_one_and_rest_on_fewer_replications(
    qtbot: QtBot, runner: StudyRunner
) -> None:
    answers: list[Answer] = []
    runner.answered.connect(answers.append)
    with qtbot.waitSignal(runner.ended, timeout=PATIENCE):
        runner.run(tiny_plan(8), ["Base"])
    assert len(answers) >= 2
    assert [answer.complete for answer in answers] == [False] * (len(answers) - 1) + [True]
    assert answers[0].replications < answers[-1].replications == 8


def test_that_the_answer_is_that_of_the_command_line(qtbot: QtBot, runner: StudyRunner) -> None:
    plan = tiny_plan()
    with qtbot.waitSignal(runner.answered, timeout=PATIENCE, check_params_cb=lambda answer: answer.complete) as caught:
        runner.run(plan, ["Base"])
    expected = build_report(plan, [run_study(plan.scenario(), workers=1)]).sections[0]
    assert caught.args is not None
    section = caught.args[0].section
    assert section.tables == expected.tables
    assert section.metrics == expected.metrics
    assert section.answers == expected.answers


@pytest.mark.slow
def test_that_a_wanted_precision_adds_as_many_replications_as_the_command_line_does(
    qtbot: QtBot, runner: StudyRunner
) -> None:
    plan = tiny_plan(10, precision=0.4)
    expected = run_study(plan.scenario(), workers=1)
    with qtbot.waitSignal(runner.answered, timeout=PATIENCE, check_params_cb=lambda answer: answer.complete) as caught:
        runner.run(plan, ["Base"])
    assert caught.args is not None
    assert caught.args[0].replications == expected.replications
    assert caught.args[0].study.precision_reached is expected.precision_reached


@pytest.mark.slow
def test_that_stopping_keeps_what_has_finished_and_ends_the_processes(qtbot: QtBot, runner: StudyRunner) -> None:
    before = children()
    with qtbot.waitSignal(runner.progressed, timeout=PATIENCE, check_params_cb=lambda progress: progress.done >= 6):
        runner.run(long_plan(), ["Base"])
    at_work = children() - before
    assert at_work
    answers: list[Answer] = []
    runner.answered.connect(answers.append)
    with qtbot.waitSignal(runner.ended, timeout=PATIENCE):
        runner.stop()
    assert not runner.is_running
    qtbot.waitUntil(lambda: any(answer.stopped for answer in answers), timeout=PATIENCE)
    assert answers[-1].replications >= 6
    assert not answers[-1].complete
    assert answers[-1].section.stopped
    assert not at_work & children()


@pytest.mark.slow
def test_that_a_run_after_a_stopped_one_takes_over_its_replications(qtbot: QtBot, runner: StudyRunner) -> None:
    with qtbot.waitSignal(runner.progressed, timeout=PATIENCE, check_params_cb=lambda progress: progress.done >= 2):
        runner.run(long_plan(), ["Base"])
    with qtbot.waitSignal(runner.answered, timeout=PATIENCE, check_params_cb=lambda answer: answer.stopped) as stopped:
        runner.stop()
    assert stopped.args is not None
    records = stopped.args[0].study.records[0]
    with qtbot.waitSignal(runner.answered, timeout=PATIENCE, check_params_cb=lambda answer: answer.complete) as caught:
        runner.run(long_plan(2), ["Base"])
    assert caught.args is not None
    assert any(each is records for each in caught.args[0].study.records)


@pytest.mark.slow
def test_that_closing_ends_all_processes_even_in_the_middle_of_a_run(qtbot: QtBot, runner: StudyRunner) -> None:
    before = children()
    with qtbot.waitSignal(runner.progressed, timeout=PATIENCE, check_params_cb=lambda progress: progress.done >= 1):
        runner.run(long_plan(), ["Base"])
    runner.close()
    assert not children() - before
    runner.run(tiny_plan(), ["Base"])
    assert not runner.is_running


@pytest.mark.slow
def test_that_warm_processes_serve_the_runs_that_follow(qtbot: QtBot, runner: StudyRunner) -> None:
    before = children()
    runner.warm()
    with qtbot.waitSignal(runner.ended, timeout=PATIENCE):
        runner.run(tiny_plan(), ["Base"])
    first = children() - before
    with qtbot.waitSignal(runner.ended, timeout=PATIENCE):
        runner.run(tiny_plan(seed=4), ["Base"])
    assert first
    assert children() - before == first


@pytest.mark.slow
def test_that_a_scenario_is_compared_with_the_base_of_the_same_run(qtbot: QtBot, runner: StudyRunner) -> None:
    answers: list[Answer] = []
    runner.answered.connect(answers.append)
    with qtbot.waitSignal(runner.ended, timeout=PATIENCE):
        runner.run(tiny_plan(), ["Base", "Late shift"])
    latest = {answer.scenario.name: answer for answer in answers}
    assert latest["Base"].comparison is None
    comparison = latest["Late shift"].comparison
    assert comparison is not None
    assert comparison.baseline == "Base"
    assert comparison.replications == 4


@pytest.mark.slow
def test_that_nothing_is_simulated_or_measured_in_the_thread_of_the_window(
    qtbot: QtBot, runner: StudyRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    import planner.study
    import ui.running.measuring

    threads: dict[str, set[threading.Thread]] = {}

    def spy(module: Any, name: str) -> None:
        original = getattr(module, name)

        def watched(*words: Any, **named: Any) -> Any:
            threads.setdefault(name, set()).add(threading.current_thread())
            return original(*words, **named)

        monkeypatch.setattr(module, name, watched)

    spy(planner.study, "run_study")
    spy(planner.study, "compile_inputs")
    spy(ui.running.measuring, "Measurement")
    spy(ui.running.measuring, "report_of")
    spy(ui.running.measuring, "compare")
    heard: set[threading.Thread] = set()
    runner.answered.connect(lambda _answer: heard.add(threading.current_thread()))
    with qtbot.waitSignal(runner.ended, timeout=PATIENCE):
        runner.run(tiny_plan(), ["Base", "Late shift"])
    assert set(threads) == {"run_study", "compile_inputs", "Measurement", "report_of", "compare"}
    slow = set().union(*threads.values())
    assert len(slow) == 1
    assert threading.main_thread() not in slow
    assert heard == {threading.main_thread()}


@pytest.mark.slow
def test_that_a_failure_is_one_sentence_and_the_next_run_works(
    qtbot: QtBot, runner: StudyRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    import planner.study

    def broken(*_words: Any, **_named: Any) -> None:
        raise PlannerError("A process of the run ended unexpectedly.\nRun it with fewer workers.")

    said: list[str] = []
    runner.failed.connect(said.append)
    with monkeypatch.context() as patch, qtbot.waitSignal(runner.ended, timeout=PATIENCE):
        patch.setattr(planner.study, "run_study", broken)
        runner.run(tiny_plan(), ["Base"])
    assert said == ["A process of the run ended unexpectedly. Run it with fewer workers."]
    with qtbot.waitSignal(runner.answered, timeout=PATIENCE):
        runner.run(tiny_plan(), ["Base"])


@pytest.mark.slow
def test_that_a_mistake_of_the_program_is_logged_and_said_without_its_trace(
    qtbot: QtBot, runner: StudyRunner, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import planner.study

    def broken(*_words: Any, **_named: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch, qtbot.waitSignal(runner.failed, timeout=PATIENCE) as caught:
        patch.setattr(planner.study, "run_study", broken)
        runner.run(tiny_plan(), ["Base"])
    assert caught.args is not None
    assert "\n" not in caught.args[0]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.slow
def test_that_an_unknown_scenario_is_a_failure_and_not_an_exception(qtbot: QtBot, runner: StudyRunner) -> None:
    with qtbot.waitSignal(runner.failed, timeout=PATIENCE) as caught:
        runner.run(tiny_plan(), ["Early shift"])
    assert caught.args is not None
    assert "Early shift" in caught.args[0]


def test_that_of_several_problems_the_first_is_said_and_the_rest_counted() -> None:
    error = PlanError([Problem("weeks", "Too few."), Problem("start", "Missing.")])
    assert sentence_of(error) == "weeks: Too few. (and 1 more problems)"
