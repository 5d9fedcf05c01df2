"""A calibrated plan as TOML text, with a comment beside each number that says where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import tomlkit
from numpy.typing import NDArray
from tomlkit.items import Array, InlineTable, Item, Table

from planner.history.availability import Availability
from planner.history.fitting import DurationFit
from planner.history.patience import PatienceFit
from planner.history.presence import LoggedShift
from planner.scenario.migrations import FORMAT
from planner.scenario.saving import WRITTEN_BY
from planner.scenario.times import DAY_NAMES
from planner.texts import _
from planner.units import format_duration
from planner.version import __version__

FloatArray = NDArray[np.float64]

CUSTOMERS = 1000
COST_PER_HOUR = 20.0
LARGEST_OFF_QUEUE = 0.9
TIER, TEAM, LEVEL, HOURS = "L1", "Agents", "Standard", "open"
LARGEST_CV = 10.0
_DATES_A_LINE = 7
_VALUES_A_LINE = 10


@dataclass(frozen=True, slots=True)
class ProfileEstimate:
    """Demand by hour of the week (7 x 24 means per hour), the spread between days and the factor on holidays."""

    by_hour_of_week: FloatArray
    busy_day_cv: float
    holiday: float


@dataclass(frozen=True, slots=True)
class SegmentEstimate:
    """A group of customers: contacts per month, its profile, and its mixes as (rounded) shares."""

    per_month: float
    profile: str
    channels: Mapping[str, float]
    topics: Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class HandleEstimate:
    """The handle time of a topic: its fit, or None with the reason why another number stands in."""

    fit: DurationFit | None
    note: str


@dataclass(frozen=True, slots=True)
class PlanEstimates:
    """All that a calibrated plan says."""

    name: str
    source: str
    currency: str
    time_zone: str
    start: dt.date
    weeks: int
    warm_up: str
    cool_down: str
    holidays: tuple[dt.date, ...]
    opening: Mapping[str, str]
    holiday_opening: str | None
    profiles: Mapping[str, ProfileEstimate]
    segments: Mapping[str, SegmentEstimate]
    channels: Mapping[str, bool]  # live?
    patience: Mapping[str, PatienceFit | None]
    topics: Mapping[str, float]
    handle_times: Mapping[str, HandleEstimate]
    assumed_handle_time: float
    shifts: tuple[LoggedShift, ...]
    shift_note: str
    away: Availability | None
    measured_note: str


def write_plan(plan: PlanEstimates) -> str:
    """The plan as TOML text."""
    document = tomlkit.document()
    for line in _opening_lines(plan):
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    document.add("format", tomlkit.item(FORMAT))
    document.add("written_by", tomlkit.item(WRITTEN_BY))
    document.add("name", tomlkit.item(plan.name))
    document.add("note", tomlkit.item(plan.measured_note))
    document.add("currency", tomlkit.item(plan.currency))
    document.add("time_zone", tomlkit.item(plan.time_zone))
    document.add("start", _commented(plan.start, _("first day of the history")))
    document.add("weeks", tomlkit.item(plan.weeks))
    if plan.holidays:
        document.add("holidays", _lines(list(plan.holidays), _DATES_A_LINE))
        document["holidays"].comment(_("days without contacts or far below their weekday"))
    document.add("run", _run(plan))
    document.add("hours", _hours(plan))
    document.add("profiles", _super({name: _profile(profile) for name, profile in plan.profiles.items()}))
    document.add("segments", _super({name: _segment(segment) for name, segment in plan.segments.items()}))
    document.add("support_levels", _levels(plan))
    document.add("channels", _super({name: _channel(plan, name, live) for name, live in plan.channels.items()}))
    document.add("tiers", _super({TIER: tomlkit.table()}))
    document.add("topics", _super({name: _topic(plan, name, share) for name, share in plan.topics.items()}))
    document.add("teams", _teams(plan))
    return tomlkit.dumps(document)


def _opening_lines(plan: PlanEstimates) -> list[str]:
    return [
        _("Calibrated from {source} by Support Planner {version}.").format(source=plan.source, version=__version__),
        _("Each number says where it comes from; what is assumed is marked so and waits for your own figure."),
    ]


def _commented(value: object, comment: str) -> Item:
    item = tomlkit.item(value)
    item.comment(comment)
    return item


def _super(tables: Mapping[str, Table]) -> Table:
    outer = tomlkit.table(is_super_table=True)
    for name, table in tables.items():
        outer.add(name, table)
    return outer


def _lines(values: list[object], a_line: int) -> Array:
    array = tomlkit.array()
    if len(values) <= a_line:
        array.extend(values)
        return array
    for start in range(0, len(values), a_line):
        array.add_line(*values[start : start + a_line])
    array.add_line(indent="")
    return array


def _mix(shares: Mapping[str, float]) -> InlineTable:
    table = tomlkit.inline_table()
    for name, share in rounded_shares(shares).items():
        table.add(name, share)
    return table


def rounded_shares(shares: Mapping[str, float], digits: int = 4) -> dict[str, float]:
    """Shares with few digits that still add up to 1: the largest takes the rounding."""
    total = sum(shares.values())
    rounded = {name: round(share / total, digits) for name, share in shares.items()}
    largest = max(rounded, key=lambda name: rounded[name])
    rounded[largest] = round(1.0 - sum(share for name, share in rounded.items() if name != largest), digits)
    return rounded


def _run(plan: PlanEstimates) -> Table:
    table = tomlkit.table()
    table.add("replications", tomlkit.item(20))
    table.add("seed", tomlkit.item(1))
    table.add("warm_up", tomlkit.item(plan.warm_up))
    table.add("cool_down", tomlkit.item(plan.cool_down))
    return table


def _hours(plan: PlanEstimates) -> Table:
    table = tomlkit.table()
    table.comment(_("hours in which the desk was seen at work"))
    for days, spans in plan.opening.items():
        table.add(days, tomlkit.item(spans))
    if plan.holiday_opening:
        table.add("holidays", tomlkit.item(plan.holiday_opening))
    return _super({HOURS: table})


def _profile(profile: ProfileEstimate) -> Table:
    table = tomlkit.table()
    rows = tomlkit.array()
    for day, means in zip(DAY_NAMES, profile.by_hour_of_week, strict=True):
        row = tomlkit.array()
        row.extend([round(float(mean), 2) for mean in means])
        rows.add_line(row, comment=day)
    rows.add_line(indent="")
    table.add("by_hour_of_week", rows)
    table["by_hour_of_week"].comment(_("mean contacts per hour, from midnight on"))
    table.add(
        "busy_day_cv", _commented(round(profile.busy_day_cv, 3), _("day totals against Poisson around their weekday"))
    )
    if profile.holiday != 1.0:
        table.add("holiday", _commented(round(profile.holiday, 3), _("contacts on the holidays above, of a usual day")))
    return table


def _segment(segment: SegmentEstimate) -> Table:
    table = tomlkit.table()
    table.add("customers", _commented(CUSTOMERS, _("assumed: the history does not say how many customers there are")))
    table.add(
        "contacts_per_customer_month",
        _commented(
            round(segment.per_month / CUSTOMERS, 6),
            _("{contacts:,.0f} contacts a month over these customers").format(contacts=segment.per_month),
        ),
    )
    table.add("support_level", tomlkit.item(LEVEL))
    table.add("profile", tomlkit.item(segment.profile))
    table.add("channels", _mix(segment.channels))
    if segment.topics is not None:
        table.add("topics", _mix(segment.topics))
    return table


def _levels(plan: PlanEstimates) -> Table:
    offers = {}
    for name, live in plan.channels.items():
        offer = tomlkit.table()
        offer.add("hours", tomlkit.item(HOURS))
        target = tomlkit.inline_table()
        target.update({"within": "20 s", "share": 0.8} if live else {"within": "8 h", "share": 0.9})
        offer.add("answer" if live else "reply", target)
        target.comment(_("assumed: the history does not say what is promised"))
        offers[name] = offer
    level = tomlkit.table()
    level.add("priority", tomlkit.item(1))
    level.add("offers", _super(offers))
    return _super({LEVEL: level})


def _channel(plan: PlanEstimates, name: str, live: bool) -> Table:
    table = tomlkit.table()
    table.add("kind", tomlkit.item("live" if live else "deferred"))
    fit = plan.patience.get(name)
    if fit is not None:
        described: dict[str, object] = {"mean": _duration(fit.mean), "shape": fit.shape}
        if fit.shape != "exponential":
            described["cv"] = round(min(fit.cv, LARGEST_CV), 3)
        value = tomlkit.inline_table()
        value.update(described)
        table.add("patience", value)
        value.comment(
            _("censored fit: {waited} waited, {gone} gave up; exponential estimate {mean}").format(
                waited=fit.waited, gone=fit.gave_up, mean=_duration(fit.exponential_mean)
            )
        )
    elif live:
        table.add(tomlkit.comment(_("patience: too few gave up to estimate it; everyone waits")))
    return table


def _topic(plan: PlanEstimates, name: str, share: float) -> Table:
    table = tomlkit.table()
    table.add("share", _commented(share, _("of all contacts")))
    table.add("tier", tomlkit.item(TIER))
    work = tomlkit.table()
    estimate = plan.handle_times[name]
    value = _handle_time(estimate.fit, plan.assumed_handle_time)
    work.add("handle_time", value)
    work["handle_time"].comment(estimate.note)
    table.add("work", _super({TIER: work}))
    return table


def _handle_time(fit: DurationFit | None, assumed: float) -> Item:
    if fit is None:
        return tomlkit.item(format_duration(assumed))
    table = tomlkit.inline_table()
    if fit.values:
        outer = tomlkit.table()
        outer.add("shape", tomlkit.item("empirical"))
        outer.add("values", _lines([_duration(value) for value in fit.values], _VALUES_A_LINE))
        return outer
    table.update({"mean": _duration(fit.mean), "shape": fit.shape})
    if fit.shape != "exponential":
        table.update({"cv": round(min(fit.cv, LARGEST_CV), 3)})
    return table


def _duration(seconds: float) -> str:
    return format_duration(max(0.1, round(seconds, 1 if seconds < 600.0 else 0)))


def _teams(plan: PlanEstimates) -> Table:
    team = tomlkit.table()
    team.comment(plan.shift_note)
    team.add("tier", tomlkit.item(TIER))
    team.add("cost_per_hour", _commented(COST_PER_HOUR, _("assumed: the history knows no wages")))
    if plan.away is not None and plan.away.unavailable > 0.0:
        note = _("idle share of the time at work while somebody waited: breaks, talks, other duties")
        team.add("off_queue", _commented(round(min(plan.away.unavailable, LARGEST_OFF_QUEUE), 3), note))
        minutes = max(1.0, round(plan.away.spell / 60.0))
        team.add("off_queue_block", _commented(_duration(60.0 * minutes), _("mean length of such a time away")))
    shifts = {}
    for shift in plan.shifts:
        table = tomlkit.table()
        if shift.dates:
            table.add("dates", _lines(list(shift.dates), _DATES_A_LINE))
        else:
            table.add("days", tomlkit.item(shift.days))
        table.add("span", tomlkit.item(shift.span.text))
        table.add("agents", tomlkit.item(shift.agents))
        shifts[f"{shift.span.text} x {shift.agents}"] = table
    team.add("shifts", _super(shifts))
    return _super({TEAM: team})
