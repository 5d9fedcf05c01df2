"""The command as its users start it: a process of its own, with signals, pipes and what it loads."""

from __future__ import annotations

import io
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "planner"]
HEAVY = {"pandas", "scipy", "holidays", "openpyxl", "xlsxwriter", "python_calamine", "numpy", "simpy", "PySide6"}


def run(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], cwd=ROOT, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["--version"]])
def test_that_a_help_loads_nothing_heavy(words: list[str]) -> None:
    code = f"from planner.cli import main\nmain({words!r})\nimport sys\nprint('LOADED', *sys.modules)"
    child = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in child.stdout.rpartition("LOADED")[2].split()}
    assert loaded & HEAVY == set()


def test_that_wrong_input_ends_with_two_and_a_sentence_on_standard_error(tmp_path: Path) -> None:
    child = run("check", str(tmp_path / "missing.toml"))
    assert (child.returncode, child.stdout) == (2, "")
    assert "missing.toml" in child.stderr
    assert "Traceback" not in child.stderr


@pytest.mark.skipif(os.name == "nt", reason="the shell and its pipe are those of Unix")
def test_that_a_reader_that_has_seen_enough_causes_no_noise() -> None:
    command = f"'{sys.executable}' -m planner schema | head -1"
    child = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (child.stdout, child.stderr) == ("{\n", "")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the shell and its pipe are those of Unix")
def test_that_a_reader_that_stops_early_is_no_failure_and_costs_no_file(tmp_path: Path) -> None:
    words = f"run --example chat-benchmarks --replications 1 --workers 1 --json '{tmp_path / 'out.json'}'"
    command = f"{{ '{sys.executable}' -m planner {words}; echo code $? >&2; }} | head -1"
    child = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "code 0" in child.stderr, child.stderr
    assert "Traceback" not in child.stderr
    assert (tmp_path / "out.json").is_file()


def test_that_ctrl_c_while_the_command_is_loaded_ends_quietly() -> None:
    code = (
        "import builtins, sys\n"
        "load = builtins.__import__\n"
        "def interrupted(name, *rest):\n"
        "    if name == 'typer':\n"
        "        raise KeyboardInterrupt\n"
        "    return load(name, *rest)\n"
        "builtins.__import__ = interrupted\n"
        "from planner.cli import main\n"
        "sys.exit(main(['--help']))"
    )
    child = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (child.returncode, child.stderr) == (130, "")


@pytest.mark.slow
def test_that_the_answer_needs_no_colour_and_no_special_letters() -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "NO_COLOR": "1", "COLUMNS": "80"}
    child = run("run", "--example", "chat-benchmarks", "--replications", "1", "--workers", "1", env=plain)
    assert child.returncode == 0, child.stderr
    assert "\x1b" not in child.stdout
    assert child.stdout.isascii()
    assert max(map(len, child.stdout.splitlines())) <= 80


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C in another way and has no such terminal")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_that_ctrl_c_keeps_what_has_finished_and_ends_with_130(workers: str, tmp_path: Path) -> None:
    import pty

    target, (terminal, shown) = tmp_path / "out.json", pty.openpty()
    words = ["run", "--example", "chat-benchmarks", "--replications", "3000", "--workers", workers]
    child = subprocess.Popen(
        [*COMMAND, *words, "--json", str(target)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=shown,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1"},
        # as a terminal does it, the signal goes to the command and to its workers
        start_new_session=True,
    )
    os.close(shown)
    with child, os.fdopen(terminal, "rb", buffering=0) as screen:
        # the progress shows that the first replications have finished
        before = read_until(screen, re.compile(rb"\b[1-9][0-9]*/3000"))
        os.killpg(child.pid, signal.SIGINT)
        after = read_until(screen, None)
        answer = child.stdout.read().decode() if child.stdout is not None else ""
        code = child.wait(timeout=30)
    assert code == 130, after
    assert b"Stopped. The answer rests on what had finished" in after
    assert b"Traceback" not in before + after
    assert "The run was stopped" in answer
    (study,) = json.loads(target.read_text(encoding="utf-8"))["studies"]
    assert study["stopped"]
    assert 0 < study["replications"] < 3000


def read_until(screen: io.RawIOBase, wanted: re.Pattern[bytes] | None, seconds: float = 60.0) -> bytes:
    """What a terminal shows until a pattern appears, or until the programs on it have ended."""
    text, deadline = b"", time.monotonic() + seconds
    while wanted is None or not wanted.search(text):
        ready, _writable, _failed = select.select([screen], [], [], deadline - time.monotonic())
        assert ready, text
        try:
            part = screen.read(4096)
        except OSError:
            # Linux says so when nobody holds the other end any more
            part = b""
        if not part:
            assert wanted is None, text
            return text
        text += part
    return text
