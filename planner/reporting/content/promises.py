"""What was promised, what is reached, and whether the promise is kept."""

from __future__ import annotations

from planner.facts.intervals import one_sided_part
from planner.reporting.content.findings import Findings
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Column, Promise, Quantity, Table, Verdict
from planner.scenario.support_levels import Target
from planner.texts import _
from planner.units import format_share

KINDS = ("answer", "reply", "resolve")


def promises(findings: Findings) -> tuple[Promise, ...]:
    """Every target of the levels that some segment has, in the order of the plan."""
    scenario = findings.scenario
    used = {segment.support_level for segment in scenario.segments.values()}
    return tuple(
        _promise(findings, level_name, channel_name, kind, target)
        for level_name, level in scenario.support_levels.items()
        if level_name in used
        for channel_name, offer in level.offers.items()
        for kind in KINDS
        if (target := getattr(offer, kind)) is not None
    )


def judge(reached: Quantity, share: float, part: float = 1.0) -> Verdict:
    """Met only when the lower limit holds, missed only when the upper one fails; in between it is not certain.

    The limits are one-sided: they lie at this ``part`` of the interval's half-width. Without an interval (a single
    replication) nothing is certain.
    """
    if reached.value is None:
        return Verdict.NO_VALUE
    if reached.low is not None and reached.value - part * (reached.value - reached.low) >= share:
        return Verdict.MET
    if reached.high is not None and reached.value + part * (reached.high - reached.value) < share:
        return Verdict.MISSED
    return Verdict.NOT_CERTAIN


def promise_text(promise: Promise) -> str:
    """The promise in words: "80 % answered in 96 s"."""
    texts = {
        "answer": _("{share} answered in {within}"),
        "reply": _("{share} replied in {within}"),
        "resolve": _("{share} solved in {within}"),
    }
    share = quantity_text(Quantity(promise.share, unit="share"))
    return texts[promise.kind].format(share=share, within=_within(promise))


def reached_text(promise: Promise) -> str:
    """What happened in words: "Pro chat: 84 % (81–87) answered in 96 s, promised 80 %"."""
    texts = {
        "answer": _("{level} {channel}: {reached} answered in {within}, promised {share}"),
        "reply": _("{level} {channel}: {reached} replied in {within}, promised {share}"),
        "resolve": _("{level} {channel}: {reached} solved in {within}, promised {share}"),
    }
    return texts[promise.kind].format(
        level=promise.level,
        channel=promise.channel,
        reached=quantity_text(promise.reached, interval=True),
        within=_within(promise),
        share=quantity_text(Quantity(promise.share, unit="share")),
    )


def promises_table(findings: Findings) -> Table | None:
    """A row for each promise."""
    rows = tuple(
        (promise.level, promise.channel, promise_text(promise), promise.reached, promise.verdict)
        for promise in promises(findings)
    )
    if not rows:
        return None
    columns = (
        Column(_("Level"), numeric=False),
        Column(_("Channel"), numeric=False),
        Column(_("Promise"), numeric=False),
        Column(_("Reached"), intervals=True),
        Column(_("Verdict"), numeric=False),
    )
    note = _(
        "Met: kept with {confidence} confidence. That has one side, so its limit lies a little inside the interval."
        " Missed: broken as surely. Not certain: neither. (open): only opening hours count, and a day is the hours of"
        " one day."
    ).format(confidence=format_share(findings.scenario.run.confidence, 0))
    return Table("promises", _("Promises"), columns, rows, note)


def _within(promise: Promise) -> str:
    if promise.clock == "open hours":
        return _("{within} (open)").format(within=promise.within)
    return promise.within


def _promise(findings: Findings, level: str, channel: str, kind: str, target: Target) -> Promise:
    share = float(target.share)
    reached = findings.get(f"target_attainment_{kind}", {"level": level, "channel": channel})
    judged = Quantity(reached.value, reached.low, reached.high, "share", limit=share)
    return Promise(
        level=level,
        channel=channel,
        kind=kind,
        within=str(target.within),
        clock=str(target.clock),
        share=share,
        reached=judged,
        verdict=judge(judged, share, one_sided_part(findings.scenario.run.confidence, findings.replications)),
    )
