"""What a scenario leaves open and the simulation therefore assumes, each with the key that changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from planner.reporting.report import Remark
from planner.scenario import Scenario
from planner.scenario.addresses import format_address
from planner.scenario.resolve import ranges_of
from planner.texts import _


def assumptions(scenario: Scenario) -> tuple[Remark, ...]:
    """All that is assumed about a scenario."""
    return tuple(remark for assumption in ASSUMPTIONS for remark in assumption(scenario))


def _edges(scenario: Scenario) -> Iterator[Remark]:
    if scenario.backlog:
        before = _("It starts with the plan's backlog.")
    else:
        before = _("{warm_up} before the weeks fill the queues and are not counted.").format(
            warm_up=scenario.run.warm_up
        )
    after = _("Tickets of the weeks are followed for {cool_down} after them.").format(cool_down=scenario.run.cool_down)
    yield Remark(f"{before} {after}", _("Change it with run.warm_up and run.cool_down."))


def _no_absence(scenario: Scenario) -> Iterator[Remark]:
    names = [name for name, team in scenario.teams.items() if not team.absence and not team.off_queue]
    if names:
        yield Remark(
            _("Nobody in {teams} is ever ill, on leave or in a meeting.").format(teams=_listed(names)),
            _("Real teams lose a fifth or more of their paid hours: set absence and off_queue of these teams."),
        )


def _flat_demand(scenario: Scenario) -> Iterator[Remark]:
    names = [name for name, segment in scenario.segments.items() if segment.profile is None]
    if names:
        yield Remark(
            _("Customers of {segments} ask evenly by day and night, all week.").format(segments=_listed(names)),
            _("Give these segments a profile."),
        )


def _endless_patience(scenario: Scenario) -> Iterator[Remark]:
    names = [name for name, channel in scenario.channels.items() if channel.kind == "live" and channel.patience is None]
    if names:
        yield Remark(
            _("Nobody who waits on {channels} gives up, however long it takes.").format(channels=_listed(names)),
            _("Set patience of these channels."),
        )


def _no_holidays(scenario: Scenario) -> Iterator[Remark]:
    if scenario.holidays is None:
        yield Remark(_("There are no public holidays."), _('Set holidays, such as holidays = "RS".'))


def _consequences(scenario: Scenario) -> Iterator[Remark]:
    experience = scenario.experience
    if not experience.enabled:
        return
    after, satisfied = experience.churn_after, experience.satisfied
    leaving = {
        _("missed promise"): after.missed_target,
        _("contact given up"): after.abandoned,
        _("need not served"): after.unserved,
    }
    named = [f"{_share(share)} {_('after a')} {name}" for name, share in leaving.items() if share]
    if named:
        yield Remark(
            _("Customers leave because of bad experience: {shares}.").format(shares=_listed(named)),
            _("Change it with experience.churn_after, or switch it off: experience.enabled = false."),
        )
    kinds = {
        _("all promises met"): satisfied.met,
        _("a promise missed"): satisfied.missed,
        _("given up"): satisfied.abandoned,
        _("not served"): satisfied.unserved,
    }
    given = [f"{name} {_share(share)}" for name, share in kinds.items() if share is not None]
    if given:
        yield Remark(
            _("Satisfied customers: {shares}.").format(shares=_listed(given)),
            _("Change it with experience.satisfied; measure it by asking customers."),
        )


def _uncertain(scenario: Scenario) -> Iterator[Remark]:
    ranges = [format_address(path) for path in ranges_of(scenario)]
    if ranges:
        yield Remark(
            _("Not known exactly, and drawn anew in each replication: {ranges}.").format(ranges=_listed(ranges)),
            _("The intervals hold this uncertainty too. Write a plain number where you know it."),
        )


def _share(share: float) -> str:
    return f"{100 * float(share):.3g} %"


def _no_wages(scenario: Scenario) -> Iterator[Remark]:
    names = [name for name, team in scenario.teams.items() if not team.cost_per_hour]
    if names:
        yield Remark(
            _("The hours of {teams} cost nothing.").format(teams=_listed(names)),
            _("Set cost_per_hour of these teams."),
        )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


Assumption = Callable[[Scenario], Iterable[Remark]]

ASSUMPTIONS: tuple[Assumption, ...] = (
    _edges,
    _no_absence,
    _flat_demand,
    _endless_patience,
    _no_holidays,
    _no_wages,
    _consequences,
    _uncertain,
)
