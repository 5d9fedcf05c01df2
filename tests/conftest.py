"""What holds for every test: no display is needed, the log stays silent, and random examples are the same each run."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from planner.log import FOLDER_VARIABLE, stop_logging

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    # Without a display Qt ends the whole process; it reads this when the application object is made.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# HYPOTHESIS_PROFILE=explore looks for new examples, which belongs to a person at work and not to a shared run.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def _log_folder_of_the_tests() -> Iterator[None]:
    """Keep the log of tests, and of the processes they start, out of the user's own."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, folder)
        yield


@pytest.fixture(autouse=True)
def _no_log_left_open() -> Iterator[None]:
    """Close the log that a test opened through the command line."""
    yield
    stop_logging()


class _Loud(logging.Handler):
    """Collects what was logged at warning or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Fail a test that logs a warning or worse, unless it asks for ``caplog`` and so looks at the log itself."""
    loud = _Loud()
    logging.getLogger().addHandler(loud)
    try:
        result = yield
    finally:
        logging.getLogger().removeHandler(loud)
    if loud.lines and "caplog" not in pyfuncitem.fixturenames:
        pytest.fail("Unexpected log output:\n" + "\n".join(loud.lines))
    return result
