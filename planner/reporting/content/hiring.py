"""The chapter about hiring: whom to hire by when, and each team month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planner.reporting.chapter import Chapter, Chart, PlainRow
from planner.reporting.content.growth import month_text, months_text
from planner.reporting.content.staffing_words import obstacle_text
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Cell, Column, Quantity, Table
from planner.studies import Growth
from planner.studies.headcount import PlannedMonth, TeamPlan
from planner.texts import _

_SOME = 0.05  # of a full-time person: less is not worth a sentence


def hiring_chapter(found: Growth, currency: str) -> Chapter:
    """What is needed, and who is to be hired."""
    teams = tuple(_team_table(plan, currency) for plan in found.plans)
    tables = (_hires_table(found, currency), _total_table(found, currency) if len(teams) > 1 else None, *teams)
    return Chapter(
        title=_("Hiring plan"),
        sentences=tuple(_sentences(found, currency)),
        tables=tuple(table for table in tables if table is not None),
        rows={"hiring": [row for plan in found.plans for row in _rows(plan)]},
        charts=tuple(
            Chart("line", _("{team}: full-time people").format(team=plan.team), _key(plan), 0, (1, 2, 4))
            for plan in found.plans
        ),
    )


# -------------------------------------------------------------- sentences


def _sentences(found: Growth, currency: str) -> Iterator[str]:
    if found.plans:
        yield from _hires_text(found)
        yield _needed_text(found)
        yield _cost_text(found, currency)
        yield from _spare_text(found)
    yield from _impossible(found)
    if any(not month.need.searched for plan in found.plans for month in plan.months):
        text = _(
            "People were searched in {months}; those of months marked ~ follow from their contacts. --every 1 searches"
            " each month."
        )
        yield text.format(months=months_text([each.month.number for each in found.staffed]))


def _hires_text(found: Growth) -> Iterator[str]:
    months = len(found.plans[0].months)
    hired = {plan.team: sum(month.crew.hired for month in plan.months) for plan in found.plans}
    total = sum(hired.values())
    if not total:
        yield _("Nobody has to be hired in these {months} months.").format(months=months)
        return
    parts = _(" and ").join(
        _("{number} for {team}").format(number=number, team=team) for team, number in hired.items() if number
    )
    people = _("1 person") if total == 1 else _("{number} people").format(number=total)
    leaving = sum(month.crew.leaving for plan in found.plans for month in plan.months[:-1])
    text = _("Hire {people} in {months} months: {parts}. In that time {leaving} are expected to leave.")
    yield text.format(people=people, months=months, parts=parts, leaving=_number(leaving))
    dates = [(month.decide_by, plan.team) for plan in found.plans for month in plan.months if month.crew.hired]
    late = [each for each in dates if each[0] < found.scenario.start]
    if late:
        text = _(
            "Decisions that were due before the plan begins come too late (the first on {date}): until these newcomers"
            " are there, people are missing in {teams}."
        )
        teams = ", ".join(dict.fromkeys(team for _date, team in late))
        yield text.format(date=min(late)[0].isoformat(), teams=teams)
    ahead = [each for each in dates if each not in late]
    if ahead:
        first, team = min(ahead)
        text = _("The next decision is due on {date}, for {team}.") if late else _("Decide on {team} first, by {date}.")
        yield text.format(date=first.isoformat(), team=team)


def _needed_text(found: Growth) -> str:
    parts = []
    for plan in found.plans:
        text = _("{team} has {present} full-time people and needs {first} now, {last} in month {month}")
        parts.append(
            text.format(
                team=plan.team,
                last=_number(plan.months[-1].need.full_time),
                month=len(plan.months),
                present=_number(plan.crew.present),
                first=_number(plan.months[0].need.full_time),
            )
        )
    return "; ".join(parts) + "."


def _number(people: float) -> str:
    return f"{people:.1f}"


def _cost_text(found: Growth, currency: str) -> str:
    months = [_together(found, number) for number in range(len(found.plans[0].months))]
    replacement = sum(month.replacement for month in _all(found))
    pay = [sum(month.cost - month.replacement for month in each) for each in months]
    text = _("The people cost {first} in the first month and {last} in the last")
    said = text.format(first=_money(pay[0], currency), last=_money(pay[-1], currency))
    if replacement:
        more = _("{said}; finding and training newcomers costs {replacement} in all.")
        return more.format(said=said, replacement=_money(replacement, currency))
    return f"{said}."


def _together(found: Growth, number: int) -> list[PlannedMonth]:
    return [plan.months[number] for plan in found.plans]


def _all(found: Growth) -> list[PlannedMonth]:
    return [month for plan in found.plans for month in plan.months]


def _money(amount: float, currency: str) -> str:
    return quantity_text(Quantity(amount, unit="money"), currency=currency)


def _spare_text(found: Growth) -> Iterator[str]:
    spare = [
        _("{team} {number}").format(team=plan.team, number=_number(plan.months[-1].crew.spare))
        for plan in found.plans
        if plan.months[-1].crew.spare >= 1.0 - _SOME
    ]
    if spare:
        text = _("In the last month there are more people than needed: {teams}. Nobody is dismissed.")
        yield text.format(teams=", ".join(spare))


def _impossible(found: Growth) -> Iterator[str]:
    for each in found.staffed:
        if each.obstacles:
            month = month_text(each.month.number, each.month.first_day.isoformat())
            yield _("In {month}, no staffing of these shifts shows every aim.").format(month=month)
            for obstacle in each.obstacles:
                yield obstacle_text(obstacle)
    if found.plans and len(found.plans[0].months) < found.staffed[-1].month.number + 1:
        yield _("The hiring plan ends with month {number}.").format(number=len(found.plans[0].months))


# -------------------------------------------------------------- tables


def _hires_table(found: Growth, currency: str) -> Table | None:
    chosen = [(month, plan) for plan in found.plans for month in plan.months if month.crew.hired]
    rows: list[tuple[Cell, ...]] = [
        (
            _decide_by(month.decide_by, found.scenario.start),
            month.first_day.isoformat(),
            plan.team,
            ", ".join(plan.tiers),
            Quantity(month.crew.hired, unit="whole"),
            Quantity(month.replacement, unit="money"),
        )
        for month, plan in sorted(chosen, key=lambda pair: pair[0].decide_by)
    ]
    total = Quantity(sum(month.crew.hired for month, _plan in chosen), unit="whole")
    rows.append(
        (_("All"), "", "", "", total, Quantity(sum(month.replacement for month, _plan in chosen), unit="money"))
    )
    columns = (
        Column(_("Decide by"), numeric=False),
        Column(_("First day"), numeric=False),
        Column(_("Team"), numeric=False),
        Column(_("Tier"), numeric=False),
        Column(_("To hire")),
        Column(_("Finding and training, {currency}").format(currency=currency)),
    )
    note = _("Decide by: the first day less the team's hiring lead; (past) lies before the plan begins.")
    return Table("hires", _("Whom to hire by when"), columns, tuple(rows), note, total=True) if chosen else None


def _decide_by(day: date, start: date) -> str:
    return _("{date} (past)").format(date=day.isoformat()) if day < start else day.isoformat()


def _total_table(found: Growth, currency: str) -> Table | None:
    if not found.plans:
        return None
    rows: list[tuple[Cell, ...]] = []
    for number, first in enumerate(found.plans[0].months):
        together = _together(found, number)
        rows.append(
            (
                _month_cell(first),
                _people(sum(month.need.full_time for month in together)),
                _people(sum(month.need.people for month in together)),
                Quantity(sum(month.need.cost for month in together), unit="money"),
                _people(sum(month.crew.people for month in together)),
                Quantity(sum(month.cost for month in together), unit="money"),
            )
        )
    columns = (
        Column(_("Month from"), numeric=False),
        Column(_("Needed, full-time")),
        Column(_("Needed, places")),
        Column(_("Their cost, {currency}").format(currency=currency)),
        Column(_("People with hires")),
        Column(_("Cost, {currency}").format(currency=currency)),
    )
    note = _(
        "Needed: the cheapest staffing that shows every aim, as full-time people and as places on shifts. Cost: a month"
        " of all people, newcomers and spare ones included, with finding and training. ~: from the months around."
    )
    return Table("hiring", _("All teams"), columns, tuple(rows), note)


def _team_table(plan: TeamPlan, currency: str) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _month_cell(month),
            _people(month.need.full_time),
            _people(month.crew.before),
            Quantity(month.crew.hired, unit="whole"),
            _people(month.crew.able),
            _people(month.crew.learning_worth),
            _people(month.crew.spare),
            _people(month.crew.leaving),
            Quantity(month.cost, unit="money"),
        )
        for month in plan.months
    )
    labels = (
        _("Needed"), _("At hand"), _("To hire"), _("Able"), _("In training"), _("Spare"), _("Leaving"),
        _("Cost, {currency}").format(currency=currency),
    )  # fmt: skip
    columns = (Column(_("Month from"), numeric=False), *(Column(label) for label in labels))
    title = _("{team} (tier {tiers})") if len(plan.tiers) == 1 else _("{team} (tiers {tiers})")
    note = _(
        "Full-time people. At hand: on the first day, before anybody is hired. Able: all of them, as so many"
        " experienced people. In training: the part of newcomers in that. Leaving: gone from the next month on."
    )
    return Table(_key(plan), title.format(team=plan.team, tiers=", ".join(plan.tiers)), columns, rows, note)


def _key(plan: TeamPlan) -> str:
    return f"hiring of {plan.team}"


def _month_cell(month: PlannedMonth) -> str:
    day = month.first_day.isoformat()
    return day if month.need.searched else f"{day} ~"


def _people(number: float) -> Quantity:
    return Quantity(number, unit="people")


def _rows(plan: TeamPlan) -> Sequence[PlainRow]:
    return [
        {
            "month": number,
            "first_day": month.first_day.isoformat(),
            "team": plan.team,
            "tiers": ", ".join(plan.tiers),
            "searched": month.need.searched,
            "needed": month.need.full_time,
            "needed_places": month.need.people,
            "needed_cost": month.need.cost,
            "at_hand": month.crew.before,
            "to_hire": month.crew.hired,
            "leaving": month.crew.leaving,
            "in_training": month.crew.learning,
            "in_training_worth": month.crew.learning_worth,
            "able": month.crew.able,
            "spare": month.crew.spare,
            "decide_by": month.decide_by.isoformat() if month.crew.hired else None,
            "replacement_cost": month.replacement,
            "cost": month.cost,
        }
        for number, month in enumerate(plan.months, start=1)
    ]
