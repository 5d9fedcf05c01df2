"""What the people do with the time they are paid for."""

from __future__ import annotations

import numpy as np

from planner.facts import Facts, Frame, Part
from planner.facts.agent_time import PaidKind
from planner.facts.parts import concatenated
from planner.metrics.backlog import seconds_of_the_weeks
from planner.metrics.estimators import Count, Ratio
from planner.metrics.metric import Metric
from planner.metrics.scales import in_hours, per_month, per_week
from planner.metrics.splits import AGENTS, TEAMS
from planner.metrics.work import work_seconds
from planner.texts import lazy
from planner.units import HOUR


def paid_seconds(facts: Facts) -> Part:
    """All paid time."""
    return facts.paid.part()


def _at_the_desk(facts: Facts) -> Part:
    return facts.paid.part(PaidKind.ON_DUTY, PaidKind.OVERTIME)


def _away(facts: Facts) -> Part:
    return facts.paid.part(PaidKind.BREAK, PaidKind.OFF_QUEUE, PaidKind.ABSENT)


def _overtime(facts: Facts) -> Part:
    return facts.paid.part(PaidKind.OVERTIME)


def _breaks_worked(facts: Facts) -> Part:
    return facts.paid.breaks_worked


def _idle(facts: Facts) -> Part:
    work = facts.work.part()
    return concatenated((_at_the_desk(facts), Part(work.codes, -work.values)))


def _conversation_load(facts: Facts) -> Part:
    return Part(facts.conversations.codes, facts.conversations.load)


def _at_a_desk_with_conversations(facts: Facts) -> Part:
    holding = facts.conversations.holding_teams[facts.paid.team]
    return Part(facts.paid.codes, _at_the_desk(facts).values * holding)


def _full_time_weeks(facts: Facts) -> Part:
    """Paid time in full-time weeks of the agent's team."""
    teams = facts.frame.scenario.teams
    full = np.array([teams[name].hours_per_week * HOUR for name in facts.frame.names["team"]], dtype=np.float64)
    return Part(facts.paid.codes, facts.paid.seconds / full[facts.paid.team])


def _hours_per_month(frame: Frame) -> float:
    return in_hours(frame) * per_month(frame)


METRICS = (
    Metric(
        name="occupancy",
        label=lazy("Occupancy"),
        unit="share",
        definition=lazy(
            "Share of the time at the desk (breaks and off-queue time out, overtime in) spent on work and wrap-up;"
            " with chats: time working on a message."
        ),
        better="neither",
        splits=AGENTS,
        numerator=lazy("work and wrap-up"),
        denominator=lazy("time on duty at the desk"),
        estimator=Ratio(work_seconds, _at_the_desk),
    ),
    Metric(
        name="chat_load",
        label=lazy("Chat load"),
        unit="share",
        definition=lazy(
            "Mean load of agents at the desk by held conversations, each weighing one over its channel's concurrency;"
            " teams that hold conversations only."
        ),
        better="neither",
        splits=AGENTS,
        numerator=lazy("time of held conversations over their concurrency"),
        denominator=lazy("time on duty at the desk of teams that hold conversations"),
        estimator=Ratio(_conversation_load, _at_a_desk_with_conversations),
    ),
    Metric(
        name="utilisation",
        label=lazy("Utilisation"),
        unit="share",
        definition=lazy("Share of paid time spent on work and wrap-up."),
        better="higher",
        splits=AGENTS,
        numerator=lazy("work and wrap-up"),
        denominator=lazy("paid time"),
        estimator=Ratio(work_seconds, paid_seconds),
    ),
    Metric(
        name="shrinkage",
        label=lazy("Shrinkage"),
        unit="share",
        definition=lazy(
            "Share of paid time in which people are not at the desk: paid breaks, off-queue time, absence."
        ),
        better="lower",
        splits=AGENTS,
        numerator=lazy("paid breaks, off-queue time and absence"),
        denominator=lazy("paid time"),
        estimator=Ratio(_away, paid_seconds),
    ),
    Metric(
        name="overtime_hours",
        label=lazy("Overtime"),
        unit="hours",
        definition=lazy("Hours from the end of shifts to the end of the work that was still under way."),
        better="lower",
        splits=AGENTS,
        numerator=lazy("hours worked after the end of shifts"),
        denominator=None,
        estimator=Count(_overtime, in_hours),
    ),
    Metric(
        name="worked_break_hours",
        label=lazy("Breaks worked through"),
        unit="hours",
        definition=lazy("Hours of unpaid breaks in which work was still under way; they are paid, and no overtime."),
        better="lower",
        splits=AGENTS,
        numerator=lazy("hours of unpaid breaks that were worked"),
        denominator=None,
        estimator=Count(_breaks_worked, in_hours),
    ),
    Metric(
        name="paid_hours",
        label=lazy("Paid hours"),
        unit="hours",
        definition=lazy(
            "Duty, paid breaks, breaks worked through, absence, off-queue time and overtime within the weeks."
        ),
        better="lower",
        splits=AGENTS,
        numerator=lazy("paid hours within the weeks"),
        denominator=None,
        estimator=Count(paid_seconds, in_hours),
    ),
    Metric(
        name="paid_hours_per_month",
        label=lazy("Paid hours a month"),
        unit="hours",
        definition=lazy("Paid hours, scaled to a month of 365.25/12 days."),
        better="lower",
        splits=TEAMS,
        numerator=lazy("paid hours within the weeks"),
        denominator=None,
        estimator=Count(paid_seconds, _hours_per_month),
    ),
    Metric(
        name="fte",
        label=lazy("Full-time people"),
        unit="people",
        definition=lazy("Paid hours a week over the team's hours per week of a full-time agent."),
        better="lower",
        splits=TEAMS,
        numerator=lazy("paid hours a week, each team's over its hours per week"),
        denominator=None,
        estimator=Count(_full_time_weeks, per_week),
    ),
    Metric(
        name="idle_hours",
        label=lazy("Idle hours"),
        unit="hours",
        definition=lazy("Hours at the desk without work."),
        better="neither",
        splits=AGENTS,
        numerator=lazy("time on duty at the desk less work and wrap-up"),
        denominator=None,
        estimator=Count(_idle, in_hours),
    ),
    Metric(
        name="agents_on_duty",
        label=lazy("Agents at the desk"),
        unit="people",
        definition=lazy("Mean number of agents on duty at the desk over the weeks."),
        better="neither",
        splits=AGENTS,
        numerator=lazy("time on duty at the desk"),
        denominator=lazy("time of the weeks"),
        estimator=Ratio(_at_the_desk, seconds_of_the_weeks),
    ),
)
