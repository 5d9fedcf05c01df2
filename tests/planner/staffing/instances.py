"""Small instances of the search: hand-made ones, and a seeded generator of more, each with few staffings."""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.scenario import Scenario
from tests.planner.staffing.desks import Table, customers, desk, email, offer, phone, promise, shift, team

RUN: Table = {"replications": 8, "warm_up": "1 d", "cool_down": "3 d"}
OPEN: Table = {"open": {"mon-fri": "08:00-17:00"}, "daily": {"mon-sun": "08:00-17:00"}}

CHAT = phone(concurrency=2, replies=2.0, customer_replies_after="1 min", patience="5 min")
CALLS = phone(patience="2 min")

EARLY, LATE = ("08:00", "13:00"), ("12:00", "17:00")
MIDDAY, WHOLE = ("10:00", "15:00"), ("08:00", "17:00")


def _shift(span: tuple[str, str], days: str = "mon-fri", **more: Any) -> Table:
    return shift(days, "-".join(span), **more)


def two_halves() -> Scenario:
    """Calls on two overlapping halves of the day, one shift for all of it."""
    return desk(
        segments={"All": customers(450, {"phone": 1.0})},
        levels={"Basic": {"offers": {"phone": offer("open", answer=promise("1 min", 0.8))}}},
        channels={"phone": CALLS},
        teams={"Desk": team({"early": _shift(EARLY), "late": _shift(LATE), "whole": _shift(WHOLE)})},
        run=RUN,
        hours=OPEN,
    )


def dear_weekend() -> Scenario:
    """Mail every day, and a weekend that costs half as much again."""
    return desk(
        segments={"All": customers(400, {"email": 1.0})},
        levels={"Basic": {"offers": {"email": offer("daily", reply=promise("20 h", 0.8, "calendar"))}}},
        channels={"email": email(replies=0.3, customer_replies_after="3 h")},
        teams={
            "Desk": team({"week": _shift(MIDDAY), "weekend": _shift(EARLY, "sat-sun"), "all": _shift(LATE, "mon-sun")})
        },
        run=RUN,
        hours=OPEN,
        costs={"weekend_premium": 0.5},
    )


def backup() -> Scenario:
    """Calls for one team, mail for a dearer one, which helps with calls that wait."""
    return desk(
        segments={"All": customers(600, {"phone": 0.6, "email": 0.4})},
        levels={
            "Basic": {
                "offers": {
                    "phone": offer("open", answer=promise("1 min", 0.8)),
                    "email": offer("open", reply=promise("4 h", 0.9), resolve=promise("9 h", 0.9)),
                }
            }
        },
        channels={"phone": CALLS, "email": email()},
        teams={
            "Calls": team({"early": _shift(EARLY), "late": _shift(LATE)}, channels=["phone"]),
            "Mail": team({"whole": _shift(WHOLE)}, cost=14.0, channels=["email"], helps={"Calls": "20 s"}),
        },
        run=RUN,
        hours=OPEN,
    )


def chats() -> Scenario:
    """Chats held two at a time, and a limit of occupancy."""
    return desk(
        segments={"All": customers(500, {"chat": 1.0})},
        levels={"Basic": {"offers": {"chat": offer("open", answer=promise("45 s", 0.8))}}},
        channels={"chat": CHAT},
        teams={"Desk": team({"early": _shift(EARLY), "late": _shift(LATE)})},
        run=RUN | {"max_occupancy": 0.6},
        hours=OPEN,
    )


def limits() -> Scenario:
    """At least two early, at most one on the cheap shift."""
    return desk(
        segments={"All": customers(400, {"phone": 0.5, "email": 0.5})},
        levels={
            "Basic": {
                "offers": {
                    "phone": offer("open", answer=promise("2 min", 0.8)),
                    "email": offer("open", reply=promise("8 h", 0.9)),
                }
            }
        },
        channels={"phone": CALLS, "email": email()},
        teams={
            "Desk": team(
                {"early": _shift(EARLY, min_agents=2), "late": _shift(LATE), "whole": _shift(WHOLE, max_agents=1)},
                interruptible=True,
            )
        },
        run=RUN,
        hours=OPEN,
    )


