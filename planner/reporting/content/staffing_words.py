"""Sentences about a staffing: what must be shown, what stands in the way, how sure the answer is."""

from __future__ import annotations

from collections.abc import Sequence

from planner.facts.frame import HOURS_OF_WEEK
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Quantity
from planner.staffing import Aim, Obstacle, Reason, Shown, Staffing
from planner.staffing.search import LEAST_SAVING
from planner.texts import _
from planner.units import format_share

_HOURS_NAMED = 5
_AIMS_NAMED = 2


def aim_text(aim: Aim) -> str:
    """What must be shown: "80 % answered in 96 s"."""
    texts = {
        "answer": _("{share} answered in {within}"),
        "reply": _("{share} replied in {within}"),
        "resolve": _("{share} solved in {within}"),
        "worked_off": _("{share} of tickets solved in the end"),
        "outreach": _("{share} of outreach done"),
        "occupancy": _("at most {share} busy"),
        "keeps_up": _("hours at the desk for all work"),
    }
    within = _("{within} (open)").format(within=aim.within) if aim.clock == "open hours" else aim.within
    return texts[aim.kind].format(share=_share(aim.share), within=within)


def reached_text(shown: Shown) -> str:
    """What was shown, with its one-sided limit."""
    if shown.value is None or shown.limit is None:
        return _("nothing fell due")
    if not shown.aim.is_promised:
        return _share(shown.value, shown.aim.share)
    text = _("{value} (at most {limit})") if shown.aim.at_most else _("{value} (at least {limit})")
    return text.format(value=_share(shown.value, shown.aim.share), limit=_share(shown.limit, shown.aim.share))


def missing_text(failing: Sequence[Shown]) -> str:
    """The aims that a step did not show, the first few named: what more people were asked for."""
    named = [
        _("{where} {reached}, not {aim}").format(
            where=_place(shown.aim), reached=reached_text(shown), aim=aim_text(shown.aim)
        )
        for shown in failing[:_AIMS_NAMED]
    ]
    more = len(failing) - len(named)
    return "; ".join([*named, *([_("{count} more").format(count=more)] if more else [])])


def kept_text(staffing: Staffing) -> str:
    """How many aims were checked, and how."""
    confidence = format_share(staffing.scenario.run.confidence, 0)
    text = _(
        "All {count} aims are shown by {replications} simulations of the same customers, each by itself at"
        " {confidence} confidence (one-sided)."
    )
    return text.format(count=len(staffing.shown), replications=staffing.study.replications, confidence=confidence)


def proof_text(staffing: Staffing) -> str:
    """How sure it is that nothing cheaper does."""
    if staffing.stopped:
        return _("The search was stopped: this is the cheapest staffing found until then.")
    tried = _("{trials} staffings were simulated. Without any single one of these people an aim is not shown.").format(
        trials=staffing.trials
    )
    if staffing.proved:
        more = _("Nothing that costs {share} less is left, given that more people never hurt.")
    else:
        more = _("Cheaper ones near it were tried and failed; that a staffing {share} cheaper exists is not ruled out.")
    text = f"{tried} {more.format(share=_share(LEAST_SAVING))}"
    if staffing.limited:
        text += " " + _("The first programme ended at its limit, at most {gap} from the best.").format(
            gap=_share(staffing.gap)
        )
    return text


def obstacle_text(obstacle: Obstacle) -> str:
    """An aim that no staffing shows, and why."""
    shown = obstacle.shown
    text = _("{where}: {reached}, wanted is {aim}.").format(
        where=_place(shown.aim), reached=reached_text(shown), aim=aim_text(shown.aim)
    )
    if obstacle.reason is Reason.LIMITS:
        why = _("More people would do, but max_agents allows no more: {shifts}.").format(
            shifts=", ".join(obstacle.shifts)
        )
    elif obstacle.reason is Reason.HOURS:
        why = _("Customers come when no shift of those who serve them is there: {hours}. Add a shift or patterns.")
        why = why.format(hours=_hours(obstacle.hours))
    else:
        why = _("People cannot help: the work itself, or what comes before it, takes too long. Promise less.")
    return f"{text} {why}"


def _place(aim: Aim) -> str:
    return " ".join(part for part in (aim.level, aim.channel, aim.team, *aim.teams) if part)


def _hours(hours: tuple[int, ...]) -> str:
    named = [HOURS_OF_WEEK[hour] for hour in hours[:_HOURS_NAMED]]
    more = len(hours) - len(named)
    text = ", ".join(named)
    return _("{hours} and {more} more hours of the week").format(hours=text, more=more) if more else text


def _share(share: float, limit: float | None = None) -> str:
    return quantity_text(Quantity(share, unit="share", limit=limit))
