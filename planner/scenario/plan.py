"""The plan: one file's base and its named scenarios, read and checked value by value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from planner.errors import PlanError, PlannerError, Problem
from planner.scenario import fields
from planner.scenario.fields import Part, declared_fields
from planner.scenario.kinds import Name, Text, shown
from planner.scenario.known import KnownParts
from planner.scenario.migrations import FORMAT, migrate
from planner.scenario.overrides import BASE, ENABLED, apply_override
from planner.scenario.problems import Finding, findings, suggestion
from planner.scenario.scenario import Scenario
from planner.scenario.sharing import copied, shared
from planner.scenario.switched_off import leave_out, switched_off
from planner.scenario.time_kinds import ZoneName
from planner.texts import _, lazy

SCENARIOS = "scenarios"


class ImportMapping(Part):
    """How a ticket history is read: which of its columns holds what."""

    file: Text | None = fields.field(lazy("File"), help=lazy("The history's file."), default=None)
    profile: Text | None = fields.field(lazy("Profile"), help=lazy("A known kind of export."), default=None)
    time_zone: ZoneName | None = fields.field(
        lazy("Time zone"), help=lazy("The zone of times without one."), default=None
    )
    columns: dict[Name, Text] = fields.field(
        lazy("Columns"), help=lazy("For each field of a history the name of its column."), default={}
    )


class PlanHeader(Part):
    """Keys of a plan file that describe the file rather than a scenario."""

    format: int = fields.field(lazy("Format"), help=lazy("Version of the file format."), default=FORMAT)
    written_by: Text = fields.field(
        lazy("Written by"), help=lazy("The program that saved the file; not read."), default=""
    )
    import_: ImportMapping | None = fields.field(
        lazy("Import"), help=lazy("How a ticket history is read."), default=None, key="import"
    )


HEADER_KEYS = tuple(declared_fields(PlanHeader))


@dataclass(frozen=True)
class Plan:
    """One file: the base and, for each scenario, what differs; build one with ``Plan.from_data``.

    ``data`` is the file's plain data and must not be changed; ``edit`` gives a changed plan. ``source_text`` is the
    text that was read, whose comments and order a save keeps.
    """

    data: Mapping[str, Any]
    base: Scenario
    scenarios: Mapping[str, Scenario]
    source_text: str = ""
    warnings: tuple[Problem, ...] = field(default=(), compare=False)
    switched_off: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict, compare=False)
    known: KnownParts = field(default_factory=KnownParts, compare=False, repr=False)  # for the next edit

    @classmethod
    def from_data(cls, data: Mapping[str, Any], source_text: str = "") -> Plan:
        """Read plain data; PlanError with every value that is wrong, in the base and in the scenarios."""
        return _read(migrate(copied(data)), source_text)

    @property
    def format(self) -> int:
        """Version of the file format."""
        return int(self.data.get("format", FORMAT))

    @property
    def name(self) -> str:
        """What the plan is called."""
        return str(self.data.get("name", ""))

    @property
    def note(self) -> str:
        """What the plan's author says about it."""
        return self.base.note

    @property
    def currency(self) -> str:
        """The one currency of all money."""
        return self.base.currency

    @property
    def overrides(self) -> Mapping[str, Mapping[str, Any]]:
        """What each scenario changes, as written."""
        overrides: Mapping[str, Mapping[str, Any]] = self.data.get(SCENARIOS, {})
        return overrides

    @property
    def scenario_names(self) -> list[str]:
        """The base's name, "Base", then those of the scenarios in the order of the file."""
        return list(self.scenarios)

    def scenario(self, name: str = BASE) -> Scenario:
        """A scenario with its overrides applied; PlannerError with the nearest name for an unknown one."""
        if name not in self.scenarios:
            raise PlannerError(
                _("The plan has no scenario “{name}”.").format(name=shown(name))
                + " "
                + suggestion(name, self.scenario_names)
            )
        return self.scenarios[name]

    def edit(self, change: Callable[[dict[str, Any]], None]) -> Plan:
        """A new plan after ``change`` has worked on a copy of the plain data; PlanError when a value is wrong.

        It is the plan that ``from_data`` would read, but takes over from this one what the change leaves alone.
        """
        data = copied(self.data)
        change(data)
        return _read(shared(self.data, migrate(data)), self.source_text, self)

    def with_warnings(self, warnings: tuple[Problem, ...]) -> Plan:
        """The same plan with the warnings that a check has found."""
        return replace(self, warnings=warnings)


