"""Holidays as date ordinals, from a country code (by the ``holidays`` library) or from given dates."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerError
from planner.texts import _

IntArray = NDArray[np.int64]

HolidaySource = str | Sequence[date] | None


def holiday_ordinals(source: HolidaySource, first_year: int, last_year: int) -> IntArray:
    """Sorted ordinals (``date.toordinal``) of the holidays in a stretch of years.

    ``source`` is a code such as "RS" or "US-CA", dates, or None for no holidays. PlannerError for an unknown code,
    naming the nearest known ones.
    """
    if source is None:
        return np.zeros(0, dtype=np.int64)
    if isinstance(source, str):
        return _country_ordinals(source.strip(), first_year, last_year)
    return np.unique(np.array([day.toordinal() for day in source], dtype=np.int64))


@lru_cache(maxsize=256)
def _country_ordinals(code: str, first_year: int, last_year: int) -> IntArray:
    import holidays

    supported = holidays.list_supported_countries()
    country, _dash, subdivision = code.partition("-")
    if country not in supported or (subdivision and subdivision not in supported[country]):
        raise PlannerError(_unknown_code(code, supported))
    days = holidays.country_holidays(country, subdiv=subdivision or None, years=range(first_year, last_year + 1))
    ordinals = np.array(sorted(day.toordinal() for day in days), dtype=np.int64)
    ordinals.flags.writeable = False  # shared by all who ask for the code
    return ordinals


def _unknown_code(code: str, supported: dict[str, list[str]]) -> str:
    country, _dash, _subdivision = code.partition("-")
    if country in supported:
        known = [f"{country}-{part}" for part in supported[country]]
    else:
        known = sorted(supported)
    near = difflib.get_close_matches(code.upper(), known, n=20, cutoff=0.3) or known
    near = sorted(near, key=lambda name: not name.startswith(code[:1].upper()))[:5]
    message = _("No holidays are known for “{code}”.").format(code=code)
    if near:
        return f"{message} " + _("Nearest: {codes}; or give the dates themselves.").format(codes=", ".join(near))
    return f"{message} " + _("Use “{country}” or give the dates themselves.").format(country=country)


def holiday_names(code: str, first_year: int, last_year: int, language: str) -> tuple[tuple[date, str], ...]:
    """The holidays of a country in a stretch of years with their names, in a language such as "de_DE" if there is one.

    PlannerError for an unknown code.
    """
    import holidays

    holiday_ordinals(code, first_year, last_year)
    country, _dash, subdivision = code.strip().partition("-")
    years = range(first_year, last_year + 1)
    plain = holidays.country_holidays(country, subdiv=subdivision or None, years=years)
    known = getattr(plain, "supported_languages", ())
    chosen = _nearest_language(language, known)
    named = plain
    if chosen is not None:
        named = holidays.country_holidays(country, subdiv=subdivision or None, years=years, language=chosen)
    return tuple((day, str(named.get(day) or name)) for day, name in sorted(plain.items()))


def _nearest_language(language: str, known: Sequence[str]) -> str | None:
    """The language itself, else another form of it, else English; None for that of the country."""
    wanted = language.partition("_")[0]
    return next(
        (each for like in (language, wanted, "en") for each in known if each == like or each.startswith(f"{like}_")),
        None,
    )
