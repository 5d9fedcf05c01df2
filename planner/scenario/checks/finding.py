"""How rules word what they have found."""

from __future__ import annotations

from collections.abc import Iterable

from planner.scenario.addresses import Path
from planner.scenario.problems import Finding
from planner.texts import _

LISTED = 6


def error(rule: str, path: Path, message: str, mend: str = "") -> Finding:
    """Something that must be mended before the plan can run."""
    return Finding(rule, path, message, mend)


def warning(rule: str, path: Path, message: str, mend: str = "") -> Finding:
    """Something doubtful that does not keep the plan from running."""
    return Finding(rule, path, message, mend, is_warning=True)


def amount(number: float) -> str:
    """An expected number as people say it: "11", "2.5", "0.03"; "some" where it is unknown."""
    if number <= 0:
        return _("some")
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"


def listed(names: Iterable[str]) -> str:
    """Names with commas, the last few left out when there are many."""
    each = list(dict.fromkeys(names))
    return ", ".join(each[:LISTED]) + (", …" if len(each) > LISTED else "")
