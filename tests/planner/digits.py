"""Hashes of all that a study leaves behind, here or in a child process: are they the same digits?

Run as a program with the path of a plan it prints what :func:`told` returns.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

from planner.scenario import Plan
from planner.scenario.files import load_plan, load_plan_text
from planner.study import Study, run_study
from simulation.records import Records

FULL = Path(__file__).parent / "scenario" / "full_plan.toml"
ROOT = Path(__file__).parents[2]


def full_plan(times: int) -> Plan:
    """The plan that uses every key, and with it every distribution and mechanic; ``times`` as much of it.

    What makes the number of its replications depend on their results is left out.
    """

    def change(data: dict[str, Any]) -> None:
        del data["run"]["precision"]
        data["weeks"] = 1
        data["segments"]["Free"]["forecast"] = {"2026-03": 1500 * times}
        data["segments"]["Enterprise"]["customers"] = {"low": 120 * times, "likely": 140 * times, "high": 150 * times}
        for team in ("L1", "L2"):
            data["teams"][team]["shifts"]["day"]["agents"] *= times

    return load_plan_text(FULL.read_text(encoding="utf-8")).edit(change)


def digest(records: Records) -> str:
    """One hash over the names, types and bytes of all columns."""
    total = hashlib.sha256()
    for name, table in records.tables().items():
        for column, values in table.columns().items():
            total.update(f"{name}.{column} {values.dtype.str} {values.shape}".encode())
            total.update(np.ascontiguousarray(values).tobytes())
    return total.hexdigest()


def digests(study: Study) -> list[str]:
    """A hash for each replication."""
    return [digest(records) for records in study.records]


def told(study: Study) -> dict[str, Any]:
    """What a child process tells: hashes of its records, and what its processor is and made of some functions."""
    return {"digests": digests(study), "functions": function_digests(), "instructions": instructions()}


def instructions() -> list[str]:
    """The groups of instructions of this processor that numpy uses and could do without."""
    return [name for name in __cpu_dispatch__ if __cpu_features__[name]]


def function_digests() -> dict[str, str]:
    """Hashes of the functions behind the quantiles, to the last bit, as this process computes them."""
    from scipy.special import gammaincinv, ndtri

    uniforms = (np.arange(100_000) + 0.5) / 100_000
    functions: dict[str, Callable[[], np.ndarray[Any, Any]]] = {
        "exp": lambda: np.exp(20.0 * uniforms),
        "log": lambda: np.log(uniforms),
        "log1p": lambda: np.log1p(-uniforms),
        "power": lambda: uniforms**0.37,
        "ndtri": lambda: ndtri(uniforms),
        "gammaincinv": lambda: gammaincinv(0.7, uniforms),
        "power of Python": lambda: np.array([value**0.37 for value in uniforms.tolist()]),
    }
    return {name: hashlib.sha256(values().tobytes()).hexdigest() for name, values in functions.items()}


if __name__ == "__main__":
    print(json.dumps(told(run_study(load_plan(sys.argv[1]).scenario(), replications=2, workers=1))))  # noqa: T201
