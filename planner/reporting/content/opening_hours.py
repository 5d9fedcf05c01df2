"""The chapter about opening hours: what each option costs and brings, and what the step to it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.comparison import Difference, Outcome
from planner.metrics import METRICS
from planner.reporting.chapter import Chapter, Chart, PlainRow
from planner.reporting.content.comparison import difference_of, outcome_text
from planner.reporting.content.findings import Findings
from planner.reporting.content.people_rows import people_beside, people_rows
from planner.reporting.content.staffing_words import obstacle_text
from planner.reporting.quantities import quantity_text, weeks_text
from planner.reporting.report import Cell, Column, Quantity, Table
from planner.studies import HoursOption, HoursStudy
from planner.studies.closed_doors import ClosedDoor, DoorKind
from planner.studies.hours import COST, FIGURES
from planner.texts import LazyText, _, lazy
from planner.units import MONTH, WEEK, format_number

_BY_NAME = {metric.name: metric for metric in METRICS}
_WAITS = (
    "first_response_time_mean",
    "first_response_time_p90",
    "abandonment_rate",
    "target_attainment_answer",
    "target_attainment_reply",
    "target_attainment_resolve",
)
_WORTH_SAYING = 0.5  # hours a week
_TOLD = {Outcome.BETTER, Outcome.WORSE, Outcome.DIFFERENT}
_DOORS: dict[DoorKind, LazyText] = {
    "unserved": lazy("Give up"),
    "switched": lazy("Ask elsewhere"),
    "waiting": lazy("Wait until it opens"),
}


def hours_chapter(found: HoursStudy, studied: Mapping[str, Findings], currency: str) -> Chapter:
    """Everything that is said about the choice; ``studied`` has what is known of the options with people."""
    staffings = {
        option.name: option.staffing for option in found.options if option.staffing is not None and option.possible
    }
    tables = (
        _options_table(found, studied, currency),
        _outside_table(found),
        _segments_table(found, studied),
        *(_steps_table(option, currency) for option in found.options if option.comparison is not None),
        people_beside("hours_people", staffings),
    )
    return Chapter(
        title=_("Opening hours for {level}").format(level=found.plan.level),
        sentences=tuple(_sentences(found, currency)),
        tables=tuple(table for table in tables if table is not None),
        rows={"hours": list(_rows(found, studied)), "hours_staffing": people_rows(staffings, "option")},
        charts=(
            Chart("column", _("Cost a month, {currency}").format(currency=currency), "hours", 0, (3,)),
            Chart("column", _("Needs a month that find it closed"), "hours_outside", 0, (2, 3, 4)),
        ),
    )


# -------------------------------------------------------------- sentences


def _sentences(found: HoursStudy, currency: str) -> Iterator[str]:
    channels = ", ".join(found.plan.channels)
    if not any(option.possible for option in found.options):
        yield _("None of these hours can be staffed so that every promise is kept.")
    for option in found.options:
        if not option.possible:
            yield _("{name}: cannot be staffed. {why}").format(name=option.name, why=problem_text(option))
        elif option.comparison is not None:
            yield _step_text(option, currency)
    for option in found.options:
        if option.unattended >= _WORTH_SAYING:
            yield _unattended_text(option)
    yield _(
        "Each option ({channels}) has the cheapest staffing found that keeps every promise; all meet the same"
        " customers. Intervals are those of the simulation with these people; whole people make costs go in steps, and"
        " few replications ask for more of them to be sure."
    ).format(channels=channels)


def _unattended_text(option: HoursOption) -> str:
    text = _(
        "{name}: in {hours} of the {all} open hours a week nobody is there for calls and chats. Promises are kept over"
        " the week as a whole; give a shift min_agents to have somebody there."
    )
    hours, every = (format_number(round(number, 1), 3) for number in (option.unattended, option.open_hours))
    return text.format(name=option.name, hours=hours, all=every)


def problem_text(option: HoursOption) -> str:
    """Why an option has no people."""
    if option.staffing is None:
        return option.problem
    return " ".join(obstacle_text(obstacle) for obstacle in option.staffing.obstacles)


def _step_text(option: HoursOption, currency: str) -> str:
    row = option.difference(COST)
    assert row is not None
    amount = _amount(row, currency)
    if row.outcome not in _TOLD:
        text = _("{name} instead of {narrower}: the cost cannot be told apart.").format(
            name=option.name, narrower=option.narrower
        )
    else:
        text = (
            _("{name} instead of {narrower} costs {amount} more a month.")
            if (row.value or 0.0) > 0.0
            else _("{name} instead of {narrower} saves {amount} a month.")
        ).format(name=option.name, narrower=option.narrower, amount=amount)
    each = option.cost_of_an_hour
    if each is not None and row.outcome is Outcome.WORSE:
        text += " " + _("Each of the {hours} further hours a week costs {cost}.").format(
            hours=format_number(option.more_hours, 1),
            cost=quantity_text(Quantity(*each, "money"), interval=True, currency=currency),
        )
    elif each is not None and row.outcome is Outcome.BETTER:
        hours = format_number(option.more_hours, 1)
        text += " " + _("So the {hours} further hours a week pay for themselves.").format(hours=hours)
    return f"{text} {_gains_text(option)}".rstrip()


def _gains_text(option: HoursOption) -> str:
    """What it brings beyond chance."""
    said: list[str] = []
    closed, wait = option.difference("contacts_closed"), option.difference("first_response_time_mean")
    if closed is not None and closed.outcome in _TOLD:
        text = (
            _("{count} fewer needs a month give up at a closed door")
            if (closed.value or 0.0) < 0
            else _("{count} more needs a month give up at a closed door")
        )
        said.append(text.format(count=_amount(closed, scale=MONTH / WEEK / option.scenario.weeks)))
    if wait is not None and wait.outcome in _TOLD:
        text = (
            _("the first answer comes {time} sooner")
            if (wait.value or 0.0) < 0
            else _("the first answer comes {time} later")
        )
        said.append(text.format(time=_amount(wait)))
    return _("What it brings: {said}.").format(said=_(", ").join(said)) if said else ""


def _amount(row: Difference, currency: str = "", scale: float = 1.0) -> str:
    """The size of a difference with its interval."""
    numbers = [None if number is None else abs(number) * scale for number in (row.value, row.low, row.high)]
    value, *limits = numbers
    low, high = sorted(limit for limit in limits if limit is not None) if None not in limits else (None, None)
    return quantity_text(Quantity(value, low, high, _BY_NAME[row.metric].unit), interval=True, currency=currency)


# -------------------------------------------------------------- tables


def _options_table(found: HoursStudy, studied: Mapping[str, Findings], currency: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for option in found.options:
        name = _("{name} (today)").format(name=option.name) if option.name == found.plan.today else option.name
        hours = Quantity(option.open_hours, unit="hours")
        if not option.possible:
            rows.append((name, hours, *(None,) * 4, _("✗ no")))
            continue
        each, further = studied[option.name], option.cost_of_an_hour
        hour = Quantity(None, unit="money") if further is None else Quantity(*further, "money")
        lost = [door.value or 0.0 for door in option.outside if door.kind == "unserved"]
        closed = Quantity(sum(lost), unit="count")
        rows.append((name, hours, each.get("fte"), each.get(COST), hour, closed, _("✓ yes")))
    columns = (
        Column(_("Hours"), numeric=False),
        Column(_("Open, h a week")),
        Column(_("FTE")),
        Column(_("Cost a month, {currency}").format(currency=currency), intervals=True),
        Column(_("Further hour, {currency}").format(currency=currency), roomy=True),
        Column(_("Give up")),
        Column(_("Kept"), numeric=False),
    )
    note = _(
        "Further hour: the difference in cost to the next narrower option that can be staffed, over the difference in"
        " open hours. Give up: needs a month that find a channel closed and are gone. Kept: whether any staffing keeps"
        " every promise."
    )
    return Table("hours", _("What each option takes"), columns, tuple(rows), note)


def _outside_table(found: HoursStudy) -> Table | None:
    rows: list[tuple[Cell, ...]] = []
    for option in found.options:
        by_segment: dict[str, list[ClosedDoor]] = {}
        for door in option.outside:
            by_segment.setdefault(door.segment, []).append(door)
        rows += [
            (
                f"{option.name}, {segment}",
                Quantity(sum(door.share or 0.0 for door in doors), unit="share"),
                *(Quantity(door.value, door.low, door.high, "count") for door in doors),
            )
            for segment, doors in by_segment.items()
        ]
    columns = (
        Column(_("Hours, segment"), numeric=False),
        Column(_("Of all needs")),
        *(Column(str(label), roomy=True) for label in _DOORS.values()),
    )
    note = _(
        "Needs a month that come while their channel is closed. A mail that comes then waits until the opening; of"
        " calls and chats those do that come back."
    )
    return Table("hours_outside", _("Demand outside the hours"), columns, tuple(rows), note) if rows else None


def _segments_table(found: HoursStudy, studied: Mapping[str, Findings]) -> Table | None:
    labels = {
        "first_response_time_mean": _("Mean wait"),
        "first_response_time_p90": _("90 % within"),
        "abandonment_rate": _("Give up waiting"),
        "target_attainment_answer": _("Answered in time"),
        "target_attainment_reply": _("Replied in time"),
        "target_attainment_resolve": _("Solved in time"),
    }
    shown = [name for name in labels if any(each.splits([name], ["segment"]) for each in studied.values())]
    rows: list[tuple[Cell, ...]] = [
        (
            by["segment"],
            option.name,
            *(studied[option.name].get(name, by) for name in shown),
        )
        for by in _segments(studied)
        for option in found.options
        if option.possible
    ]
    columns = (
        Column(_("Segment"), numeric=False),
        Column(_("Hours"), numeric=False),
        *(Column(labels[name], roomy=name == "first_response_time_mean") for name in shown),
    )
    note = _("Wait: until the first answer, nights and weekends included. Promises count as the plan says.")
    return Table("hours_segments", _("What customers see"), columns, tuple(rows), note) if rows else None


def _segments(studied: Mapping[str, Findings]) -> list[dict[str, str]]:
    found = {by["segment"]: by for each in studied.values() for by in each.splits(["contacts_potential"], ["segment"])}
    return list(found.values())


def _steps_table(option: HoursOption, currency: str) -> Table | None:
    """The differences in total, and those of segments that are told apart."""
    assert option.comparison is not None
    shown = [row for row in option.comparison.differences if row.outcome is not Outcome.NO_VALUE]
    chosen = [row for row in shown if not row.by or row.outcome in _TOLD]
    chosen.sort(key=lambda row: FIGURES.index(row.metric))  # stable: the total stays before its segments
    weeks = weeks_text(option.scenario.weeks)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_label(row, currency, weeks), row.by.get("segment", _("All")), difference_of(row), outcome_text(row.outcome))
        for row in chosen
    )
    columns = (
        Column(_("Figure"), numeric=False),
        Column(_("Segment"), numeric=False),
        Column(_("Difference"), intervals=True),
        Column(_("Verdict"), numeric=False),
    )
    note = _("Paired by replication; figures of segments that are not told apart are left out.")
    title = _("{name} against {narrower}").format(name=option.name, narrower=option.narrower)
    return Table("hours_steps", title, columns, rows, note)


def _label(row: Difference, currency: str, weeks: str) -> str:
    metric = _BY_NAME[row.metric]
    parts = [str(metric.label)]
    if row.metric in {"contacts_closed", "margin_after_support"}:
        parts.append(weeks)  # others beside them are about a month
    if metric.unit == "money":
        parts.append(currency)
    return ", ".join(parts)


# -------------------------------------------------------------- rows


def _rows(found: HoursStudy, studied: Mapping[str, Findings]) -> Iterator[PlainRow]:
    """A row for each option and figure; an option without people has one that says why."""
    for option in found.options:
        if not option.possible:
            yield _row(option, figure="", reason=problem_text(option))
            continue
        each = studied[option.name]
        for metric in dict.fromkeys((*FIGURES, *_WAITS)):
            for by in ({}, *each.splits([metric], ["segment"])):
                segment = by.get("segment", "")
                yield _row(option, metric, segment, each.get(metric, by), difference=option.difference(metric, segment))
        further = option.cost_of_an_hour
        if further is not None:
            yield _row(option, "cost_of_a_further_open_hour", "", Quantity(*further, "money"))
        yield _row(option, "open_hours_with_nobody_per_week", "", Quantity(option.unattended, unit="hours"))
        for door in option.outside:
            outside = Quantity(door.value, door.low, door.high, "count")
            yield _row(option, f"closed_{door.kind}_per_month", door.segment, outside)


def _row(
    option: HoursOption, figure: str, segment: str = "", quantity: Quantity | None = None,
    difference: Difference | None = None, reason: str = "",
) -> PlainRow:  # fmt: skip
    known = quantity if quantity is not None else Quantity(None)
    return {
        "option": option.name,
        "open_hours_per_week": option.open_hours,
        "possible": option.possible,
        "reason": reason,
        "figure": figure,
        "unit": known.unit if figure else "",
        "segment": segment,
        "value": known.value,
        "low": known.low,
        "high": known.high,
        "narrower": option.narrower,
        "difference": None if difference is None else difference.value,
        "difference_low": None if difference is None else difference.low,
        "difference_high": None if difference is None else difference.high,
        "outcome": "" if difference is None else difference.outcome.value,
    }
