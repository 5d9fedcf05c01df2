"""Sentences about support levels: the recommendation, its reason, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

from planner.reporting.content.staffing_words import obstacle_text
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Quantity, Unit
from planner.studies import LevelsOption, LevelsStudy
from planner.studies.choosing import Figure
from planner.studies.levels import Gap
from planner.studies.shortlist import Combination
from planner.texts import _
from planner.units import format_share


def worth_unit(found: LevelsStudy) -> Unit:
    """The unit of what decides."""
    return "share" if found.plan.basis == "served" else "money"


def worth_label(found: LevelsStudy, currency: str) -> str:
    """The name of what decides."""
    texts = {
        "lifetime_value": _("Lifetime value of all, {currency}"),
        "margin": _("Margin after support a month, {currency}"),
        "served": _("Needs served"),
    }
    return texts[found.plan.basis].format(currency=currency)


def level_texts(combination: Combination) -> str:
    """A combination on one line."""
    return combination.name


def problem_text(option: LevelsOption) -> str:
    """Why a combination has no people."""
    if option.staffing is None:
        return option.problem
    return " ".join(obstacle_text(obstacle) for obstacle in option.staffing.obstacles)


def recommendation(found: LevelsStudy, currency: str) -> Iterator[str]:
    """What to do, why, and how sure that is; then how many combinations were looked at."""
    if found.best is not None:
        yield _best_text(found, found.best, currency)
        if found.runner_up is not None:
            yield _runner_up_text(found, currency)
    elif found.possible:
        yield _(
            "The plan does not say what all customers pay, so no level is recommended: below is what share of needs"
            " each cost serves. Give each segment revenue_per_customer_month and gross_margin, and churn_per_month too."
        )
    else:
        yield _("None of these combinations can be staffed so that every promise is kept.")
    yield _counts_text(found)
    if found.best is not None and found.plan.basis == "lifetime_value":
        yield _(
            "Lifetime value: what customers leave after support until they go, with the plan's churn; what bad service"
            " adds to it is the plan's assumption."
        )


def _best_text(found: LevelsStudy, best: LevelsOption, currency: str) -> str:
    worth = _worth_text(found, best.worth, currency)
    present = found.present
    if best.combination.present:
        return _(
            "Keep the levels of today ({levels}): {worth}, more than with any other combination that was searched."
        ).format(levels=level_texts(best.combination), worth=worth)
    text = _("Choose {levels}: {worth}").format(levels=level_texts(best.combination), worth=worth)
    gap = best.against_present
    if gap is None or present is None:
        why = _("today's levels cannot be staffed so that every promise is kept") if present is not None else ""
        return f"{text}; {why}." if why else f"{text}."
    more = money_text(gap.worth, currency)
    return _("{text}, {more} more than today ({sure}): {reason}.").format(
        text=text, more=more, reason=_reason_text(best, gap, present, currency), sure=_sure_text(found, gap)
    )


def _worth_text(found: LevelsStudy, worth: Figure, currency: str) -> str:
    amount = money_text(worth, currency)
    if found.plan.basis == "margin":
        return _("support leaves a margin of {amount} a month").format(amount=amount)
    return _("all customers together are worth {amount}").format(amount=amount)


def _reason_text(best: LevelsOption, gap: Gap, present: LevelsOption, currency: str) -> str:
    """What differs: the cost of support, and how many needs are served."""
    before, after = (
        quantity_text(Quantity(figure.value, figure.low, figure.high, "share"))
        for figure in (present.served, best.served)
    )
    served = _("{after} of needs are served instead of {before}").format(after=after, before=before)
    parts = [_cost_text(gap.cost, currency), *((served,) if before != after else ())]
    return _(", and ").join(parts)


def _cost_text(cost: Figure, currency: str) -> str:
    value, low, high = cost.value or 0.0, cost.low, cost.high
    if low is not None and high is not None and low <= 0.0 <= high:
        return _("support costs the same within chance")
    text = _("support costs {amount} less a month") if value < 0.0 else _("support costs {amount} more a month")
    return text.format(amount=money_text(cost, currency))


def _sure_text(found: LevelsStudy, gap: Gap) -> str:
    assert found.best is not None
    assert found.best.study is not None
    confidence = format_share(found.best.study.scenario.run.confidence, 0)
    if gap.certain:
        return _("more than chance, with {confidence} confidence").format(confidence=confidence)
    return _("not told apart from chance")


def _runner_up_text(found: LevelsStudy, currency: str) -> str:
    second = found.runner_up
    assert second is not None
    gap = second.behind_best
    assert gap is not None
    less = money_text(gap.worth, currency)
    if second.combination.present:
        text = _("The levels of today are the next best.")
    else:
        text = _("The next best, {levels}, is worth {less} less ({sure}).").format(
            levels=level_texts(second.combination), less=less, sure=_sure_text(found, gap)
        )
    alike = len(found.alike)
    if alike:
        text += " " + (
            _("One combination is as good within chance.")
            if alike == 1
            else _("{count} combinations are as good within chance.").format(count=alike)
        )
    return text


def _counts_text(found: LevelsStudy) -> str:
    impossible = len(found.options) - len(found.possible)
    text = _(
        "Of {all} combinations {searched} were searched with the simulation and {dropped} left out by an estimate."
    ).format(all=len(found.plan.combinations), searched=len(found.options), dropped=len(found.dropped))
    if impossible:
        text += " " + _("{count} cannot be staffed so that every promise is kept.").format(count=impossible)
    if found.left:
        text += " " + _("{count} were not searched any more.").format(count=found.left)
    return text


def money_text(figure: Figure, currency: str) -> str:
    """The size of an amount with its interval."""
    numbers = (figure.value, figure.low, figure.high)
    if (figure.value or 0.0) < 0.0:
        value, low, high = (None if number is None else -number for number in (numbers[0], numbers[2], numbers[1]))
    else:
        value, low, high = numbers
    return quantity_text(Quantity(value, low, high, "money"), interval=True, currency=currency)
