"""Parts that would draw the same random numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.scenario.addresses import Path
from planner.scenario.checks.finding import error
from planner.scenario.checks.survey import Survey
from planner.scenario.fields import StreamPart
from planner.scenario.problems import Finding
from planner.texts import _


def equal_streams(survey: Survey) -> Iterator[Finding]:
    """A new part may have the name that another one had before it was renamed: they must not be twins."""
    scenario = survey.scenario
    tables: list[tuple[Path, Mapping[str, StreamPart]]] = [
        (("segments",), scenario.segments),
        (("topics",), scenario.topics),
        (("backlog",), scenario.backlog),
        (("teams",), scenario.teams),
        *((("teams", name, "shifts"), team.shifts) for name, team in scenario.teams.items()),
    ]
    for path, parts in tables:
        owner: dict[str, str] = {}
        for name, part in parts.items():
            stream = part.stream or name
            other = owner.setdefault(stream, name)
            if other != name:
                yield error(
                    "equal_streams",
                    (*path, name),
                    _("{name} would draw the same random numbers as {other}: both have the stream “{stream}”.").format(
                        name=name, other=other, stream=stream
                    ),
                    _("Give it a stream of its own, such as stream = “{name} 2”.").format(name=name),
                )
