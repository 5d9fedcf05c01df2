"""Keys that mean something only beside another: written alone, they have no effect and are answered by a warning."""

from __future__ import annotations

from collections.abc import Iterator

from planner.scenario.addresses import Path, exists
from planner.scenario.channels import Channel
from planner.scenario.checks.finding import warning
from planner.scenario.checks.survey import Survey
from planner.scenario.problems import Finding
from planner.scenario.scenario import Scenario
from planner.scenario.teams import Team
from planner.texts import _

Alone = Iterator[tuple[Path, str]]  # a path that may be written, and why it has no effect


def keys_that_need_another(survey: Survey) -> Iterator[Finding]:
    """A key that has an effect only beside another, which is missing."""
    for each in (_of_channels, _of_levels, _of_topics, _of_teams, _of_shifts, _of_the_plan, _of_holidays):
        for path, reason in each(survey.scenario):
            if exists(survey.scenario.data, path):
                yield warning(
                    "keys_that_need_another",
                    path,
                    _("{reason}, so {key} has no effect.").format(reason=reason, key=path[-1]),
                    _("Leave it out, or add what it needs."),
                )


def _of_channels(scenario: Scenario) -> Alone:
    for name, channel in scenario.channels.items():
        path: Path = ("channels", name)
        if channel.live:
            yield from _of_live_channel(scenario, path, channel)
        if channel.replies.mean <= 0 and not _is_left_for(scenario, name):
            reason = _("Customers never answer by {channel}").format(channel=name)
            yield (*path, "customer_replies_after"), reason
            if not channel.live:
                yield (*path, "replies_to"), reason
        for key, part in (("when_closed", channel.when_closed), ("when_not_offered", channel.when_not_offered)):
            if part is not None and part.wait <= 0:
                yield (*path, key, "within"), _("Nobody waits for the next opening")


def _of_live_channel(scenario: Scenario, path: Path, channel: Channel) -> Alone:
    name = path[1]
    if channel.patience is None:
        reason = _("Customers on {channel} have no patience given and wait for ever").format(channel=name)
        yield (*path, "silent_abandonment"), reason
        if channel.balks <= 0 and channel.at_close == "serve":
            yield (*path, "after_abandoning"), reason
    if channel.left_for is not None and channel.replies.mean <= 0:
        yield (*path, "left_for"), _("A contact on {channel} ends with the first answer").format(channel=name)
    other = channel.escalation_channel
    offering = [level for level in scenario.support_levels.values() if name in level.offers]
    if other is not None and offering and not any(other in level.offers for level in offering):
        reason = _("No level that offers {channel} offers {other}").format(channel=name, other=other)
        yield (*path, "escalation_channel"), reason


def _is_left_for(scenario: Scenario, name: str) -> bool:
    return any(part.left_for is not None and part.left_for.switch_to == name for part in scenario.channels.values())


def _of_levels(scenario: Scenario) -> Alone:
    for name, level in scenario.support_levels.items():
        if level.dedicated_team is None:
            reason = _("{level} has no dedicated team").format(level=name)
            yield ("support_levels", name, "dedicated_overflow_after"), reason


def _of_topics(scenario: Scenario) -> Alone:
    for name, topic in scenario.topics.items():
        if not any(topic.misrouted.values()):
            reason = _("No ticket about {topic} is misrouted").format(topic=name)
            yield ("topics", name, "misroute_handle_time"), reason


def _of_teams(scenario: Scenario) -> Alone:
    for name, team in scenario.teams.items():
        if not team.off_queue:
            yield ("teams", name, "off_queue_block"), _("{team} has no time off the queue").format(team=name)
        if not _holds_conversations(scenario, team):
            reason = _("{team} serves no channel with conversations").format(team=name)
            yield ("teams", name, "max_conversations"), reason
            for shift in team.shifts:
                yield ("teams", name, "shifts", shift, "last_chat_before"), reason


def _holds_conversations(scenario: Scenario, team: Team) -> bool:
    return any(
        channel.held for name, channel in scenario.channels.items() if team.channels is None or name in team.channels
    )


def _of_shifts(scenario: Scenario) -> Alone:
    for name, team in scenario.teams.items():
        for shift_name, shift in team.shifts.items():
            if all(rest.paid is not None for rest in shift.breaks):
                reason = _("Every break of {shift} says itself whether it is paid").format(shift=shift_name)
                without = _("{shift} has no breaks").format(shift=shift_name)
                yield ("teams", name, "shifts", shift_name, "paid_breaks"), reason if shift.breaks else without


def _of_the_plan(scenario: Scenario) -> Alone:
    if scenario.routing.order != "ageing":
        yield ("routing", "ageing"), _("The order of service is {order}").format(order=scenario.routing.order)
    if scenario.backlog:
        yield ("run", "warm_up"), _("A plan with tickets open at the start has no warm-up")


def _of_holidays(scenario: Scenario) -> Alone:
    if scenario.holidays:
        return
    reason = _("The plan has no holidays")
    for name in scenario.hours:
        yield ("hours", name, "holidays"), reason
    for name in scenario.profiles:
        own = [segment.holidays for segment in scenario.segments.values() if segment.profile == name]
        if not any(own):
            yield ("profiles", name, "holiday"), reason
    for name, team in scenario.teams.items():
        for shift in team.shifts:
            yield ("teams", name, "shifts", shift, "holidays"), reason
    yield ("costs", "holiday_premium"), reason
