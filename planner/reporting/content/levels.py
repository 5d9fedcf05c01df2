"""The chapter about support levels: what is recommended and how sure that is, the frontier, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.reporting.chapter import Chapter, Chart, PlainRow
from planner.reporting.content.findings import Findings
from planner.reporting.content.levels_words import (
    level_texts,
    problem_text,
    recommendation,
    worth_label,
    worth_unit,
)
from planner.reporting.content.people_rows import people_beside, people_rows
from planner.reporting.report import Cell, Column, Quantity, Table, Unit
from planner.studies import LevelsOption, LevelsStudy
from planner.studies.choosing import Figure
from planner.texts import _

_MOST_SHOWN = 12  # of the combinations that were left out; all of them are rows
# a sheet of a workbook has room for three intervals
_WITH_INTERVALS = ("cost_total_per_month", "margin_after_support", "lifetime_value")
_SEGMENT_FIGURES = (
    "cost_total_per_month",
    "revenue",
    "margin_after_support",
    "lifetime_value",
    "churn_per_month",
    "contacts_unserved",
    "first_response_time_mean",
)


def levels_chapter(found: LevelsStudy, studied: Mapping[str, Findings], currency: str) -> Chapter:
    """Everything that is said about the choice; ``studied`` has what is known of the combinations looked at closely."""
    staffings = {
        option.combination.name: option.staffing
        for option in (found.best, found.present)
        if option is not None and option.staffing is not None and option.possible
    }
    tables = (
        _options_table(found, currency),
        _frontier_table(found, currency),
        _segments_table(found, studied, currency),
        people_beside("levels_people", staffings),
        _impossible_table(found),
        _dropped_table(found, currency),
    )
    every = {o.combination.name: o.staffing for o in found.possible if o.staffing is not None}
    return Chapter(
        title=_("Support levels"),
        sentences=tuple(recommendation(found, currency)),
        tables=tuple(table for table in tables if table is not None),
        rows={
            "levels": [*_rows(found), *_segment_rows(found, studied)],
            "levels_combinations": list(_combination_rows(found)),
            "levels_staffing": people_rows(every, "combination"),
        },
        charts=(
            Chart(
                "scatter", _("What support costs, and what it leaves"), "levels_frontier", 1, (2, 3),
                joined=False, labels=0,
            ),
        ),
    )  # fmt: skip


def _quantity(figure: Figure, unit: Unit, *, signed: bool = False) -> Quantity:
    return Quantity(figure.value, figure.low, figure.high, unit, signed=signed)


# -------------------------------------------------------------- tables


def _options_table(found: LevelsStudy, currency: str) -> Table | None:
    if not found.possible:
        return None
    money = found.plan.basis != "served"
    rows: list[tuple[Cell, ...]] = []
    for option in found.possible:
        gap = option.against_present
        levels = option.combination.levels.values()
        more = None if gap is None else _quantity(gap.worth, _difference_unit(found), signed=True)
        rows.append(
            (
                *levels,
                _quantity(option.cost, "money"),
                _quantity(option.served, "share"),
                *((_quantity(option.margin, "money"),) if found.plan.basis == "lifetime_value" else ()),
                *((_quantity(option.worth, worth_unit(found)),) if money else ()),
                more,
                _verdict(option),
            )
        )
    columns = (
        *(Column(segment, numeric=False) for segment in found.plan.segments),
        Column(_("Cost a month, {currency}").format(currency=currency), roomy=True),
        Column(_("Needs served")),
        *((Column(_("Margin a month")),) if found.plan.basis == "lifetime_value" else ()),
        *((Column(worth_label(found, currency), roomy=True),) if money else ()),
        Column(_("Against today"), roomy=True),
        Column(_("Verdict"), numeric=False),
    )
    note = _(
        "Each with the cheapest staffing found that keeps every promise; the one worth most first. Margin: after"
        " support. Verdicts against today's levels are, all together, right with the stated confidence, given these"
        " people: whole people make costs go in steps, and few replications ask for more of them to be sure."
    )
    return Table("levels", _("Combinations with people"), columns, tuple(rows), note)


def _difference_unit(found: LevelsStudy) -> Unit:
    unit = worth_unit(found)
    return "points" if unit == "share" else unit


def _verdict(option: LevelsOption) -> str:
    gap = option.against_present
    if gap is None:
        return _("today") if option.combination.present else ""
    if gap.worth.value == 0.0 and gap.worth.low == gap.worth.high:
        return _("equal")
    if not gap.certain:
        return _("? not told apart")
    return _("✓ better") if (gap.worth.value or 0.0) > 0.0 else _("✗ worse")


def _frontier_table(found: LevelsStudy, currency: str) -> Table | None:
    """The numbers behind the chart: the options by cost, those of the frontier in a column of their own."""
    if len(found.possible) < 2:
        return None
    unit = worth_unit(found)
    ordered = sorted(found.possible, key=lambda option: option.cost.value or 0.0)
    rows: list[tuple[Cell, ...]] = []
    for option in ordered:
        worth = Quantity(option.worth.value, unit=unit)
        cells = (None, worth) if option.frontier else (worth, None)
        rows.append((level_texts(option.combination), Quantity(option.cost.value, unit="money"), *cells))
    label = worth_label(found, currency)
    columns = (
        Column(_("Levels"), numeric=False),
        Column(_("Cost a month, {currency}").format(currency=currency)),
        Column(_("{worth}: off the frontier").format(worth=label)),
        Column(_("{worth}: on the frontier").format(worth=label)),
    )
    note = _("The frontier: every other combination costs more, or is worth less, or both.")
    return Table("levels_frontier", _("The frontier"), columns, tuple(rows), note)


def _segments_table(found: LevelsStudy, studied: Mapping[str, Findings], currency: str) -> Table | None:
    labels = {
        "cost_total_per_month": _("Cost a month"),
        "margin_after_support": _("Margin, weeks"),
        "lifetime_value": _("Lifetime value"),
        "churn_per_month": _("Churn"),
        "contacts_unserved": _("Unserved, weeks"),
        "first_response_time_mean": _("Mean wait"),
    }
    shown = [name for name in labels if any(each.splits([name], ["segment"]) for each in studied.values())]
    words = _roles(found)
    rows: list[tuple[Cell, ...]] = []
    for segment in _segments(studied):
        for name, each in studied.items():
            if name not in words:
                continue
            level = each.scenario.segments[segment].support_level
            cells = (each.get(metric, {"segment": segment}) for metric in shown)
            rows.append((f"{segment}: {level} ({words[name]})", *cells))
    columns = (
        Column(_("Segment and level"), numeric=False),
        *(Column(labels[name], roomy=name in _WITH_INTERVALS) for name in shown),
    )
    title = _("Segment by segment, in {currency}").format(currency=currency)
    note = _(
        "Margin: after support, in the weeks that are simulated; unserved too. Lifetime value: of one customer. Churn:"
        " in a month."
    )
    return Table("levels_segments", title, columns, tuple(rows), note) if rows else None


def _segments(studied: Mapping[str, Findings]) -> list[str]:
    first = next(iter(studied.values()), None)
    if first is None:
        return []
    return [by["segment"] for by in first.splits(["contacts_potential", "cost_total_per_month"], ["segment"])]


def _roles(found: LevelsStudy) -> dict[str, str]:
    """The two that are set beside each other: the best and today's, which may be the best; then the next best."""
    words = {found.present.combination.name: _("today")} if found.present is not None else {}
    if found.best is not None and not found.best.combination.present:
        words[found.best.combination.name] = _("best")
    elif found.runner_up is not None:
        words[found.runner_up.combination.name] = _("next best")
    return words


