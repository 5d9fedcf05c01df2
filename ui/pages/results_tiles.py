"""The five tiles: what each says of an answer, in words and numbers, without any widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.reporting.content.comparison import difference_of
from planner.reporting.content.promises import reached_text
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Quantity
from planner.texts import _
from ui.charts.picture import Subject
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
    """The tiles of an answer for a member; ``base`` is the answer to compare kept promises with."""
    subject = Subject(answer, by)
    return (_first_answer(subject), _kept(subject, base), _occupancy(subject), _cost(subject), _backlog(subject))


def _figure(subject: Subject, metric: str) -> tuple[Quantity, str]:
    """The metric for the member, or for all where it is not split so; the second part says which."""
    found = subject.answer.findings.get(metric, subject.by)
    if found.value is not None or not subject.by:
        return found, ""
    return subject.answer.findings.get(metric), _("all together")


def _texts(quantity: Quantity) -> tuple[str, str]:
    """Value, and the interval beside it; the caption has the currency."""
    value = quantity_text(quantity)
    whole = quantity_text(quantity, interval=True)
    return value, whole.removeprefix(value).strip().strip("()")


def _difference(subject: Subject, metric: str) -> str:
    """How far it lies from the base, paired over the replications."""
    comparison = subject.answer.comparison
    if comparison is None:
        return ""
    rows = (row for row in comparison.differences if row.metric == metric and dict(row.by) == dict(subject.by))
    row = next(rows, None)
    if row is None or row.value is None:
        return ""
    found = difference_of(row)
    if isinstance(found, Quantity):
        text = quantity_text(found)
        if row.low is not None and row.high is not None and row.low <= 0 <= row.high:
            return _("no real difference to {base}").format(base=comparison.baseline)
        return _("{difference} against {base}").format(difference=text, base=comparison.baseline)
    return ""


def _tile(subject: Subject, caption: str, metric: str, mood: Mood, verdict: str, detail: str) -> TileText:
    quantity, whose = _figure(subject, metric)
    value, interval = _texts(quantity)
    if whose:
        caption = _("{caption}, {whose}").format(caption=caption, whose=whose)
    origin = subject.answer.findings.origin(quantity)
    return TileText(caption, value, interval, mood, verdict, detail, _difference(subject, metric), "", quantity, origin)


# -------------------------------------------------------------- the tiles


def _first_answer(subject: Subject) -> TileText:
    late, _whose = _figure(subject, "first_response_time_p90")
    promises = [promise for promise in subject.promises() if promise.kind in {"answer", "reply"}]
    mood, verdict = _verdict(promises)
    detail = _("90 % within {time}").format(time=quantity_text(late))
    return _tile(subject, _("First answer, half within"), "first_response_time_p50", mood, verdict, detail)


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
    if base is not None and base.scenario.name != subject.answer.scenario.name:
        before = _met(Subject(base, subject.by).promises())
        change = quantity_text(Quantity(met - before, unit="whole", signed=True))
        difference = _("{difference} against {base}").format(difference=change, base=base.scenario.name)
    return TileText(
        caption=_("Promises kept"),
        value=_("{met} of {all}").format(met=met, all=len(promises)) if promises else "–",
        mood=mood,
        verdict=verdict,
        detail="" if worst is None else _weakest(worst),
        hover="" if worst is None else reached_text(worst),
        difference=difference,
        quantity=None if worst is None else worst.reached,
        origin=None if worst is None else subject.answer.findings.origin(worst.reached),
    )


def _occupancy(subject: Subject) -> TileText:
    quantity, _whose = _figure(subject, "occupancy")
    high = quantity.value if quantity.high is None else quantity.high
    mood: Mood = ""
    verdict = ""
    if quantity.value is not None and high is not None:
        if quantity.value > _TOO_BUSY:
            mood, verdict = "missed", _("too busy: waits grow")
        elif high > _BUSY:
            mood, verdict = "close", _("busy: little reserve")
        else:
            mood, verdict = "met", _("healthy")
    people, _whose = _figure(subject, "fte")
    detail = _("{people} full-time people").format(people=quantity_text(people))
    return _tile(subject, _("Occupancy"), "occupancy", mood, verdict, detail)


def _cost(subject: Subject) -> TileText:
    each, _whose = _figure(subject, "cost_per_ticket")
    currency = subject.answer.scenario.currency
    detail = _("{cost} per ticket").format(cost=quantity_text(each, currency=currency))
    caption = _("Cost a month, {currency}").format(currency=currency)
    return _tile(subject, caption, "cost_total_per_month", "", "", detail)


def _backlog(subject: Subject) -> TileText:
    left, _whose = _figure(subject, "tickets_open")
    offered, _whose = _figure(subject, "tickets_offered")
    oldest, _whose = _figure(subject, "oldest_open_p95")
    mood: Mood = ""
    verdict = ""
    if left.value is not None and offered.value:
        keeps_up = left.value / offered.value <= _MANY_OPEN
        mood, verdict = ("met", _("keeps up")) if keeps_up else ("missed", _("work is left over"))
    detail = _("oldest at busy times {age}").format(age=quantity_text(oldest))
    return _tile(subject, _("Open tickets, mean"), "backlog_mean", mood, verdict, detail)


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
