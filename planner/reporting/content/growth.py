"""The chapter about growth: how long the people of today are enough, and what fails first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.reporting.chapter import Chapter, Chart, PlainRow
from planner.reporting.content.staffing_words import aim_text
from planner.reporting.quantities import quantity_text, weeks_text
from planner.reporting.report import Cell, Column, Quantity, Remark, Table, Verdict
from planner.staffing import Aim
from planner.studies import Growth
from planner.studies.growth import MonthShown, Reached, Standing
from planner.texts import LazyText, _, lazy

_MOST_NAMED = 4
_VERDICTS: Mapping[Standing, Verdict] = {
    Standing.HOLDS: Verdict.MET,
    Standing.NOT_CERTAIN: Verdict.NOT_CERTAIN,
    Standing.MISSED: Verdict.MISSED,
    Standing.NO_VALUE: Verdict.NO_VALUE,
}
_WORDS: Mapping[Standing, LazyText] = {
    Standing.HOLDS: lazy("holds"),
    Standing.NOT_CERTAIN: lazy("not certain"),
    Standing.MISSED: lazy("missed"),
    Standing.NO_VALUE: lazy("no value"),
}


def growth_chapter(found: Growth) -> Chapter:
    """What happens with the people of today."""
    tables = (_months_table(found), _aims_table(found))
    return Chapter(
        title=_("Growth with the people of today"),
        sentences=tuple(_sentences(found)),
        tables=tuple(table for table in tables if table is not None),
        rows={"growth": _rows(found)},
        charts=(Chart("line", _("Contacts a month"), "growth", 0, (1,)),),
    )


def month_text(number: int, date: str) -> str:
    """A month by its number, counted from 0, and its first day: "month 5, from 2027-01-04"."""
    return _("month {number}, from {date}").format(number=number + 1, date=date)


def months_text(numbers: Sequence[int]) -> str:
    """Months by their numbers, counted from 0: "months 1, 4 and 6"."""
    *others, last = [str(number + 1) for number in numbers]
    if not others:
        return _("month {number}").format(number=last)
    return _("months {numbers} and {last}").format(numbers=", ".join(others), last=last)


# -------------------------------------------------------------- sentences


def _sentences(found: Growth) -> Iterator[str]:
    yield from _enough(found)
    first, last = found.shown[0], found.shown[-1]
    yield _("Customers: {first} at first, {last} in {month}.").format(
        first=_whole(first.customers), last=_whole(last.customers), month=_name(last)
    )


def _whole(number: float) -> str:
    return quantity_text(Quantity(round(number), unit="whole"))


def _enough(found: Growth) -> Iterator[str]:
    breaks = found.breaks
    count = len(found.shown[0].reached)
    if breaks is None:
        text = _("The people of today are enough: all {count} aims hold in each of the {months} months.")
        yield text.format(count=count, months=len(found.shown))
        return
    number = breaks.month.number
    if number == 0:
        yield _("The people of today are not enough from the beginning, {month}.").format(month=_name(breaks))
    else:
        text = _("The people of today are enough for {count} months, no longer in {month}.")
        text = _("The people of today are enough for 1 month, no longer in {month}.") if number == 1 else text
        yield text.format(count=number, month=_name(breaks))
    yield from _failing(breaks)
    yield from _first_missed(found, breaks)
    yield from _afterwards(found, breaks)


def _name(shown: MonthShown) -> str:
    return month_text(shown.month.number, shown.month.first_day.isoformat())


def _failing(shown: MonthShown) -> Iterator[str]:
    failing = _worst_first(shown.reached)
    for each in failing[:_MOST_NAMED]:
        yield _("{where}: {reached}, wanted is {aim}: {standing}.").format(
            where=_where(each.aim), reached=_reached_text(each), aim=aim_text(each.aim), standing=_WORDS[each.standing]
        )
    if len(failing) > _MOST_NAMED:
        yield _("... and {count} more.").format(count=len(failing) - _MOST_NAMED)


def _worst_first(reached: Sequence[Reached]) -> list[Reached]:
    """Those that are not shown: missed ones first, of these the one that is missed by most."""
    failing = [each for each in reached if each.standing in (Standing.MISSED, Standing.NOT_CERTAIN)]
    return sorted(failing, key=lambda each: (each.standing is not Standing.MISSED, each.margin))


def _where(aim: Aim) -> str:
    return " ".join(part for part in (aim.level, aim.channel, aim.team) if part)


def _reached_text(reached: Reached) -> str:
    return quantity_text(_quantity(reached), interval=True)


def _quantity(reached: Reached) -> Quantity:
    return Quantity(reached.value, reached.low, reached.high, "share", limit=reached.aim.share)


def _first_missed(found: Growth, breaks: MonthShown) -> Iterator[str]:
    """The first month that misses an aim for certain, where the first that fails only may."""
    if any(each.standing is Standing.MISSED for each in breaks.reached):
        return
    for shown in found.shown:
        missed = [each for each in _worst_first(shown.reached) if each.standing is Standing.MISSED]
        if missed:
            text = _("The first that is surely missed is {where} in {month}: {reached}, wanted is {aim}.")
            yield text.format(
                where=_where(missed[0].aim),
                month=_name(shown),
                reached=_reached_text(missed[0]),
                aim=aim_text(missed[0].aim),
            )
            return
    yield _("In no month is anything missed for certain.")


def _afterwards(found: Growth, breaks: MonthShown) -> Iterator[str]:
    """Whether it comes right again, as after a season."""
    again = [shown for shown in found.shown if shown.month.number > breaks.month.number and shown.holds]
    if again:
        text = _("Later all aims hold again in {months}: seasons and chance move single months.")
        yield text.format(months=months_text([shown.month.number for shown in again]))


# -------------------------------------------------------------- tables


def _months_table(found: Growth) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for shown in found.shown:
        worst = _weakest(shown)
        held = sum(each.standing in (Standing.HOLDS, Standing.NO_VALUE) for each in shown.reached)
        rows.append(
            (
                shown.month.first_day.isoformat(),
                Quantity(round(shown.contacts), unit="whole"),
                _("{held} of {all}").format(held=held, all=len(shown.reached)),
                f"{_where(worst.aim)}: {aim_text(worst.aim)}",
                _quantity(worst),
                _VERDICTS[worst.standing],
            )
        )
    columns = (
        Column(_("Month from"), numeric=False),
        Column(_("Contacts")),
        Column(_("Hold"), numeric=False),
        Column(_("Weakest aim"), numeric=False),
        Column(_("Reached"), intervals=True),
        Column(_("Verdict"), numeric=False),
    )
    note = _(
        "Contacts: expected in a month, before self-service. Hold: so many of the promises, limits of occupancy and"
        " piles of work are as they should be. Weakest: what fails first, else what is nearest to it. Met: the whole"
        " interval reaches it; not certain: it lies inside. Leavers are replaced at once, by people as good."
    )
    return Table("growth", _("Month by month with the people of today"), columns, tuple(rows), note)


def _weakest(shown: MonthShown) -> Reached:
    failing = _worst_first(shown.reached)
    promised = [each for each in shown.reached if each.aim.is_promised]
    return failing[0] if failing else min(promised or shown.reached, key=lambda each: each.room)


def _aims_table(found: Growth) -> Table | None:
    """The aims that fail in some month: since when."""
    rows: list[tuple[Cell, ...]] = []
    for number, each in enumerate(found.shown[-1].reached):
        course = [(shown, shown.reached[number].standing) for shown in found.shown]
        failing = [shown for shown, standing in course if standing in (Standing.MISSED, Standing.NOT_CERTAIN)]
        missed = [shown for shown, standing in course if standing is Standing.MISSED]
        if failing:
            firsts = (shown[0].month.first_day.isoformat() if shown else "–" for shown in (failing, missed))
            rows.append((_where(each.aim), aim_text(each.aim), *firsts, _quantity(each), _VERDICTS[each.standing]))
    columns = (
        Column(_("Where"), numeric=False),
        Column(_("Wanted"), numeric=False),
        Column(_("No longer certain"), numeric=False),
        Column(_("First missed"), numeric=False),
        Column(_("In the last month"), intervals=True),
        Column(_("Verdict"), numeric=False),
    )
    return Table("growth_aims", _("What is no longer shown, and since when"), columns, tuple(rows)) if rows else None


def _rows(found: Growth) -> list[PlainRow]:
    """A row for each month and aim."""
    return [
        {
            "month": shown.month.number + 1,
            "first_day": shown.month.first_day.isoformat(),
            "customers": shown.customers,
            "contacts": shown.contacts,
            "aim": each.aim.kind,
            "level": each.aim.level,
            "channel": each.aim.channel,
            "team": each.aim.team,
            "within": each.aim.within,
            "clock": each.aim.clock,
            "share": each.aim.share,
            "value": each.value,
            "low": each.low,
            "high": each.high,
            "outcome": str(each.standing),
        }
        for shown in found.shown
        for each in shown.reached
    ]


# -------------------------------------------------------------- what was assumed


def growth_remarks(found: Growth) -> tuple[Remark, ...]:
    """What the months and the hiring plan take for granted."""
    return tuple(Remark(*remark) for remark in (*_about_months(found), *_about_people(found)))


def _about_months(found: Growth) -> Iterator[tuple[str, str]]:
    scenario, first = found.scenario, found.months[0].scenario
    text = _("Each month begins on the weekday of the plan's start; what is simulated of it: {weeks}.")
    yield text.format(weeks=weeks_text(first.weeks)), ""
    if scenario.backlog:
        yield _("The tickets open at the start are there in the first month only."), ""
    forecast = [name for name, segment in scenario.segments.items() if segment.forecast]
    if forecast:
        yield _("Months with a forecast take it from the plan: {segments}.").format(segments=", ".join(forecast)), ""
    if not any(segment.growth_per_month for segment in scenario.segments.values()):
        yield _("No segment grows."), _("Set segments.*.growth_per_month.")


def _about_people(found: Growth) -> Iterator[tuple[str, str]]:
    teams = found.scenario.teams.values()
    yield _("Hired are full-time people, on the first day of a month. Nobody is dismissed: who is spare stays."), ""
    yield _("The people of today are experienced. Leavers are expected numbers; hires are whole people."), ""
    if not any(team.attrition_per_year for team in teams):
        yield _("Nobody leaves."), _("Set teams.*.attrition_per_year.")
    if not any(team.ramp for team in teams):
        yield _("Newcomers work like everybody from the first day."), _("Set teams.*.ramp.")
    if not any(team.hiring_lead for team in teams):
        yield _("Who is wanted begins at once."), _("Set teams.*.hiring_lead.")
    if any(shift.days is None for team in teams for shift in team.shifts.values()):
        yield _("Nobody is hired for shifts on single dates."), ""
