"""Names that must be those of other parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.scenario.addresses import Path
from planner.scenario.checks.finding import error
from planner.scenario.checks.survey import Survey
from planner.scenario.fields import walk
from planner.scenario.kinds import Kind, Reference
from planner.scenario.overrides import ROOT
from planner.scenario.problems import Finding, nearest
from planner.scenario.scenario import Scenario
from planner.texts import LazyText, _, lazy

SINGULAR: dict[str, LazyText] = {
    "hours": lazy("opening hours"),
    "profiles": lazy("profile"),
    "segments": lazy("segment"),
    "support_levels": lazy("support level"),
    "channels": lazy("channel"),
    "topics": lazy("topic"),
    "tiers": lazy("tier"),
    "teams": lazy("team"),
}


def unknown_names(survey: Survey) -> Iterator[Finding]:
    """Every name of another part must be one that the plan has."""
    scenario = survey.scenario
    for path, collection, name in references(scenario.data):
        if name not in getattr(scenario, collection):
            yield _unknown(scenario, path, collection, name)


def references(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """Every place of plain data that names another part: path, collection and name."""
    for path, place, value in walk(ROOT, data):
        if isinstance(place.kind, Reference) and isinstance(value, str):
            yield path, place.kind.collection, value
        if isinstance(value, Mapping):
            collection = _collection(place.entry_names) or _collection(place.kind)
            if collection is not None:
                yield from (((*path, name), collection, name) for name in value)


def _collection(kind: Kind | None) -> str | None:
    collection = getattr(kind, "collection", None)
    return collection if isinstance(collection, str) and collection else None


def _unknown(scenario: Scenario, path: Path, collection: str, name: str) -> Finding:
    what = str(SINGULAR[collection])
    if scenario.is_switched_off(collection, name):
        return error(
            "unknown_names",
            path,
            _("It needs the {what} “{name}”, which is switched off.").format(what=what, name=name),
            _("Switch it on, or choose another."),
        )
    known = list(getattr(scenario, collection))
    near = nearest(name, known)
    if near is not None:
        mend = _("Did you mean “{nearest}”?").format(nearest=near)
    elif known:
        mend = _("There is: {names}.").format(names=", ".join(known[:20]))
    else:
        mend = _("Add it under {collection}.").format(collection=collection)
    message = _("The plan has no {what} “{name}”.").format(what=what, name=name)
    return error("unknown_names", path, message, mend)