def _impossible_table(found: LevelsStudy) -> Table | None:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (level_texts(option.combination), problem_text(option)) for option in found.options if not option.possible
    )
    columns = (Column(_("Levels"), numeric=False), Column(_("Why"), numeric=False))
    return Table("levels_impossible", _("Cannot be staffed"), columns, rows) if rows else None


def _dropped_table(found: LevelsStudy, currency: str) -> Table | None:
    ordered = sorted(found.dropped, key=lambda each: each.estimate.cost)
    rows: list[tuple[Cell, ...]] = [
        (
            level_texts(each.combination),
            Quantity(each.estimate.cost, unit="money"),
            level_texts(each.by),
            Quantity(each.estimate_of_by.cost, unit="money"),
        )
        for each in ordered[:_MOST_SHOWN]
    ]
    columns = (
        Column(_("Left out"), numeric=False),
        Column(_("About, {currency} a month").format(currency=currency)),
        Column(_("Clearly cheaper and worth more"), numeric=False),
        Column(_("About, {currency} a month").format(currency=currency)),
    )
    note = _(
        "By an estimate: the first programme for the people, simulated three times, taken to be off by a fifth of the"
        " cost to either side."
    )
    if len(ordered) > _MOST_SHOWN:
        note += " " + _("{count} more are in the rows of JSON and CSV.").format(count=len(ordered) - _MOST_SHOWN)
    title = _("Left out without a search")
    return Table("levels_dropped", title, columns, tuple(rows), note) if rows else None


