"""Kinds of values in a plan: how each is read strictly, what is wrong when it cannot be, and its JSON Schema.

A kind is the metadata of an ``Annotated`` type. Reading raises a ``PydanticCustomError`` whose type is a key of the
table of messages in :mod:`planner.scenario.messages`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from planner.units import DAY, Duration, DurationRange, Range, WholeRange, format_number

LARGEST_NUMBER = 1e12
LONGEST_DURATION = 36_600 * DAY
LONGEST_NAME = 120
RANGE_KEYS = ("low", "likely", "high")
_SHOWN = 60  # characters of a wrong value that a message repeats

JsonSchema = dict[str, Any]


def wrong(code: str, **context: object) -> PydanticCustomError:
    """The error of a value that cannot be read; its texts are looked up by ``code`` when the problem is shown."""
    return PydanticCustomError(code, "problem in a plan", dict(context))


def shown(value: object) -> str:
    """A wrong value as a message repeats it, cut to a readable length."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) > 10**18:
        return "this number"
    text = value if isinstance(value, str) else str(value)
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@dataclass(frozen=True)
class Kind:
    """How one kind of value is read from plain TOML data."""

    name: ClassVar[str] = "value"

    def read(self, value: object) -> Any:
        """The value, or a PydanticCustomError that says what is wrong with it."""
        raise NotImplementedError

    def json_schema(self) -> JsonSchema:
        """What a JSON Schema says of such values."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return self.json_schema()


@dataclass(frozen=True)
class NumberKind(Kind):
    """A number within limits, or a range of such numbers; ``above`` leaves out the low limit itself."""

    name: ClassVar[str] = "number"

    low: float | None = None
    high: float = LARGEST_NUMBER
    above: bool = False
    whole: bool = False
    ranges: bool = True

    def read(self, value: object) -> float:
        if isinstance(value, (Range, WholeRange)):
            value = {"low": value.low, "likely": value.likely, "high": value.high}
        if isinstance(value, Mapping):
            return self._read_range(value)
        return self._read_number(value)

    def _read_number(self, value: object) -> float:
        if isinstance(value, bool):
            raise wrong("number_flag", value=shown(value))
        if isinstance(value, str):
            raise wrong("number_text", value=shown(value))
        if not isinstance(value, (int, float)):
            raise wrong("number_type")
        if not math.isfinite(value) if isinstance(value, float) else abs(value) > 10**18:
            raise wrong("number_not_finite", value=shown(value))
        if self.whole and value != int(value):
            raise wrong("number_whole", value=shown(value))
        if self.low is not None and (value < self.low or (self.above and value == self.low)):
            code = "number_not_above" if self.above else "number_low"
            raise wrong(code, value=shown(value), limit=format_number(self.low))
        if value > self.high:
            raise wrong("number_high", value=shown(value), limit=format_number(self.high))
        return int(value) if self.whole else float(value)

    def _read_range(self, table: Mapping[Any, object]) -> float:
        if not self.ranges:
            raise wrong("number_table")
        low, likely, high = (self._read_number(part) for part in range_parts(table))
        if not low <= likely <= high:
            raise wrong("range_order")
        return WholeRange(int(low), int(likely), int(high)) if self.whole else Range(low, likely, high)

    def json_schema(self) -> JsonSchema:
        number: JsonSchema = {"type": "integer" if self.whole else "number"}
        if self.low is not None:
            number["exclusiveMinimum" if self.above else "minimum"] = self.low
        if self.high < LARGEST_NUMBER:
            number["maximum"] = self.high
        return {"anyOf": [number, range_schema(number)]} if self.ranges else number


@dataclass(frozen=True)
class DurationKind(Kind):
    """A duration such as "1 h 30 min", or a range of durations; ``above_zero`` refuses "0 s"."""

    name: ClassVar[str] = "duration"

    above_zero: bool = False
    ranges: bool = True
    longest: float = LONGEST_DURATION

    def read(self, value: object) -> Duration:
        if isinstance(value, DurationRange):
            value = {"low": value.low, "likely": value.likely, "high": value.high}
        if isinstance(value, Mapping):
            return self._read_range(value)
        return self._read_duration(value)

    def _read_duration(self, value: object) -> Duration:
        if isinstance(value, Duration):
            duration = value
        elif isinstance(value, str):
            duration = _parsed_duration(value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            raise wrong("duration_bare", value=shown(value))
        else:
            raise wrong("duration_type")
        if not math.isfinite(duration) or duration > self.longest:
            raise wrong("duration_long", value=shown(duration.text), limit=int(self.longest / DAY))
        seconds = float(duration)
        if seconds < 0 or (self.above_zero and seconds == 0):
            raise wrong("duration_negative" if seconds < 0 else "duration_zero", value=shown(duration.text))
        return duration

    def _read_range(self, table: Mapping[Any, object]) -> DurationRange:
        if not self.ranges:
            raise wrong("duration_table")
        low, likely, high = (self._read_duration(part) for part in range_parts(table))
        if not low <= likely <= high:
            raise wrong("range_order")
        return DurationRange(low, likely, high)

    def json_schema(self) -> JsonSchema:
        text: JsonSchema = {"type": "string", "pattern": r"^\s*([0-9]*\.?[0-9]+\s*[A-Za-z]+\s*)+$"}
        return {"anyOf": [text, range_schema(text)]} if self.ranges else text


def _parsed_duration(text: str) -> Duration:
    try:
        return Duration.parse(text)
    except ValueError:
        code = "duration_negative" if text.strip().startswith("-") else "duration_text"
        raise wrong(code, value=shown(text)) from None


def range_parts(table: Mapping[Any, object]) -> tuple[object, object, object]:
    """The three parts of a range written as a table; a problem when it is not exactly those."""
    if set(table) != set(RANGE_KEYS):
        raise wrong("range_keys")
    return table["low"], table["likely"], table["high"]


def range_schema(part: JsonSchema) -> JsonSchema:
    """The JSON Schema of a range of such values."""
    return {
        "type": "object",
        "properties": dict.fromkeys(RANGE_KEYS, part),
        "required": list(RANGE_KEYS),
        "additionalProperties": False,
    }


@dataclass(frozen=True)
class TextKind(Kind):
    """Any text."""

    name: ClassVar[str] = "text"

    def read(self, value: object) -> str:
        if not isinstance(value, str):
            raise wrong("text_type", value=shown(value))
        return value

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


@dataclass(frozen=True)
class NameKind(TextKind):
    """The name of a part: not empty, on one line, no blanks around it."""

    name: ClassVar[str] = "name"

    def read(self, value: object) -> str:
        text = super().read(value)
        if not text or text != text.strip() or not text.isprintable() or len(text) > LONGEST_NAME:
            raise wrong("name_text", value=shown(text), limit=LONGEST_NAME)
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}


@dataclass(frozen=True)
class Reference(TextKind):
    """The name of a part in one of the plan's named tables (``collection``: "teams", "hours" ...)."""

    name: ClassVar[str] = "reference"

    collection: str = ""


