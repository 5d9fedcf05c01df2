"""Plan files: reading them strictly, with one clear sentence for a file that is no plan."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from planner.errors import PlanError, PlannerError
from planner.files import write_atomically
from planner.scenario.checks import check, further_problems
from planner.scenario.dotted import mark_entries
from planner.scenario.kinds import shown
from planner.scenario.plan import SCENARIOS, Plan
from planner.scenario.saving import plan_text
from planner.texts import LazyText, _, lazy

LARGEST_FILE = 10_000_000  # bytes; a plan of that size describes tens of thousands of shifts
LONGEST_KEY = 40  # parts of a dotted key; the deepest place of a plan has a dozen
LONGEST_TEXT = 20_000  # characters of one text
MOST_VALUES = 50_000  # values and tables of the file, the base counted once for itself and once for each scenario

_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_TOO_LONG = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{LONGEST_KEY}}}")
_POSITION = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_REASONS: tuple[tuple[str, LazyText], ...] = (
    ("Cannot overwrite", lazy("this key or table is given twice")),
    ("Cannot declare", lazy("this table is given twice")),
    ("Cannot mutate", lazy("this table is already complete")),
    ("Duplicate inline table key", lazy("this key is given twice")),
    ("Expected '='", lazy("an equals sign is missing after the key")),
    ("Expected ']'", lazy("a closing bracket is missing")),
    ("Unclosed array", lazy("a closing bracket is missing")),
    ("Unclosed inline table", lazy("a closing brace is missing")),
    ("Unterminated string", lazy("a closing quote is missing")),
    ("Illegal character", lazy("a closing quote is missing or a character is not allowed here")),
    ("Invalid date", lazy("there is no such date or time")),
    ("Unescaped", lazy("a backslash is not allowed here")),
    ("Invalid initial character", lazy("a key cannot begin like this; quote names with special characters")),
    ("Expected newline", lazy("something follows the end of the value")),
    ("Invalid value", lazy("this is no value; texts need quotes")),
)


def load_plan(path: str | Path) -> Plan:
    """Read and check a plan; PlanError with all its problems. Its warnings are in ``plan.warnings``."""
    return load_plan_text(_text(Path(path)))


def load_plan_text(text: str) -> Plan:
    """Read and check the text of a plan; PlanError with all its problems."""
    data = parse(text)
    try:
        plan = Plan.from_data(data, text)
    except PlanError as error:
        if {problem.address for problem in error.problems} == {"format"}:
            raise
        raise PlanError(dict.fromkeys((*error.problems, *further_problems(data)))) from None
    return checked(plan)


def read_plan(path: str | Path) -> Plan:
    """Read a plan without the rules that span parts; PlanError when it is no plan or a value is wrong."""
    return read_plan_text(_text(Path(path)))


def read_plan_text(text: str) -> Plan:
    """Read the text of a plan without the rules that span parts; PlanError when a value is wrong."""
    return Plan.from_data(parse(text), text)


def checked(plan: Plan) -> Plan:
    """The plan with its warnings; PlanError when a rule that spans parts finds an error."""
    problems = check(plan)
    if any(problem.severity == "error" for problem in problems):
        raise PlanError(problems)
    return plan.with_warnings(problems)


def save_plan(plan: Plan, path: str | Path) -> None:
    """Write the plan, keeping comments and order of the text it was read from; PlannerError when it cannot be."""
    write_atomically(path, plan_text(plan))


def parse(text: str) -> dict[str, Any]:
    """Plain data of a plan's text; PlanError with line and column when it is not TOML."""
    if not text.strip():
        raise PlanError.of(_("The plan is empty."), _("Begin with format = 1, or copy an example plan."))
    # the parser keeps every beginning of a key: one of 100,000 parts would take all memory
    too_long = _TOO_LONG.search(text)
    if too_long is not None:
        line = text.count("\n", 0, too_long.start()) + 1
        message = _("Line {line} has more than {limit} names joined by dots.")
        raise PlanError.of(message.format(line=line, limit=LONGEST_KEY), _("No key of a plan is that deep."))
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PlanError.of(*_toml_problem(text, str(error))) from None
    _require_reasonable_size(data)
    return mark_entries(data, text)


def _require_reasonable_size(data: dict[str, Any]) -> None:
    """PlanError for a file that would take minutes to check and describes no desk."""
    scenarios = data.get(SCENARIOS)
    copies = len(scenarios) if isinstance(scenarios, dict) else 0
    base = {key: value for key, value in data.items() if key != SCENARIOS}
    values = _count_values(base) * (1 + copies) + _count_values(scenarios)
    if values > MOST_VALUES:
        message = _("The plan has {count:,} values over all its scenarios; at most {most:,} can be read.")
        raise PlanError.of(message.format(count=values, most=MOST_VALUES), _("Divide it into several plans."))


def _count_values(data: Any) -> int:
    count, waiting = 0, [data]
    while waiting:
        value = waiting.pop()
        count += 1
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str) and len(value) > LONGEST_TEXT:
            message = _("The text “{text}…” has {count:,} characters; at most {most:,} can be read.")
            raise PlanError.of(message.format(text=shown(value[:40]), count=len(value), most=LONGEST_TEXT))
    return count


def _toml_problem(text: str, reason: str) -> tuple[str, str]:
    position = _POSITION.search(reason)
    said = next((str(words) for start, words in _REASONS if reason.startswith(start)), _("it cannot be read"))
    if position is None:
        if "end of document" in reason:
            line = text.count("\n") + 1
            message = _("The file ends in the middle of line {line} or of a value: {reason}.")
            return message.format(line=line, reason=said), _("It seems to be cut off.")
        return _("The file is not TOML: its values are nested too deeply or too long."), ""
    line, column = int(position[1]), int(position[2])
    lines = text.split("\n")
    shown = lines[line - 1].strip()[:60] if line <= len(lines) else ""
    message = _("Line {line}, column {column} is not TOML: {reason} (“{text}”).")
    return message.format(line=line, column=column, reason=said, text=shown), ""


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise PlanError.of(_("{path} is a folder. Give the name of a plan file.").format(path=path))
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise PlanError.of(_too_large(path, size))
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise PlanError.of(_("There is no file {path}.").format(path=path), _("Check the name.")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PlanError.of(_("{path} cannot be read ({reason}).").format(path=path, reason=reason)) from None
    if len(content) > LARGEST_FILE:
        raise PlanError.of(_too_large(path, len(content)))
    return _decoded(path, content)


def _too_large(path: Path, size: int) -> str:
    message = _("{path} has {size:.1f} MB; a plan has at most {limit:.0f} MB.")
    return message.format(path=path, size=size / 1e6, limit=LARGEST_FILE / 1e6)


def _decoded(path: Path, content: bytes) -> str:
    mend = _("Save it as UTF-8 text.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PlanError.of(_("{path} is UTF-16 text.").format(path=path), mend)
    if b"\x00" in content:
        raise PlanError.of(
            _("{path} is not a text file.").format(path=path), _("A plan is a TOML text; choose another file.")
        )
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlanError.of(_("{path} is not UTF-8 text (line {line}).").format(path=path, line=line), mend) from None


__all__ = [
    "LARGEST_FILE",
    "PlanError",
    "PlannerError",
    "checked",
    "load_plan",
    "load_plan_text",
    "parse",
    "read_plan",
    "read_plan_text",
    "save_plan",
]
