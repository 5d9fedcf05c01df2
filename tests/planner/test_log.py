"""The log file: where it stands, who writes to it, and that trouble with it stays its own."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from planner import log
from planner.errors import PlannerError

LOGGER = logging.getLogger("planner.somewhere")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(log.FOLDER_VARIABLE, str(tmp_path / "logs"))
    return tmp_path / "logs"


def test_that_lines_from_the_level_upwards_reach_the_file(folder: Path) -> None:
    path = log.start_logging("info")
    LOGGER.info("read %s", "two-tiers")
    LOGGER.debug("too fine")
    log.stop_logging()
    assert path == folder / "support-planner.log"
    text = path.read_text(encoding="utf-8")
    assert "INFO planner.somewhere: read two-tiers" in text
    assert "too fine" not in text


def test_that_starting_again_writes_each_line_once(folder: Path) -> None:
    log.start_logging("info")
    path = log.start_logging("debug")
    LOGGER.debug("once")
    assert path is not None
    assert path.read_text(encoding="utf-8").count("once") == 1


def test_that_the_default_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(log.FOLDER_VARIABLE)
    assert "support-planner" in log.log_file().parent.parts
    assert log.log_file().name == "support-planner.log"


def test_that_a_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(log.FOLDER_VARIABLE, str(tmp_path / "file"))
    assert log.start_logging("info") is None
    LOGGER.warning("nobody reads this")
    assert capsys.readouterr().err == ""


def test_that_a_line_that_cannot_be_written_is_dropped_quietly(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log.start_logging("info")
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            monkeypatch.setattr(handler, "shouldRollover", lambda record: 1 / 0)
    LOGGER.info("the disk is full")
    assert capsys.readouterr().err == ""


def test_that_a_worker_process_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = log.start_logging("info")
    here = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: here + 1)
    LOGGER.info("from a worker")
    assert path is not None
    assert "from a worker" not in path.read_text(encoding="utf-8")


def test_that_the_file_is_rotated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_LARGEST_FILE", 500)
    log.start_logging("info")
    for _ in range(100):
        LOGGER.info("a line of some length, again and again")
    assert len(list(folder.iterdir())) == 1 + log._OLDER_FILES


def test_that_an_unknown_level_names_those_there_are(folder: Path) -> None:
    with pytest.raises(PlannerError, match="no log level loud; choose one of debug, info, warning, error"):
        log.start_logging("loud")
