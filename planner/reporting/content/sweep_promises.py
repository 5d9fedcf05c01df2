"""The promises of a sweep: how each is kept from point to point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.reporting.content.promises import promise_text
from planner.reporting.content.sweep_tables import along, over_grid, unbroken
from planner.reporting.curves import Curve, SweepAxis, SweepPoint, SweepRow
from planner.reporting.quantities import quantity_text, verdict_text
from planner.reporting.report import Column, Promise, Quantity, Table
from planner.texts import _

Followed = tuple[Promise | None, ...]  # one promise from point to point


def by_promise(kept: Sequence[Sequence[Promise]]) -> dict[str, Followed]:
    """Each promise from point to point, by its label; None at a point that does not make it."""
    found = [{(each.level, each.channel, each.kind): each for each in promises} for promises in kept]
    keys = dict.fromkeys(key for promises in found for key in promises)
    followed = [tuple(promises.get(key) for promises in found) for key in keys]
    return {_label(promises): promises for promises in followed}


def depends(promises: Followed) -> bool:
    """Whether the verdict is not the same at all points."""
    return len({promise and promise.verdict for promise in promises}) > 1


def promise_curves(
    axes: Sequence[SweepAxis], points: Sequence[SweepPoint], followed: Mapping[str, Followed]
) -> Iterator[Curve]:
    """A curve for each promise whose verdict depends on what is varied."""
    for label, promises in followed.items():
        if depends(promises):
            reached = tuple(promise.reached if promise else Quantity(None, unit="share") for promise in promises)
            shares = {promise.share for promise in promises if promise is not None}
            limit = shares.pop() if len(shares) == 1 else None
            yield Curve(label, "share", reached, _table(label, axes, points, promises, reached), limit)


def promises_met(axes: Sequence[SweepAxis], points: Sequence[SweepPoint]) -> Iterator[Curve]:
    """How many promises are met at each point of a grid."""
    if any(point.promises for point in points):
        met = tuple(Quantity(float(point.met)) for point in points)
        texts = [_("{met} of {count}").format(met=point.met, count=point.promises) for point in points]
        title = _("Promises met")
        yield Curve(title, "count", met, over_grid(title, axes, points, texts))


def promise_rows(point: SweepPoint, kept: Sequence[Promise]) -> Iterator[SweepRow]:
    """The promises of a point as rows; their outcome is the verdict."""
    for promise in kept:
        reached = promise.reached
        by = {"level": promise.level, "channel": promise.channel}
        yield SweepRow(
            point.scenario, point.values, f"target_attainment_{promise.kind}", "share", by,
            reached.value, reached.low, reached.high, None, None, None, promise.verdict.value,
        )  # fmt: skip


def _label(promises: Followed) -> str:
    """Its level, channel and what is promised, or only of what kind it is where that is varied."""
    made = [promise for promise in promises if promise is not None]
    texts = {promise_text(promise) for promise in made}
    kinds = {"answer": _("answered in time"), "reply": _("replied in time"), "resolve": _("solved in time")}
    said = texts.pop() if len(texts) == 1 else kinds[made[0].kind]
    return _("{level} {channel}: {promise}").format(level=made[0].level, channel=made[0].channel, promise=said)


def _table(
    title: str,
    axes: Sequence[SweepAxis],
    points: Sequence[SweepPoint],
    promises: Followed,
    reached: Sequence[Quantity],
) -> Table:
    if len(axes) == 1:
        cells = [(each, promise.verdict if promise else None) for each, promise in zip(reached, promises, strict=True)]
        columns = (Column(_("Reached"), intervals=True), Column(_("Verdict"), numeric=False))
        return along(title, axes[0], points, cells, columns)
    texts = [
        f"{quantity_text(promise.reached, interval=True)} {unbroken(verdict_text(promise.verdict))}" if promise else ""
        for promise in promises
    ]
    return over_grid(title, axes, points, texts)
