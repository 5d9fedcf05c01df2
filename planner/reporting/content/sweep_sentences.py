"""What a manager would say about a sweep: where promises begin to be missed, and what is cheapest."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from planner.reporting.content.findings import Findings
from planner.reporting.content.sweep_promises import Followed, depends
from planner.reporting.curves import SweepAxis, SweepPoint
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Verdict
from planner.studies import Sweep
from planner.texts import LazyText, _, lazy

_MOST_NAMED = 4
Mark = TypeVar("Mark", bound=Hashable)


def sentences(
    found: Sweep,
    axes: Sequence[SweepAxis],
    points: Sequence[SweepPoint],
    findings: Sequence[Findings],
    followed: Mapping[str, Followed],
    compared: Mapping[str, str],
) -> tuple[str, ...]:
    """The answer, the most important first; ``compared`` has the sentence of each comparison, by scenario."""
    keeps = [point.met == point.promises for point in points]
    if not any(point.promises for point in points):
        said = [_("The plan promises nothing: no support level has a target.")]
    elif len(axes) == 1:
        said = [*_along_one(axes[0], points, keeps), *_promises_along(axes[0], points, followed)]
    else:
        said = [_over_two(axes, points, keeps), *_rows_of_grid(axes, points, keeps)]
    said += _cheapest(points, keeps, findings)
    if len(axes) == 1 and axes[0].numbers is not None:
        said += _ends(points, compared)
    return (*said, *_reference(found))


def _along_one(axis: SweepAxis, points: Sequence[SweepPoint], keeps: Sequence[bool]) -> Iterator[str]:
    """Where all promises are met, and where that is not sure but none is missed."""
    unmissed = [not point.missed for point in points]
    if any(keeps):
        yield _("{promises} met {where}.").format(promises=_all(points), where=_where(axis, points, keeps))
    else:
        yield _("At no value of {address} is it certain that all promises are met.").format(address=axis.address)
    if unmissed != keeps and any(unmissed):
        yield _("No promise is missed {where}.").format(where=_where(axis, points, unmissed))


def _where(axis: SweepAxis, points: Sequence[SweepPoint], holds: Sequence[bool]) -> str:
    if all(holds):
        return _("at any value of {address}").format(address=axis.address)
    texts = [f"{axis.address} = {axis.texts[point.places[0]]}" for point in points]
    return places(holds, texts, ordered=axis.numbers is not None)[True]


def _all(points: Sequence[SweepPoint]) -> str:
    counts = {point.promises for point in points}
    return _("All {count} promises are").format(count=counts.pop()) if len(counts) == 1 else _("All promises are")


def _promises_along(axis: SweepAxis, points: Sequence[SweepPoint], followed: Mapping[str, Followed]) -> Iterator[str]:
    """Where each promise begins to be missed; those met everywhere need no sentence."""
    texts = [axis.texts[point.places[0]] for point in points]
    changing = {label: promises for label, promises in followed.items() if depends(promises)}
    for label, promises in list(changing.items())[:_MOST_NAMED]:
        verdicts = [promise.verdict if promise else Verdict.NO_VALUE for promise in promises]
        found = places(verdicts, texts, ordered=axis.numbers is not None)
        parts = [f"{_VERDICTS[verdict]} {where}" for verdict, where in found.items()]
        yield _("{promise}: {parts}.").format(promise=label, parts=", ".join(parts))
    if len(changing) > _MOST_NAMED:
        yield _("... and {count} more, listed below.").format(count=len(changing) - _MOST_NAMED)
    for label, promises in followed.items():
        verdict = promises[0].verdict if promises[0] else Verdict.NO_VALUE
        if label not in changing and verdict is not Verdict.MET:
            yield _("{promise}: {verdict} at every value.").format(promise=label, verdict=_VERDICTS[verdict])


_VERDICTS: Mapping[Verdict, LazyText] = {
    Verdict.MET: lazy("met"),
    Verdict.NOT_CERTAIN: lazy("not certain"),
    Verdict.MISSED: lazy("missed"),
    Verdict.NO_VALUE: lazy("no value"),
}


def places(marks: Sequence[Mark], texts: Sequence[str], *, ordered: bool) -> dict[Mark, str]:
    """Where each mark stands along an axis: "from 4 on", "up to 2 and at 5"; without an order "at email, chat"."""
    if not ordered:
        return {
            mark: _("at {values}").format(
                values=", ".join(text for text, other in zip(texts, marks, strict=True) if other == mark)
            )
            for mark in dict.fromkeys(marks)
        }
    runs = [
        (mark, [text for _mark, text in run])
        for mark, run in groupby(zip(marks, texts, strict=True), key=lambda pair: pair[0])
    ]
    found: dict[Mark, list[str]] = {}
    for number, (mark, run) in enumerate(runs):
        found.setdefault(mark, []).append(_stretch(run, is_first=number == 0, is_last=number == len(runs) - 1))
    return {mark: _(" and ").join(stretches) for mark, stretches in found.items()}


def _stretch(run: Sequence[str], *, is_first: bool, is_last: bool) -> str:
    if len(run) == 1:
        return _("at {value}").format(value=run[0])
    if is_first:
        return _("up to {value}").format(value=run[-1])
    if is_last:
        return _("from {value} on").format(value=run[0])
    return _("from {first} to {last}").format(first=run[0], last=run[-1])


def _over_two(axes: Sequence[SweepAxis], points: Sequence[SweepPoint], keeps: Sequence[bool]) -> str:
    text = _("All promises are met at {count} of {all} points of {one} and {other}.")
    return text.format(count=sum(keeps), all=len(points), one=axes[0].address, other=axes[1].address)


def _rows_of_grid(axes: Sequence[SweepAxis], points: Sequence[SweepPoint], keeps: Sequence[bool]) -> Iterator[str]:
    """For each value of the first axis from which value of the second on all promises are met."""
    down, across = axes
    if not any(keeps) or all(keeps):
        return
    for row, text in enumerate(down.texts):
        line = [(point.places[1], kept) for point, kept in zip(points, keeps, strict=True) if point.places[0] == row]
        names = {"one": down.label, "value": text, "other": across.label}
        marks = [kept for _place, kept in line]
        if not line:
            continue
        if all(marks) or not any(marks):
            sentence = (
                _("{one} = {value}: met at every {other}.") if all(marks) else _("{one} = {value}: met at no {other}.")
            )
            yield sentence.format(**names)
        else:
            texts = [across.texts[place] for place, _kept in line]
            where = places(marks, texts, ordered=across.numbers is not None)[True]
            yield _("{one} = {value}: met with {other} {where}.").format(where=where, **names)


def _cheapest(points: Sequence[SweepPoint], keeps: Sequence[bool], findings: Sequence[Findings]) -> Iterator[str]:
    costs = [each.get("cost_total_per_month") for each in findings]
    found = [
        (cost.value, point.scenario, cost)
        for point, kept, cost in zip(points, keeps, costs, strict=True)
        if kept and cost.value is not None
    ]
    texts = [quantity_text(cost, currency=findings[0].scenario.currency) for _value, _name, cost in found]
    if len(set(texts)) > 1:
        cheapest = min(range(len(found)), key=lambda number: found[number][0])
        text = _("The cheapest of them: {name}, {cost} a month.")
        yield text.format(name=found[cheapest][1], cost=texts[cheapest])


def _ends(points: Sequence[SweepPoint], compared: Mapping[str, str]) -> Iterator[str]:
    """What the first and the last value change against the reference."""
    for name in dict.fromkeys((points[0].scenario, points[-1].scenario)):
        if name in compared:
            yield compared[name]


def _reference(found: Sweep) -> Iterator[str]:
    if len(found.points) < 2:
        return
    name = found.grid.reference.scenario.name
    if found.grid.own:
        yield _("Differences are to {name}, the plan as it stands.").format(name=name)
    else:
        yield _("The plan's own value is not among them; differences are to {name}.").format(name=name)
