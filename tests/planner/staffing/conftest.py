"""One workshop for all searches of a module's tests; its solver is a process, which takes a second to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planner.staffing import Workshop, open_workshop


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with open_workshop(workers=1) as opened:
        yield opened
