"""Copies of plain data that keep the very objects of other data where both are written alike."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from planner.scenario.overrides import Entries

_TABLES = (dict, Entries)
_EQUAL = (str, bool, int, type(None))
_BY_TEXT = (float, date, datetime, time)  # 0.0 equals -0.0, and a time the same time in another zone


def copied(data: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of plain data that shares nothing with it."""
    result: dict[str, Any] = shared(None, dict(data))
    return result


def shared(known: Any, data: Any) -> Any:
    """A copy of plain data that has the very objects of ``known`` wherever both are written alike.

    Alike tells 1 from 1.0 and true, and sees the order of keys.
    """
    if known is data:
        return data
    kind = type(data)
    if kind in _TABLES:
        return _shared_table(known if type(known) is kind else None, data)
    if kind is list:
        return _shared_list(known if type(known) is list else None, data)
    if kind in _EQUAL:
        return known if type(known) is kind and known == data else data
    if kind in _BY_TEXT:
        return known if type(known) is kind and repr(known) == repr(data) else data
    return copy.deepcopy(data)


def _shared_table(known: dict[str, Any] | None, data: dict[str, Any]) -> dict[str, Any]:
    before: dict[str, Any] = {} if known is None else known
    result = type(data)()
    is_same = len(before) == len(data)
    for key, value in data.items():
        there = before.get(key)
        result[key] = inner = shared(there, value)
        is_same = is_same and inner is there
    return known if known is not None and is_same and list(known) == list(data) else result


def _shared_list(known: list[Any] | None, data: list[Any]) -> list[Any]:
    if known is None or len(known) != len(data):
        return [shared(None, value) for value in data]
    result = [shared(there, value) for there, value in zip(known, data, strict=True)]
    return known if all(inner is there for inner, there in zip(result, known, strict=True)) else result
