"""The example plans that come with the program, found by name wherever it is installed."""

from __future__ import annotations

import difflib
from importlib.resources import files
from importlib.resources.abc import Traversable

from planner.errors import PlannerError
from planner.texts import _

_SUFFIX = ".toml"


def example_names() -> tuple[str, ...]:
    """The names of the examples, sorted."""
    return tuple(sorted(_examples()))


def example_text(name: str) -> str:
    """The plan of an example as TOML text; PlannerError, with the names there are, for an unknown one."""
    examples = _examples()
    chosen = examples.get(name.removesuffix(_SUFFIX))
    if chosen is None:
        near = difflib.get_close_matches(name, examples, n=1)
        suggestion = _(" Did you mean {name}?").format(name=near[0]) if near else ""
        raise PlannerError(
            _("There is no example called {name}.{suggestion} The examples are: {names}.").format(
                name=name, suggestion=suggestion, names=", ".join(sorted(examples))
            )
        )
    return chosen.read_text(encoding="utf-8")


def _examples() -> dict[str, Traversable]:
    return {
        entry.name.removesuffix(_SUFFIX): entry
        for entry in files("scenarios").iterdir()
        if entry.name.endswith(_SUFFIX)
    }