@dataclass(frozen=True)
class FlagKind(Kind):
    """true or false."""

    name: ClassVar[str] = "flag"

    def read(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise wrong("flag_type", value=shown(value))
        return value

    def json_schema(self) -> JsonSchema:
        return {"type": "boolean"}


Number = Annotated[float, NumberKind()]
Amount = Annotated[float, NumberKind(low=0)]
Positive = Annotated[float, NumberKind(low=0, above=True)]
Share = Annotated[float, NumberKind(low=0, high=1)]
Growth = Annotated[float, NumberKind(low=-1, high=10, above=True)]
Whole = Annotated[int, NumberKind(low=0, whole=True, high=1_000_000)]
Length = Annotated[Duration, DurationKind()]
PositiveLength = Annotated[Duration, DurationKind(above_zero=True)]
PlainLength = Annotated[Duration, DurationKind(ranges=False)]
Text = Annotated[str, TextKind()]
Name = Annotated[str, NameKind()]
Flag = Annotated[bool, FlagKind()]

HoursName = Annotated[str, Reference("hours")]
ProfileName = Annotated[str, Reference("profiles")]
SegmentName = Annotated[str, Reference("segments")]
LevelName = Annotated[str, Reference("support_levels")]
ChannelName = Annotated[str, Reference("channels")]
TopicName = Annotated[str, Reference("topics")]
TierName = Annotated[str, Reference("tiers")]
TeamName = Annotated[str, Reference("teams")]
