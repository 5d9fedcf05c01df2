"""Small histories made up here, so that every number in the tests is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest

WriteHistory = Callable[..., Path]
HEADER = ("came", "taken", "done", "result", "kind", "who")


@pytest.fixture
def write_history(tmp_path: Path) -> WriteHistory:
    def write(rows: Iterable[Iterable[object]], header: Iterable[str] = HEADER, name: str = "log.csv") -> Path:
        lines = [",".join(header), *(",".join(str(cell) for cell in row) for row in rows)]
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def call_rows() -> list[tuple[str, ...]]:
    """Four weeks of calls from Monday 2 March 2026, 09:00-17:00 on weekdays, with two agents and known patience."""
    random = np.random.default_rng(20260302)
    rows = []
    for day in range(28):
        date = dt.datetime.fromisoformat("2026-03-02") + dt.timedelta(days=day)
        if date.weekday() >= 5:
            continue
        for offset in np.sort(random.uniform(0.0, 8 * 3600.0, random.poisson(120))):
            came = date + dt.timedelta(hours=9, seconds=int(offset))
            needed = int(random.exponential(40.0)) if random.random() < 0.5 else 0
            patience = int(random.exponential(120.0)) + 1
            handle = int(random.lognormal(5.0, 0.8)) + 1
            if needed >= patience:
                left = came + dt.timedelta(seconds=patience)
                rows.append((str(came), "", str(left), "HANG", "PS", ""))
            else:
                taken = came + dt.timedelta(seconds=needed)
                kind = "PS" if random.random() < 0.75 else "NW"
                who = "Ada" if random.random() < 0.5 else "Ben"
                rows.append((str(came), str(taken), str(taken + dt.timedelta(seconds=handle)), "AGENT", kind, who))
    return rows


@pytest.fixture
def call_mapping() -> dict[str, str]:
    return {
        "arrived": "came",
        "answered": "taken",
        "ended": "done",
        "abandoned": "result:HANG",
        "channel": "=phone",
        "topic": "kind",
        "agent": "who",
    }
