"""Distributions of durations as text and back: "14 min · cv 0.6", "5 min – 20 min · uniform", "5 min × 2; 9 min"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from planner.scenario.distribution import ShapeName
from planner.scenario.fields import Structure, child
from planner.scenario.kinds import RANGE_KEYS
from ui.values.numbers import DASH, range_pieces

BETWEEN, NEXT, TIMES = " · ", "; ", " × "
_NUMBER = r"[.,٫]?\d(?:[\d.,٫٬]*\d)?"
_SPREAD = re.compile(
    rf"\s*[·,]?\s*\bcv\s+({_NUMBER}(?:(?:\s*[–—-]\s*|\s*\.\.\.?\s*|\s+to\s+){_NUMBER})*)", re.IGNORECASE
)  # one number, or a range
_WEIGHT = re.compile(r"\s*[×*]\s*|\s+x\s+")
_EMPIRICAL, _TRIANGULAR, _UNIFORM = "empirical", "triangular", "uniform"

Show = Callable[[Any, Structure], str]
Read = Callable[[str, Structure], Any]


def show_spread(value: Mapping[str, Any], place: Structure, show: Show) -> str:
    """A distribution that is written as a table, as text."""
    pieces = []
    if "values" in value:
        pieces.append(_show_values(value, place, show))
    elif "mean" in value:
        pieces.append(show(value["mean"], child(place, "mean")))
    else:
        pieces.append(DASH.join(show(value[key], child(place, "low")) for key in RANGE_KEYS if key in value))
    if "cv" in value:
        pieces.append(f"cv {show(value['cv'], child(place, 'cv'))}")
    if "shape" in value:
        pieces.append(str(value["shape"]))
    return BETWEEN.join(pieces)


def _show_values(value: Mapping[str, Any], place: Structure, show: Show) -> str:
    one = child(child(place, "values"), 0)
    times = child(child(place, "weights"), 0)
    seen = [show(duration, one) for duration in value["values"]]
    weights = value.get("weights")
    if weights is not None and len(weights) == len(seen):
        seen = [f"{duration}{TIMES}{show(weight, times)}" for duration, weight in zip(seen, weights, strict=True)]
    # a single value without a shape would read as a mean
    return NEXT.join(seen) + (NEXT if len(seen) == 1 and "shape" not in value else "")


def read_spread(text: str, place: Structure, read: Read) -> Any:
    """The plain distribution that a text means: a mean, limits, or values that were seen; ``read`` reads its parts."""
    rest, table = text, {}
    spread = _SPREAD.search(rest)
    if spread is not None:
        table["cv"] = read(spread[1], child(place, "cv"))
        rest = rest[: spread.start()] + rest[spread.end() :]
    for shape in get_args(ShapeName):
        found = re.search(rf"\s*[·,]?\s*\b{shape}\b", rest, re.IGNORECASE)
        if found is not None:
            table["shape"] = shape
            rest = rest[: found.start()] + rest[found.end() :]
    rest = rest.strip(" ·,")
    if table.get("shape") == _EMPIRICAL or ";" in rest:
        return {**_read_values(rest, place, read), **table}
    limits = _limits(rest, table)
    if limits:
        return {key: read(piece, child(place, key)) for key, piece in limits.items()} | {"shape": _UNIFORM} | table
    mean = read(rest, child(place, "mean"))
    plain: Any = {"mean": mean, **table} if table else mean
    return plain


def _limits(text: str, table: Mapping[str, Any]) -> dict[str, str]:
    """The limits of a distribution that has no mean: two of a uniform one, three of a triangular one."""
    shape = table.get("shape", _UNIFORM)
    keys = {_UNIFORM: ("low", "high"), _TRIANGULAR: RANGE_KEYS}.get(shape)
    if keys is None or "cv" in table:
        return {}
    pieces: Sequence[str] = range_pieces(text, fewest=2)
    return dict(zip(keys, pieces, strict=True)) if len(pieces) == len(keys) else {}


def _read_values(text: str, place: Structure, read: Read) -> dict[str, Any]:
    values, weights = [], []
    for piece in filter(None, (piece.strip() for piece in re.split(r"[;\n\t]|,\s", text))):
        duration, *times = _WEIGHT.split(piece, maxsplit=1)
        values.append(read(duration, child(child(place, "values"), 0)))
        weights.append(read(times[0], child(child(place, "weights"), 0)) if times else 1)
    return {"values": values, "weights": weights} if _WEIGHT.search(text) else {"values": values}