def two_levels() -> Scenario:
    """A level served first, and one that may wait; the second team is cheaper and slower."""
    return desk(
        segments={"Free": customers(250, {"email": 1.0}, "Basic"), "Pro": customers(250, {"phone": 1.0}, "Gold")},
        levels={
            "Gold": {"priority": 1, "offers": {"phone": offer("open", answer=promise("1 min", 0.85))}},
            "Basic": {"priority": 2, "offers": {"email": offer("open", resolve=promise("18 h", 0.8))}},
        },
        channels={"phone": CALLS, "email": email(replies=0.5, customer_replies_after="2 h")},
        teams={
            "Fast": team({"whole": _shift(WHOLE)}, cost=16.0),
            "Slow": team({"early": _shift(EARLY), "late": _shift(LATE)}, handle_time_factor=1.3),
        },
        run=RUN,
        hours=OPEN,
    )


HAND_MADE = {made.__name__: made for made in (two_halves, dear_weekend, backup, chats, limits, two_levels)}


def generated(seed: int, busy: int = 1) -> Scenario:
    """An instance drawn from a seed: mix, promises, shifts, teams, limits; ``busy`` times as many contacts."""
    rng = np.random.default_rng([2026, seed])

    def one_of(*choices: object) -> object:
        return choices[int(rng.integers(len(choices)))]

    names = [["phone"], ["chat"], ["email"], ["phone", "email"], ["chat", "email"]][seed % 5]
    offers = {
        "phone": offer(
            "open", answer=promise(str(one_of("30 s", "1 min", "2 min")), float(rng.choice([0.7, 0.8, 0.9])))
        ),
        "chat": offer("open", answer=promise(str(one_of("45 s", "90 s")), float(rng.choice([0.7, 0.8])))),
        "email": offer("open", reply=promise(str(one_of("2 h", "5 h", "9 h")), 0.85))
        | ({"resolve": promise(str(one_of("9 h", "18 h")), 0.8)} if rng.random() < 0.5 else {}),
    }
    channels = {
        "phone": phone(patience=str(one_of("1 min", "3 min"))),
        "chat": CHAT | {"concurrency": int(rng.integers(2, 4))},
        "email": email(replies=float(rng.choice([0.0, 0.5])), customer_replies_after="2 h"),
    }
    spans = [(EARLY, LATE), (EARLY, LATE, MIDDAY), (WHOLE, MIDDAY), (EARLY, LATE, WHOLE)][int(rng.integers(4))]
    shifts = {f"s{number}": _shift(span) for number, span in enumerate(spans)}
    if rng.random() < 0.3:
        shifts["s0"]["min_agents"] = 1
    if rng.random() < 0.3:
        shifts[f"s{len(spans) - 1}"]["max_agents"] = int(rng.integers(1, 3))
    teams = {"First": team(shifts, cost=float(rng.choice([10.0, 12.0])))}
    if len(spans) < 3 and rng.random() < 0.7:
        helping: Table = {} if len(names) == 1 else {"channels": [names[0]], "helps": {"First": "1 min"}}
        teams["Second"] = team({"t": _shift(WHOLE)}, cost=float(rng.choice([9.0, 15.0])), **helping)
    mix = {name: 1.0 / len(names) for name in names}
    run = RUN | ({"max_occupancy": 0.7} if rng.random() < 0.25 else {})
    return desk(
        segments={"All": customers(busy * float(rng.integers(200, 520)), mix)},
        levels={"Basic": {"offers": {name: offers[name] for name in names}}},
        channels={name: channels[name] for name in names},
        teams=teams,
        handle_time={"mean": str(one_of("5 min", "8 min")), "shape": "exponential"},
        run=run | {"seed": seed},
        hours=OPEN,
    )
