"""All cases, with the number of replications that each needs."""

from __future__ import annotations

from dataclasses import replace

from tests.validation import (
    cases_chats,
    cases_days,
    cases_further,
    cases_handle_times,
    cases_identities,
    cases_losses,
    cases_networks,
    cases_other_days,
    cases_patience,
    cases_priorities,
    cases_waiting,
)
from tests.validation.case import Case
from tests.validation.effort import REPLICATIONS

_FAMILIES = {
    "Everybody waits (Erlang C)": cases_waiting.CASES,
    "Nobody waits (Erlang B)": cases_losses.CASES,
    "Customers give up (Erlang A, other patience)": cases_patience.CASES,
    "Other handle times and arrivals": cases_handle_times.CASES,
    "Priorities and skills": cases_priorities.CASES,
    "Tiers and redials": cases_networks.CASES,
    "Days and weeks": (*cases_days.CASES, *cases_other_days.CASES),
    "Held conversations": cases_chats.CASES,
    "Identities and spread": cases_identities.CASES,
    "Further cases": cases_further.CASES,
}
FAMILIES: dict[str, tuple[Case, ...]] = {
    family: tuple(replace(case, replications=REPLICATIONS.get(case.name, case.replications)) for case in cases)
    for family, cases in _FAMILIES.items()
}
CASES: dict[str, Case] = {case.name: case for cases in FAMILIES.values() for case in cases}
