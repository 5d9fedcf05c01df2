"""The five tiles: what each says of an answer, in words and numbers, without any widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from planner.reporting.content.comparison import difference_of
from planner.reporting.content.promises import reached_text
from planner.reporting.quantities import quantity_text, weeks_text
from planner.reporting.report import Quantity
from planner.texts import _
from ui.charts.picture import Subject, no_value_for
from ui.pages.results.digits import half_width, in_millions, short_interval, short_text
from ui.running.traced import Origin

if TYPE_CHECKING:
    from planner.reporting.report import Promise
    from ui.running.answer import Answer

Mood = Literal["met", "close", "missed", ""]
# Above these shares of busy time waits grow fast; the report says the same below its table of people.
_BUSY, _TOO_BUSY = 0.85, 0.90
_MANY_OPEN = 0.02  # share of the tickets that may be left open when the simulated time ends


@dataclass(frozen=True)
class TileText:
    """What a tile shows; ``quantity`` and ``origin`` are what "why" explains."""

    caption: str
    value: str
    interval: str = ""
    mood: Mood = ""
    verdict: str = ""
    detail: str = ""
    difference: str = ""
    hover: str = ""
    quantity: Quantity | None = None
    origin: Origin | None = None

    @property
    def spoken(self) -> str:
        """All of it in one line."""
        parts = (self.value, self.interval, self.verdict, self.detail, self.difference)
        return f"{self.caption}: " + ", ".join(part for part in parts if part)


def tile_texts(answer: Answer, by: Mapping[str, str], base: Answer | None) -> tuple[TileText, ...]:
    """The tiles of an answer for a member; ``base`` is the current answer of the base, for another scenario."""
    subject = Subject(answer, by)
    return (
        _first_answer(subject, base), _kept(subject, base), _occupancy(subject, base), _cost(subject, base),
        _backlog(subject, base),
    )  # fmt: skip


def _figure(subject: Subject, metric: str) -> Quantity:
    return subject.answer.findings.get(metric, subject.by)


def _difference(subject: Subject, metric: str, base: Answer | None) -> str:
    """How far it lies from the base, paired over the replications."""
    comparison = subject.answer.comparison
    if comparison is None or base is None:
        return ""
    rows = (row for row in comparison.differences if row.metric == metric and dict(row.by) == dict(subject.by))
    row = next(rows, None)
    found = None if row is None or row.value is None else difference_of(row)
    if row is None or not isinstance(found, Quantity):
        return ""
    if row.low is not None and row.high is not None and row.low <= 0 <= row.high:
        return _("no real difference to {base}").format(base=comparison.baseline)
    text, half = short_text(found), half_width(found)
    if half:
        # the unit is said once
        _number, _space, unit = half.partition(" ")
        text = f"{text.removesuffix(unit).rstrip()} ± {half}" if unit else f"{text} ± {half}"
    return _("{difference} against {base}").format(difference=text, base=comparison.baseline)


def _tile(
    subject: Subject, caption: str, metric: str, difference: str, mood: Mood = "", verdict: str = "", detail: str = ""
) -> TileText:
    quantity = _figure(subject, metric)
    origin = subject.answer.findings.origin(quantity)
    if quantity.value is None:
        absent = subject.absent(metric) or _("No value")
        return TileText(caption, short_text(quantity), verdict=absent, quantity=quantity, origin=origin)
    return TileText(
        caption, short_text(quantity), short_interval(quantity), mood, verdict, detail, difference, "", quantity, origin
    )


# -------------------------------------------------------------- the tiles


def _first_answer(subject: Subject, base: Answer | None) -> TileText:
    metric = "first_response_time_p50"
    promises = [promise for promise in subject.promises() if promise.kind in {"answer", "reply"}]
    mood, verdict = _verdict(promises)
    detail = _("90 % within {time}").format(time=short_text(_figure(subject, "first_response_time_p90")))
    difference = _difference(subject, metric, base)
    return _tile(subject, _("First answer, half within"), metric, difference, mood, verdict, detail)


def _kept(subject: Subject, base: Answer | None) -> TileText:
    promises = subject.promises()
    met = _met(promises)
    mood, verdict = _verdict(promises)
    worst = min(
        (promise for promise in promises if promise.reached.value is not None),
        key=lambda promise: (promise.reached.value or 0.0) - promise.share,
        default=None,
    )
    difference = ""
    if base is not None and promises:
        before = _met(Subject(base, subject.by).promises())
        change = quantity_text(Quantity(met - before, unit="whole", signed=True))
        difference = _("{difference} against {base}").format(difference=change, base=base.scenario.name)
    return TileText(
        caption=_("Promises kept"),
        value=_("{met} of {all}").format(met=met, all=len(promises)) if promises else "–",
        mood=mood,
        verdict=verdict if promises else _no_promises(subject.by),
        detail="" if worst is None else _weakest(worst),
        hover="" if worst is None else reached_text(worst),
        difference=difference,
        quantity=None if worst is None else worst.reached,
        origin=None if worst is None else subject.answer.findings.origin(worst.reached),
    )


def _occupancy(subject: Subject, base: Answer | None) -> TileText:
    team, quantity = _busiest(subject)
    high = quantity.value if quantity.high is None else quantity.high
    mood: Mood = ""
    verdict = ""
    if quantity.value is not None and high is not None:
        if quantity.value > _TOO_BUSY:
            mood, verdict = "missed", _("{team} too busy: waits grow").format(team=team)
        elif high > _BUSY:
            mood, verdict = "close", _("{team} busy: little reserve").format(team=team)
        else:
            mood, verdict = "met", _("healthy")
        verdict = verdict.strip()
    detail = _("{people} full-time people").format(people=short_text(_figure(subject, "fte")))
    difference = _difference(subject, "occupancy", base)
    return _tile(subject, _("Occupancy"), "occupancy", difference, mood, verdict, detail)


def _busiest(subject: Subject) -> tuple[str, Quantity]:
    """The team with the highest occupancy, because a mean hides it; of a chosen member, its own without a name."""
    own = _figure(subject, "occupancy")
    if subject.by or own.value is None:
        return "", own
    findings = subject.answer.findings
    teams = [(name, findings.get("occupancy", {"team": name})) for name in subject.answer.scenario.teams]
    known = [(name, quantity) for name, quantity in teams if quantity.value is not None]
    return max(known, key=lambda each: each[1].value or 0.0) if len(known) > 1 else ("", own)


def _cost(subject: Subject, base: Answer | None) -> TileText:
    """The cost of a month; the tables have that of the weeks, so the tile names both."""
    metric, scenario = "cost_total_per_month", subject.answer.scenario
    each = short_text(_figure(subject, "cost_per_ticket"), currency=scenario.currency)
    in_weeks, are_millions = in_millions(_figure(subject, "cost_total"))
    words = _("{cost} million in {weeks}") if are_millions else _("{cost} in {weeks}")
    detail = words.format(cost=short_text(in_weeks), weeks=weeks_text(scenario.weeks))
    verdict = _("{cost} per ticket").format(cost=each)
    difference = _difference(subject, metric, base)
    if base is not None and subject.answer.comparison is None:
        difference = _("run again to compare with {base}").format(base=base.scenario.name)
    tile = _tile(subject, _("Cost a month, {currency}"), metric, difference, "", verdict, detail)
    shown, are_millions = in_millions(_figure(subject, metric))
    caption = _("Cost a month, million {currency}") if are_millions else _("Cost a month, {currency}")
    value, interval = short_text(shown), short_interval(shown)
    return replace(tile, caption=caption.format(currency=scenario.currency), value=value, interval=interval)


def _backlog(subject: Subject, base: Answer | None) -> TileText:
    left, offered = _figure(subject, "tickets_open"), _figure(subject, "tickets_offered")
    mood: Mood = ""
    verdict = ""
    if left.value is not None and offered.value:
        keeps_up = left.value / offered.value <= _MANY_OPEN
        mood, verdict = ("met", _("keeps up")) if keeps_up else ("missed", _("work is left over"))
    detail = _("oldest at busy times {age}").format(age=short_text(_figure(subject, "oldest_open_p95")))
    difference = _difference(subject, "backlog_mean", base)
    return _tile(subject, _("Open tickets, mean"), "backlog_mean", difference, mood, verdict, detail)


def _no_promises(by: Mapping[str, str]) -> str:
    return no_value_for(by) if {"tier", "team", "topic"} & set(by) else _("nothing is promised")


def _weakest(promise: Promise) -> str:
    reached = quantity_text(promise.reached)
    return _("least: {level} {channel} {reached}").format(level=promise.level, channel=promise.channel, reached=reached)


def _met(promises: Sequence[Promise]) -> int:
    return sum(promise.verdict.value == "met" for promise in promises)


def _verdict(promises: Sequence[Promise]) -> tuple[Mood, str]:
    """The worst that can be said of promises, in words."""
    counts = Counter(promise.verdict.value for promise in promises)
    if counts["missed"]:
        return "missed", _("{count} missed").format(count=counts["missed"])
    if counts["not certain"]:
        return "close", _("{count} not certain").format(count=counts["not certain"])
    return ("met", _("all promises met")) if counts["met"] else ("", "")
