"""Work that tickets bring and nobody serves."""

from __future__ import annotations

from collections.abc import Iterator

from planner.scenario.checks.finding import amount, error, listed, warning
from planner.scenario.checks.flows import Stop
from planner.scenario.checks.survey import Survey
from planner.scenario.problems import Finding
from planner.scenario.scenario import Scenario
from planner.scenario.teams import Team
from planner.texts import _


def work_nobody_serves(survey: Survey) -> Iterator[Finding]:
    """Every (segment, channel, topic, tier) that tickets can reach needs a team that serves it."""
    scenario = survey.scenario
    unserved: dict[tuple[str, str, bool], list[Stop]] = {}
    for stop in survey.flows.stops:
        if not survey.teams_serving(stop.segment, stop.channel, stop.topic, stop.tier):
            unserved.setdefault((stop.segment, stop.tier, stop.channel is None), []).append(stop)
    for (segment, tier, outreach), stops in unserved.items():
        count = amount(sum(survey.flows.stops[stop] for stop in stops))
        if outreach:
            message = _("{count} pieces of outreach or onboarding to {segment} a month are work of {tier}, {but}.")
        else:
            message = _("{count} {segment} tickets a month reach {tier}{details}, {but}.")
        yield error(
            "work_nobody_serves",
            ("segments", segment),
            message.format(
                count=count,
                segment=segment,
                tier=tier,
                details=_details(scenario, stops),
                but=_but(scenario, tier),
            ),
            _("Let a team serve them, or keep them from getting there."),
        )


def _details(scenario: Scenario, stops: list[Stop]) -> str:
    channels = {stop.channel for stop in stops if stop.channel}
    topics = {stop.topic for stop in stops if stop.topic}
    by = listed(name for name in scenario.channels if name in channels)
    about = listed(name for name in scenario.topics if name in topics)
    return _(" (by {channels}, about {topics})").format(channels=by, topics=about)


def _but(scenario: Scenario, tier: str) -> str:
    teams = {name: team for name, team in scenario.teams.items() if tier in team.served_tiers}
    if not teams:
        return _("where no team works")
    skills = {name: _skills(team) for name, team in teams.items()}
    if list(teams) == [tier]:
        return _("which serves only {skills}").format(skills=skills[tier])
    limits = [_("{team} serves only {skills}").format(team=name, skills=only) for name, only in skills.items()]
    return _("where {limits}").format(limits=_(" and ").join(limits))


def _skills(team: Team) -> str:
    return _(" with ").join(listed(part) for part in (team.segments, team.channels, team.topics) if part is not None)


def nobody_on_shift(survey: Survey) -> Iterator[Finding]:
    """Work that only teams without any agent may serve waits for ever."""
    scenario = survey.scenario
    manned = {name for name, team in scenario.teams.items() if any(shift.agents for shift in team.shifts.values())}
    waiting: dict[frozenset[str], float] = {}
    for stop, tickets in survey.flows.stops.items():
        teams = survey.teams_serving(stop.segment, stop.channel, stop.topic, stop.tier)
        if teams and not teams & manned:
            waiting[teams] = waiting.get(teams, 0.0) + tickets
    for teams, tickets in waiting.items():
        names = [name for name in scenario.teams if name in teams]
        yield warning(
            "nobody_on_shift",
            ("teams", names[0], "shifts"),
            _("{count} tickets a month wait for {teams}, where nobody has a shift.").format(
                count=amount(tickets), teams=listed(names)
            ),
            _("Add a shift with agents."),
        )


def no_tickets(survey: Survey) -> Iterator[Finding]:
    """A plan whose customers bring no ticket can be run, but says nothing."""
    if not survey.flows.stops and not survey.scenario.backlog:
        yield warning(
            "no_tickets",
            ("segments",),
            _("The customers of this plan bring no tickets."),
            _("Check customers, contacts_per_customer_month, and the offers of their support levels."),
        )
