"""From pydantic's errors to problems in our words, each at its address in the plan."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from planner.errors import Problem
from planner.scenario.addresses import Path, exists, format_address
from planner.scenario.fields import Part, declared_fields, place_at
from planner.scenario.kinds import shown
from planner.scenario.messages import ANYTHING_ELSE, MESSAGES, SAME_AS
from planner.texts import _


@dataclass(frozen=True)
class Finding:
    """A problem and what it is about: the rule or error type that found it, and the path in the scenario."""

    rule: str
    path: Path
    message: str
    mend: str = ""
    is_warning: bool = False

    def problem(self, scenario: str | None = None) -> Problem:
        """The problem at its address, under the scenario's when it belongs to one."""
        path: Path = self.path if scenario is None else ("scenarios", scenario, *self.path)
        return Problem(format_address(path), self.message, self.mend, "warning" if self.is_warning else "error")


def findings(error: ValidationError, root: type[Part], data: Mapping[str, Any]) -> list[Finding]:
    """All that pydantic found in plain data, in our words and in the order of the file's declarations."""
    found = []
    for raw in error.errors(include_url=False):
        path = _path(raw["loc"], data, missing=raw["type"] == "missing")
        found.append(_finding(raw["type"], path, root, raw.get("ctx") or {}, raw.get("input")))
    return _without_guessed(list(dict.fromkeys(found)), root)


def _without_guessed(found: list[Finding], root: type[Part]) -> list[Finding]:
    """Leave out missing keys that are only misspelt: the unknown key beside them already names them."""
    guessed = set()
    for finding in found:
        if finding.rule == "extra_forbidden":
            part = place_at(root, finding.path[:-1]).part
            near = nearest(str(finding.path[-1]), declared_fields(part)) if part is not None else None
            guessed.add((*finding.path[:-1], near))
    return [finding for finding in found if finding.rule != "missing" or finding.path not in guessed]


def _path(location: tuple[str | int, ...], data: Any, missing: bool) -> Path:
    # pydantic's own marks ("[key]") and places that the file does not have (the days of hours) are left out
    path: list[str | int] = []
    for number, part in enumerate(location):
        is_last = number == len(location) - 1
        if exists(data, (*path, part)) or (missing and is_last):
            path.append(part)
    return tuple(path)


def _finding(code: str, path: Path, root: type[Part], context: Mapping[str, Any], given: Any) -> Finding:
    code = SAME_AS.get(code, code)
    message, mend = MESSAGES.get(code, ANYTHING_ELSE)
    values = {"value": shown(given), **context, **_words(code, path, root, given)}
    return Finding(code, path, message.format(**values), mend.format(**values).strip())


def _words(code: str, path: Path, root: type[Part], given: Any) -> dict[str, str]:
    if code == "missing":
        declared = place_at(root, path[:-1]).part
        about = declared_fields(declared)[str(path[-1])] if declared is not None else None
        return {"key": str(path[-1]), "help": str(about.help) if about else ""}
    if code == "extra_forbidden":
        part = place_at(root, path[:-1]).part
        known = list(declared_fields(part)) if part is not None else []
        return {"suggestion": suggestion(str(path[-1]), [key for key in known if key != "opens"])}
    if code == "literal_error":
        return {"suggestion": suggestion(str(given), place_at(root, path).choices)}
    return {}


def suggestion(given: str, known: Iterable[str]) -> str:
    """The nearest known word, or the words that are possible."""
    words = list(known)
    near = nearest(given, words)
    if near is not None:
        return _("Did you mean “{nearest}”?").format(nearest=near)
    if not words:
        return _("Leave it out.")
    return _("Possible: {words}.").format(words=", ".join(words[:30]))


def nearest(given: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the given one, None when none is near."""
    return _nearest(given[:200], tuple(known))


@lru_cache(maxsize=4096)  # a wrong key is looked up once for each scenario that has it
def _nearest(given: str, known: tuple[str, ...]) -> str | None:
    by_lower = {word.lower(): word for word in known}
    matches = difflib.get_close_matches(given.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[matches[0]] if matches else None
