"""The six answers from which a first plan is made; knows nothing of the window."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from planner.scenario.migrations import FORMAT
from planner.scenario.plan import Plan
from planner.texts import LazyText, _, lazy

_DAY = 24 * 60  # minutes
_LONGEST_SHIFT = 10 * 60
_USUAL_SHIFT = 8 * 60 + 30
_WEEKS_PER_MONTH = 52 / 12
_DAYS_AT_WORK = 5
# When people at work ask, in their own time; Monday is the busiest day.
_BY_HOUR = (1, 1, 1, 1, 1, 2, 6, 22, 60, 92, 100, 94, 70, 80, 94, 88, 72, 44, 22, 12, 8, 6, 4, 2)
_BY_WEEKDAY = (1.16, 1.08, 1.02, 0.98, 0.88, 0.16, 0.14)
OPEN_DAYS: Mapping[str, tuple[LazyText, int]] = MappingProxyType(
    {
        "mon-fri": (lazy("Monday to Friday"), 5),
        "mon-sat": (lazy("Monday to Saturday"), 6),
        "mon-sun": (lazy("Every day"), 7),
    }
)


@dataclass(frozen=True)
class KnownChannel:
    """A channel with what is usual for it: its part of all contacts, its promise, and its keys in a plan."""

    word: LazyText
    usual_share: float
    within: str
    promised: float
    keys: Mapping[str, Any]

    @property
    def is_live(self) -> bool:
        """Whether the customer waits on the line."""
        return bool(self.keys["kind"] == "live")


_MAIL = {"kind": "deferred", "replies": 0.6, "customer_replies_after": {"mean": "6 h", "cv": 1.5, "shape": "lognormal"}}
_CHAT = {"kind": "live", "concurrency": 2, "replies": 4, "customer_replies_after": "40 s", "patience": "4 min"}
CHANNELS: Mapping[str, KnownChannel] = MappingProxyType(
    {
        "email": KnownChannel(lazy("E-mail"), 0.6, "4 h", 0.9, _MAIL),
        "chat": KnownChannel(lazy("Chat"), 0.25, "90 s", 0.8, _CHAT),
        "phone": KnownChannel(
            lazy("Phone"), 0.15, "45 s", 0.8, {"kind": "live", "wrap_up": "60 s", "patience": "5 min"}
        ),
        "form": KnownChannel(lazy("Contact form"), 0.2, "1 d", 0.9, _MAIL),
        "social": KnownChannel(lazy("Social media"), 0.05, "4 h", 0.9, {**_MAIL, "handle_time_factor": 0.7}),
    }
)


@dataclass(frozen=True)
class Customers:
    """A group of customers: how many, and how often each asks in a month."""

    name: str
    count: float
    contacts: float


@dataclass(frozen=True)
class Promise:
    """A channel in use: its part of all contacts, and the share to be answered within a time."""

    channel: str
    share: float
    within: str
    promised: float


@dataclass(frozen=True)
class FirstAnswers:
    """What the six questions ask; times of day are minutes after midnight."""

    name: str = ""
    currency: str = "EUR"
    time_zone: str = "UTC"
    customers: tuple[Customers, ...] = (Customers("Customers", 4000, 0.5),)
    promises: tuple[Promise, ...] = ()
    handle_minutes: float = 12
    people: int = 5
    wage: float = 22.0
    shifts: int = 1
    days: str = "mon-fri"
    opens: int = 9 * 60
    closes: int = 17 * 60

    @property
    def contacts_a_month(self) -> float:
        """Contacts of all customers in a month."""
        return sum(group.count * group.contacts for group in self.customers)

    @property
    def open_minutes(self) -> int:
        """Length of an open day; the same time twice means around the clock."""
        return (self.closes - self.opens) % _DAY or _DAY

    @property
    def begins(self) -> int:
        """When an open day begins; around the clock that is midnight."""
        return 0 if self.open_minutes == _DAY else self.opens

    @property
    def fewest_shifts(self) -> int:
        """So many shifts it takes that nobody works more than ten hours."""
        return math.ceil(self.open_minutes / _LONGEST_SHIFT)

    @property
    def busy_share(self) -> float:
        """A first guess of the share of paid time that is work."""
        hours_of_work = self.contacts_a_month * self.handle_minutes / 60
        paid = self.people * 8 * _DAYS_AT_WORK * _WEEKS_PER_MONTH
        return hours_of_work / paid if paid else math.inf


def shift_spans(answers: FirstAnswers) -> dict[str, tuple[int, int]]:
    """The shifts by name with begin and length in minutes, spread evenly over the opening hours."""
    length = answers.open_minutes
    # Where one shift covers the day a second one would be the same.
    count = max(answers.shifts, answers.fewest_shifts) if length > _USUAL_SHIFT else 1
    each = max(math.ceil(length / count / 15) * 15, min(_USUAL_SHIFT, length)) if count > 1 else length
    numbered = [_("shift {number}").format(number=number + 1) for number in range(count)]
    names = {1: [_("day")], 2: [_("early"), _("late")]}.get(count, numbered)
    step = (length - each) / (count - 1) if count > 1 else 0
    begins = [answers.begins + round(number * step / 15) * 15 for number in range(count)]
    return {name: (begin, each) for name, begin in zip(names, begins, strict=True)}


def agents_on_shifts(answers: FirstAnswers) -> dict[str, int]:
    """How many people are on each shift of an open day when everybody works five days a week."""
    names = list(shift_spans(answers))
    open_days = OPEN_DAYS[answers.days][1]
    present = max(round(answers.people * min(1.0, _DAYS_AT_WORK / open_days)), len(names))
    each, left = divmod(present, len(names))
    return {name: each + (number < left) for number, name in enumerate(names)}


def first_plan(answers: FirstAnswers, today: dt.date | None = None) -> Plan:
    """A complete plan from the answers, beginning on the next Monday; PlanError where an answer cannot be used."""
    now = today or dt.datetime.now(tz=dt.UTC).date()
    data = {
        "format": FORMAT,
        "name": answers.name or _("Our support desk"),
        "note": _("Made from six answers; everything else is a usual value, to be replaced with your own."),
        "currency": answers.currency,
        "time_zone": answers.time_zone,
        "start": now + dt.timedelta(days=7 - now.weekday()),
        "weeks": 4,
        "run": {"replications": 20, "warm_up": "7 d", "seed": 1, "confidence": 0.95},
        "hours": {"open": {answers.days: span_text(answers.begins, answers.open_minutes)}},
        "profiles": {"usual": {"by_hour": list(_BY_HOUR), "by_weekday": list(_BY_WEEKDAY), "busy_day_cv": 0.1}},
        "segments": _segments(answers),
        "support_levels": {"Standard": {"kind": "live", "offers": _offers(answers)}},
        "channels": _channels(answers),
        "tiers": {"L1": {}},
        "topics": {"question": _topic(answers)},
        "teams": {"Support": _team(answers)},
    }
    return Plan.from_data(data)


def span_text(begin: int, length: int) -> str:
    """A span of the day as a plan writes it, "09:00-17:00"; one that ends at midnight ends at 24:00."""
    begin %= _DAY
    end = begin + length
    end -= _DAY if end > _DAY else 0
    return f"{begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02}"


def _segments(answers: FirstAnswers) -> dict[str, Any]:
    total = sum(promise.share for promise in answers.promises) or 1.0
    shares = {promise.channel: round(promise.share / total, 4) for promise in answers.promises}
    if shares:
        largest = max(shares, key=lambda name: shares[name])
        shares[largest] = round(shares[largest] + 1 - sum(shares.values()), 4)
    return {
        group.name: {
            "customers": group.count,
            "contacts_per_customer_month": group.contacts,
            "support_level": "Standard",
            "profile": "usual",
            "channels": dict(shares),
        }
        for group in answers.customers
    }


def _offers(answers: FirstAnswers) -> dict[str, Any]:
    offers: dict[str, Any] = {}
    for promise in answers.promises:
        target: dict[str, Any] = {"within": promise.within, "share": promise.promised}
        if CHANNELS[promise.channel].is_live:
            offers[promise.channel] = {"hours": "open", "answer": target}
        else:
            offers[promise.channel] = {"hours": "open", "reply": {**target, "clock": "open hours"}}
    return offers


def _channels(answers: FirstAnswers) -> dict[str, Any]:
    names = [promise.channel for promise in answers.promises]
    waiting = next((name for name in names if not CHANNELS[name].is_live), None)
    made = {}
    for name in names:
        made[name] = dict(CHANNELS[name].keys)
        if CHANNELS[name].is_live and waiting is not None:
            made[name]["when_closed"] = {"switch_to": waiting, "share": 0.7}
    return made


def _topic(answers: FirstAnswers) -> dict[str, Any]:
    work = {"handle_time": {"mean": f"{answers.handle_minutes:g} min", "cv": 0.9}}
    return {"share": 1.0, "tier": "L1", "work": {"L1": work}}


def _team(answers: FirstAnswers) -> dict[str, Any]:
    agents = agents_on_shifts(answers)
    shifts: dict[str, Any] = {}
    for name, (begin, length) in shift_spans(answers).items():
        shifts[name] = {"days": answers.days, "span": span_text(begin, length), "agents": agents[name]}
        if length >= 6 * 60:
            shifts[name]["breaks"] = [{"after": "4 h", "length": "30 min", "paid": False}]
    return {
        "tier": "L1",
        "cost_per_hour": answers.wage,
        "absence": 0.05,
        "off_queue": 0.1,
        "interruptible": True,
        "shifts": shifts,
    }
