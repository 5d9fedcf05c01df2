"""The same plan and seed give the same digits: in any process, of any text with the same content, on any processor."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planner.pool import ForeignPool
from planner.scenario import Plan
from planner.scenario.fields import Structure, child
from planner.scenario.files import load_plan_text, save_plan
from planner.scenario.overrides import ROOT as PLAN_ROOT
from planner.scenario.saving import plan_text
from planner.study import Study, run_study
from simulation.distributions import Distribution, Shape
from simulation.records import SpellKind, TouchKind
from tests.planner.digits import ROOT, digests, full_plan, function_digests, instructions

PLAN = full_plan(6)  # some twenty thousand touches in each replication
NUMPY_FEATURES = instructions()
NUMPY_MASK = {"NPY_DISABLE_CPU_FEATURES": " ".join(NUMPY_FEATURES)}
LIBRARY_MASK = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX,-AVX2,-FMA,-FMA4,-AVX512F,-AVX512VL"}
# forking a process that has threads, as that of the tests may, is not safe
START_METHODS = [method for method in multiprocessing.get_all_start_methods() if method != "fork"]


@cache
def here() -> Study:
    return run_study(PLAN.scenario(), replications=2, workers=1)


def child_tells(folder: Path, **environment: str) -> dict[str, Any]:
    """What a child process tells that runs the saved plan: in a folder, with variables and hashes of its own."""
    save_plan(PLAN, folder / "plan.toml")
    elsewhere = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.planner.digits", "plan.toml"],
        cwd=folder,
        env={**os.environ, **elsewhere, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def test_that_the_plan_draws_from_every_shape_and_needs_every_kind_of_work() -> None:
    assert shapes_in(here().inputs) == set(Shape)
    assert {*np.concatenate([records.touches.kind for records in here().records]).tolist()} == {*TouchKind}
    assert {*np.concatenate([records.spells.kind for records in here().records]).tolist()} == {*SpellKind}
    assert all(len(records.touches) > 20_000 for records in here().records)


def shapes_in(part: Any) -> set[Shape]:
    if isinstance(part, Distribution):
        return {part.shape}
    if is_dataclass(part):
        return set().union(*(shapes_in(getattr(part, field.name)) for field in fields(part)))
    return set().union(*map(shapes_in, part)) if isinstance(part, tuple) else set()


@pytest.mark.slow
@pytest.mark.parametrize("workers", [2, 3])
def test_that_any_number_of_workers_gives_the_same_digits_of_a_full_plan(workers: int) -> None:
    assert digests(run_study(PLAN.scenario(), replications=2, workers=workers)) == digests(here())


@pytest.mark.slow
@pytest.mark.parametrize("method", START_METHODS)
def test_that_any_way_to_start_processes_gives_the_same_digits(method: str) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context(method)) as executor:
        study = run_study(PLAN.scenario(), replications=2, pool=ForeignPool(executor))
    assert digests(study) == digests(here())


def first_digest(plan: Plan) -> str:
    return digests(run_study(plan.scenario(), replications=1, workers=1))[0]


def test_that_a_plan_that_was_saved_and_loaded_gives_the_same_digits(tmp_path: Path) -> None:
    save_plan(PLAN, tmp_path / "plan.toml")
    text = (tmp_path / "plan.toml").read_text(encoding="utf-8")
    fresh = plan_text(Plan.from_data(PLAN.data))  # written without the text that it was read from
    assert text != fresh
    for saved in (text, fresh):
        assert first_digest(load_plan_text(saved)) == digests(here())[0]


def test_that_keys_in_another_order_give_the_same_digits() -> None:
    turned = plan_text(Plan.from_data(with_keys_turned(PLAN.data, PLAN_ROOT)))
    assert turned.index("[routing]") < turned.index("[segments.")
    assert first_digest(load_plan_text(turned)) == digests(here())[0]


def with_keys_turned(data: Any, place: Structure) -> Any:
    """The data with the keys of every part in reverse; the order of named parts, such as teams, has a meaning."""
    if isinstance(data, list):
        return [with_keys_turned(item, child(place, number)) for number, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    turned = {key: with_keys_turned(value, child(place, key)) for key, value in data.items()}
    return turned if place.entries is not None else dict(reversed(turned.items()))


@pytest.mark.slow
def test_that_another_process_in_another_folder_with_other_hashes_gives_the_same_digits(tmp_path: Path) -> None:
    told = child_tells(tmp_path)
    assert told["digests"] == digests(here())
    assert told["functions"] == function_digests()


slow = pytest.mark.slow
MASKS: dict[str, dict[str, str]] = {
    "numpy": NUMPY_MASK,
    "library": LIBRARY_MASK,
    "both": NUMPY_MASK | LIBRARY_MASK,
}


@pytest.mark.slow
@pytest.mark.skipif(not NUMPY_FEATURES, reason="this processor has no instructions that numpy could do without")
@pytest.mark.parametrize("masked", ["both", pytest.param("numpy", marks=slow), pytest.param("library", marks=slow)])
def test_that_a_lesser_processor_gives_the_same_digits(masked: str, tmp_path: Path) -> None:
    mask = MASKS[masked]
    if "GLIBC_TUNABLES" in mask and not has_glibc():
        pytest.skip("only glibc lets its processor be masked")
    told = child_tells(tmp_path, **mask)
    assert told["instructions"] == ([] if NUMPY_MASK.keys() <= mask.keys() else NUMPY_FEATURES)
    assert told["digests"] == digests(here())
    if told["functions"] == function_digests():
        pytest.skip("this processor computes the last bits alike without these instructions")


def has_glibc() -> bool:
    return hasattr(os, "confstr") and "CS_GNU_LIBC_VERSION" in os.confstr_names
