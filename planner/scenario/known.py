"""Parts that were read once: data that an edit leaves alone, or that scenarios share, is not read a second time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from planner.scenario.fields import Part
from planner.scenario.scenario import Scenario
from planner.scenario.switched_off import tables_in


class KnownParts:
    """The named parts of a plan, by the very plain data that they were read from.

    Reading a plan begins with those of the plan before it and ends with its own. They are not part of what a plan says
    and do not go with it to another process, where no data is the same object.
    """

    def __init__(self, before: KnownParts | None = None) -> None:
        self._before = {} if before is None else before.parts
        self.parts: dict[tuple[str, int], tuple[Any, Part]] = {}

    def __reduce__(self) -> tuple[type[KnownParts], tuple[()]]:
        return KnownParts, ()

    def read(self, data: Mapping[str, Any], off: Iterable[tuple[str, str]] = ()) -> Scenario:
        """A scenario of resolved plain data, as ``Scenario.from_data`` reads it; the data may not be changed then."""
        try:
            scenario = Scenario.from_data(data, off, values=self._with_parts(data))
        except ValidationError:
            # again without: what is said about a value must not depend on what else was known
            scenario = Scenario.from_data(data, off)
        self.keep(scenario)
        return scenario

    def keep(self, scenario: Scenario) -> None:
        """Keep the parts of a scenario."""
        for collection in tables_in(Scenario):
            parts: Mapping[str, Part] = getattr(scenario, collection)
            for name, written in scenario.data.get(collection, {}).items():
                self.parts[collection, id(written)] = (written, parts[name])

    def forget_former(self) -> None:
        """Let go of parts that the plan before had and this one has not."""
        self._before = {}

    def _with_parts(self, data: Mapping[str, Any]) -> dict[str, Any]:
        values = dict(data)
        for collection in tables_in(Scenario):
            table = data.get(collection)
            if isinstance(table, dict):
                values[collection] = {name: self._known(collection, part) for name, part in table.items()}
        return values

    def _known(self, collection: str, data: Any) -> Any:
        # the data is kept with its part, so no other object can have its id
        key = (collection, id(data))
        found = self.parts.get(key) or self._before.get(key)
        return data if found is None else found[1]
