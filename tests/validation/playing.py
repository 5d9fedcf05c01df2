"""One replication of a case in a process of its own. A process cannot import the command, so this stands by itself."""

from __future__ import annotations

from functools import lru_cache

from simulation.inputs import Inputs
from tests.validation.case import FloatArray, observe
from tests.validation.catalogue import CASES


def replicate(name: str, replication: int) -> FloatArray:
    """One replication of a case: only its few numbers come back."""
    return observe(CASES[name], replication, _inputs(name))


@lru_cache(maxsize=1)
def _inputs(name: str) -> Inputs:
    return CASES[name].inputs(1)
