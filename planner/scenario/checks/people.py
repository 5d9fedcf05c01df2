"""Teams and shifts: what each must say, and breaks inside their shift."""

from __future__ import annotations

from collections.abc import Iterator

from planner.scenario.checks.finding import error, warning
from planner.scenario.checks.survey import Survey
from planner.scenario.problems import Finding
from planner.texts import _
from planner.units import format_duration


def teams_without_one_tier(survey: Survey) -> Iterator[Finding]:
    """A team works at a tier or at several, said once."""
    for name, team in survey.scenario.teams.items():
        if team.tier is None and team.tiers is None:
            yield error(
                "teams_without_one_tier",
                ("teams", name),
                _("{team} works at no tier.").format(team=name),
                _('Add tier = "L1", or tiers = ["L1", "L2"].'),
            )
        elif team.tier is not None and team.tiers is not None:
            yield error(
                "teams_without_one_tier",
                ("teams", name),
                _("{team} has both tier and tiers.").format(team=name),
                _("Keep one of them."),
            )


def shifts_without_days(survey: Survey) -> Iterator[Finding]:
    """A shift needs days or dates."""
    for name, team in survey.scenario.teams.items():
        for shift_name, shift in team.shifts.items():
            if shift.days is None and shift.dates is None:
                yield error(
                    "shifts_without_days",
                    ("teams", name, "shifts", shift_name),
                    _("The shift {shift} has neither days nor dates.").format(shift=shift_name),
                    _('Add days = "mon-fri", or dates = [2026-03-02].'),
                )


def breaks_outside_the_shift(survey: Survey) -> Iterator[Finding]:
    """A break must end before its shift does."""
    for name, team in survey.scenario.teams.items():
        for shift_name, shift in team.shifts.items():
            for number, rest in enumerate(shift.breaks):
                end = float(rest.after) + float(rest.length)
                if end > shift.span.length:
                    yield error(
                        "breaks_outside_the_shift",
                        ("teams", name, "shifts", shift_name, "breaks", number),
                        _("The break ends {end} after the start of the shift, which lasts {length}.").format(
                            end=format_duration(end), length=format_duration(shift.span.length)
                        ),
                        _("Begin it earlier or make it shorter."),
                    )


def agents_outside_their_limits(survey: Survey) -> Iterator[Finding]:
    """The fewest agents of a shift must not be more than the most."""
    for name, team in survey.scenario.teams.items():
        for shift_name, shift in team.shifts.items():
            if shift.min_agents is not None and shift.max_agents is not None and shift.min_agents > shift.max_agents:
                yield error(
                    "agents_outside_their_limits",
                    ("teams", name, "shifts", shift_name, "min_agents"),
                    _("min_agents is {low}, more than max_agents, {high}.").format(
                        low=shift.min_agents, high=shift.max_agents
                    ),
                    _("Exchange them."),
                )


def teams_that_serve_nothing(survey: Survey) -> Iterator[Finding]:
    """A team to which no ticket can come costs money for nothing."""
    scenario = survey.scenario
    if not survey.flows.stops:
        return
    needed: set[str] = set()
    for stop in survey.flows.stops:
        needed |= survey.teams_serving(stop.segment, stop.channel, stop.topic, stop.tier)
    for entry in scenario.backlog.values():
        topic = scenario.topics[entry.topic]
        needed |= survey.teams_serving(entry.segment, entry.channel, entry.topic, topic.tier)
    for name in scenario.teams:
        if name not in needed:
            yield warning(
                "teams_that_serve_nothing",
                ("teams", name),
                _("No ticket can reach {team}.").format(team=name),
                _("Check its tiers, channels, segments and topics, or switch it off."),
            )


def helpers_of_themselves(survey: Survey) -> Iterator[Finding]:
    """A team does not help itself."""
    for name, team in survey.scenario.teams.items():
        if name in team.helps:
            yield error(
                "helpers_of_themselves",
                ("teams", name, "helps", name),
                _("{team} cannot help itself.").format(team=name),
                _("Name another team."),
            )


def helpers_that_add_nothing(survey: Survey) -> Iterator[Finding]:
    """Helping a team has an effect only for work that the helper may not take at once anyway."""
    scenario = survey.scenario
    for name, team in scenario.teams.items():
        for helped in team.helps:
            work = [stop for stop in survey.flows.stops if survey.takes_at_once(helped, stop)]
            if work and all(survey.takes_at_once(name, stop) for stop in work):
                yield warning(
                    "helpers_that_add_nothing",
                    ("teams", name, "helps", helped),
                    _("{team} may take all work of {helped} at once, so this has no effect.").format(
                        team=name, helped=helped
                    ),
                    _("Leave it out, or narrow the tiers, channels, segments or topics of {team}.").format(team=name),
                )


def dedicated_teams_that_cannot_serve(survey: Survey) -> Iterator[Finding]:
    """A dedicated team should serve something of its level's customers."""
    scenario = survey.scenario
    for name, level in scenario.support_levels.items():
        team = scenario.teams.get(level.dedicated_team or "")
        stops = [stop for stop in survey.flows.stops if scenario.segments[stop.segment].support_level == name]
        if team is None or not stops:
            continue
        if not any(team.serves(stop.segment, stop.channel, stop.topic, stop.tier) for stop in stops):
            yield warning(
                "dedicated_teams_that_cannot_serve",
                ("support_levels", name, "dedicated_team"),
                _("{team} is the dedicated team of {level}, but serves none of its tickets.").format(
                    team=level.dedicated_team, level=name
                ),
                _("Check the tiers, channels, segments and topics of the team."),
            )
