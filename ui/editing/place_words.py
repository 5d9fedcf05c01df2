"""Places of a plan in words: "Team L1, shift early: agents"."""

from __future__ import annotations

from functools import lru_cache

from planner.scenario.addresses import Path
from planner.scenario.checks.references import SINGULAR
from planner.scenario.fields import NamedPart, child
from planner.scenario.overrides import ROOT
from planner.texts import LazyText, _, lazy
from ui.values.fields import field_at

# What a single part of a table is called; those that other parts refer to have their words already.
_SINGULAR: dict[str, LazyText] = {
    **SINGULAR,
    "shifts": lazy("shift"),
    "offers": lazy("offer"),
    "work": lazy("work of"),
    "events": lazy("event"),
    "backlog": lazy("backlog"),
}


@lru_cache(maxsize=4096)  # tables ask for each row that they paint; to be cleared when the language changes
def place_words(path: Path) -> str:
    """The parts around a place and the label of its field; a part alone by its kind and name."""
    around: list[str] = []
    field = ""
    place = ROOT
    for number, key in enumerate(path):
        parent, place = place, child(place, key)
        is_part = place.part is not None and issubclass(place.part, NamedPart) and parent.entries is not None
        if is_part:
            collection = str(path[number - 1])
            what = _SINGULAR.get(collection, field_at(path[:number]).label)
            around.append(_("{what} {name}").format(what=what, name=key))
            field = ""
        elif not (place.merges and place.entries is not None):
            around += [field] if field else []
            field = inside_a_sentence(field_at(path[: number + 1]).label)
    words = ", ".join(around)
    words = f"{words}: {field}" if words and field else words or field or field_at(path).label
    return words[:1].upper() + words[1:]


def inside_a_sentence(text: str) -> str:
    """A label as it stands inside a sentence: "Agents" as "agents", while "FTE" stays as it is."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