def base_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The plain data of a file that describes its base scenario."""
    return {key: value for key, value in data.items() if key not in (*HEADER_KEYS, SCENARIOS)}


def _read(plain: dict[str, Any], source_text: str, before: Plan | None = None) -> Plan:
    """Read plain data of the present format, which is the plan's own from now on."""
    overrides = plain.get(SCENARIOS, {})
    problems = [finding.problem() for finding in (*_header(plain), *_scenario_names(overrides))]
    known = KnownParts(before.known if before is not None else None)
    earlier = before.scenarios if before is not None else {}
    base_data = base_of(plain)
    check_name = base_data.get("name", "")
    base, base_found, base_off = _scenario({**base_data, "name": BASE}, known, earlier.get(BASE), check_name)
    problems += [finding.problem() for finding in base_found]
    told = {(finding.rule, finding.path) for finding in base_found}
    scenarios: dict[str, Scenario | None] = {BASE: base}
    off = {BASE: base_off}
    for name, override in _tables(overrides):
        merged = apply_override(base_data, override)
        read, found, off[name] = _scenario({**merged.data, "name": name}, known, earlier.get(name, base))
        scenarios[name] = read
        problems += [
            finding.problem(name) for finding in (*merged.findings, *found) if (finding.rule, finding.path) not in told
        ]
    if base is None or problems:
        raise PlanError(dict.fromkeys(problems))
    known.forget_former()
    complete = {name: scenario for name, scenario in scenarios.items() if scenario is not None}
    return Plan(plain, base, complete, source_text, switched_off=off, known=known)


def _scenario(
    data: dict[str, Any], known: KnownParts, like: Scenario | None, check_name: object = ""
) -> tuple[Scenario | None, list[Finding], tuple[Finding, ...]]:
    """A scenario of resolved plain data, what is wrong with its values, and what switching parts off has changed.

    ``like`` is a scenario that may be written alike in many places: itself before an edit.
    """
    paths = switched_off(data)
    found: list[Finding] = []
    if not isinstance(check_name, str):
        found = _found({**data, "name": check_name}, known)
    elif paths:
        found = _found(data, known)
    if found:
        return None, found, ()
    remaining, off = leave_out(data, paths) if paths else (data, ())
    if like is not None:
        remaining = shared(like.data, remaining)
    gone = frozenset((str(path[0]), str(path[1])) for path in paths if len(path) == 2)
    if like is not None and remaining is like.data and gone == like.switched_off:
        known.keep(like)
        return like, [], off
    try:
        return known.read(remaining, gone), [], off
    except ValidationError as error:
        return None, findings(error, Scenario, remaining), off


def _found(data: dict[str, Any], known: KnownParts) -> list[Finding]:
    try:
        known.read(data)
    except ValidationError as error:
        return findings(error, Scenario, data)
    return []


def _header(data: Mapping[str, Any]) -> list[Finding]:
    header = {key: value for key, value in data.items() if key in HEADER_KEYS}
    try:
        PlanHeader.model_validate(header)
    except ValidationError as error:
        return findings(error, PlanHeader, header)
    return []


def _scenario_names(overrides: Any) -> list[Finding]:
    if not isinstance(overrides, Mapping):
        return [
            Finding(
                "dict_type",
                (SCENARIOS,),
                _("A table belongs here, not {value}.").format(value=shown(overrides)),
                _('Write each scenario as [scenarios."Its name"].'),
            )
        ]
    found = []
    for name, override in overrides.items():
        if not isinstance(override, Mapping):
            message = _("A table belongs here, not {value}.").format(value=shown(override))
            found.append(Finding("dict_type", (SCENARIOS, name), message, _("Write what differs from the base.")))
        elif not isinstance(override.get(ENABLED, True), bool):
            message = _("true or false belongs here, not {value}.").format(value=shown(override[ENABLED]))
            mend = _("Write enabled = false to leave the scenario out.")
            found.append(Finding("bool_type", (SCENARIOS, name, ENABLED), message, mend))
        if name.strip().lower() == BASE.lower() or not name.strip() or not name.isprintable():
            message = _("A scenario cannot be called “{name}”.").format(name=shown(name))
            found.append(Finding("scenario_name", (SCENARIOS, name), message, _("Choose another name.")))
    return found


def _tables(overrides: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """The scenarios that are switched on."""
    if not isinstance(overrides, Mapping):
        return []
    tables = [(name, override) for name, override in overrides.items() if isinstance(override, Mapping)]
    return [(name, override) for name, override in tables if override.get(ENABLED, True) is not False]