# -------------------------------------------------------------- rows


def _rows(found: LevelsStudy) -> Iterator[PlainRow]:
    """A row for each combination and figure; one that says why for those without people."""
    for option in found.possible:
        figures: dict[str, tuple[Figure, Unit]] = {
            "cost_total_per_month": (option.cost, "money"),
            "share_of_needs_served": (option.served, "share"),
            "margin_after_support_per_month": (option.margin, "money"),
            f"worth_{found.plan.basis}": (option.worth, worth_unit(found)),
        }
        for gap, of in ((option.behind_best, "best"), (option.against_present, "present")):
            if gap is not None:
                figures[f"cost_difference_to_{of}"] = (gap.cost, "money")
                figures[f"worth_difference_to_{of}"] = (gap.worth, _difference_unit(found))
        for name, (figure, unit) in figures.items():
            if figure.value is not None:
                yield _row(found, option, name, "", _quantity(figure, unit))
    for option in found.options:
        if not option.possible:
            yield _plain(option.combination.name, "cannot be staffed", problem_text(option))
    for dropped in found.dropped:
        reason = _("{other} is clearly cheaper and worth more").format(other=dropped.by.name)
        cost = Quantity(dropped.estimate.cost, unit="money")
        yield _plain(dropped.combination.name, "left out", reason, "estimated_cost_per_month", quantity=cost)


def _segment_rows(found: LevelsStudy, studied: Mapping[str, Findings]) -> Iterator[PlainRow]:
    """Figures by segment of the combinations that were looked at closely."""
    for option in found.possible:
        each = studied.get(option.combination.name)
        for metric in _SEGMENT_FIGURES if each is not None else ():
            assert each is not None
            for by in each.splits([metric], ["segment"]):
                yield _row(found, option, metric, by["segment"], each.get(metric, by))


def _row(found: LevelsStudy, option: LevelsOption, figure: str, segment: str, quantity: Quantity) -> PlainRow:
    row = _plain(option.combination.name, "searched", "", figure, segment, quantity)
    return {
        **row,
        "recommended": option is found.best,
        "present": option.combination.present,
        "frontier": option.frontier,
    }


def _plain(
    name: str, status: str, reason: str, figure: str = "", segment: str = "", quantity: Quantity | None = None
) -> PlainRow:
    known = quantity if quantity is not None else Quantity(None)
    return {
        "combination": name,
        "status": status,
        "recommended": False,
        "present": False,
        "frontier": False,
        "reason": reason,
        "figure": figure,
        "unit": known.unit if figure else "",
        "segment": segment,
        "value": known.value,
        "low": known.low,
        "high": known.high,
    }


def _combination_rows(found: LevelsStudy) -> Iterator[PlainRow]:
    for combination in found.plan.combinations:
        for segment, level in combination.levels.items():
            yield {"combination": combination.name, "segment": segment, "level": level}
