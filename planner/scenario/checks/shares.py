"""Shares that must add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planner.scenario.addresses import Path
from planner.scenario.checks.finding import error
from planner.scenario.checks.survey import Survey
from planner.scenario.problems import Finding
from planner.scenario.resolve import at_high_ends
from planner.texts import _
from planner.units import format_number

TOLERANCE = 0.005


def mixes_that_do_not_add_up(survey: Survey) -> Iterator[Finding]:
    """A mix of channels, topics or time zones must sum to 1, within half a per cent."""
    scenario = survey.scenario
    for name, segment in scenario.segments.items():
        yield from _mix(("segments", name, "channels"), segment.channels)
        if segment.topics is not None:
            yield from _mix(("segments", name, "topics"), segment.topics)
        if segment.time_zones:
            yield from _mix(("segments", name, "time_zones"), segment.time_zones)
    general = [name for name, segment in scenario.segments.items() if segment.topics is None]
    if general and not scenario.topics:
        yield error(
            "mixes_that_do_not_add_up",
            ("topics",),
            _("There are no topics, but customers of {segment} need some.").format(segment=general[0]),
            _("Describe at least one topic."),
        )
    elif general:
        shares = {name: topic.share for name, topic in scenario.topics.items()}
        yield from _mix(("topics",), shares, _("The shares of the topics"))


def _mix(path: Path, mix: Mapping[str, float], what: str = "") -> Iterator[Finding]:
    total = sum(float(share) for share in mix.values())
    if abs(total - 1.0) > TOLERANCE:
        message = _("{what} add up to {total} instead of 1.").format(
            what=what or _("The shares"), total=format_number(total, 4)
        )
        yield error("mixes_that_do_not_add_up", path, message, _("Change them so that their sum is 1."))


def shares_above_one(survey: Survey) -> Iterator[Finding]:
    """Shares of the same customers or tickets must not exceed 1 together."""
    scenario = survey.scenario
    for name, topic in scenario.topics.items():
        yield from _at_most_one(("topics", name, "misrouted"), topic.misrouted.values())
        for tier, work in topic.work.items():
            yield from _at_most_one(("topics", name, "work", tier, "escalates"), work.escalates.values())
    for name, channel in scenario.channels.items():
        if channel.after_abandoning is not None:
            parts = (channel.after_abandoning.retry, channel.after_abandoning.switch)
            yield from _at_most_one(("channels", name, "after_abandoning"), parts, _("retry and switch"))
        for key in ("when_closed", "when_not_offered"):
            elsewhere = getattr(channel, key)
            if elsewhere is not None:
                yield from _at_most_one(("channels", name, key), (elsewhere.share, elsewhere.wait), _("share and wait"))


def ranges_that_pass_one(survey: Survey) -> Iterator[Finding]:
    """Nor may they when a replication draws the high ends of their ranges."""
    scenario = survey.scenario
    plain = {finding.path for finding in shares_above_one(survey)}
    highest = at_high_ends(scenario)
    if highest is scenario:
        return
    for finding in shares_above_one(Survey(highest)):
        if finding.path not in plain:
            message = _("With the high ends of its ranges: {message}").format(message=finding.message)
            yield error("ranges_that_pass_one", finding.path, message, _("Lower the high ends until they fit."))


def _at_most_one(path: Path, shares: Iterable[float], what: str = "") -> Iterator[Finding]:
    total = sum(float(share) for share in shares)
    if total > 1.0 + 1e-9:
        message = _("{what} add up to {total}, which is more than 1.").format(
            what=what or _("The shares"), total=format_number(total, 4)
        )
        yield error("shares_above_one", path, message, _("Change them so that their sum is 1 or less."))
