"""Random desks on which every mechanic may meet every other: four channels, three tiers, three teams, two segments."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from desks import DAY, HOUR, MINUTE, Desk, channel, email, shift, team, topic
from hypothesis import strategies as st

from simulation.distributions import Distribution, Shape, constant, empirical, exponential, from_mean_and_cv, on_grid
from simulation.inputs import (
    QUARTER_HOUR,
    AfterAbandoning,
    BacklogInputs,
    BreakInputs,
    Callback,
    ChannelInputs,
    Chase,
    CountShape,
    DemandCell,
    Elsewhere,
    Horizon,
    Inputs,
    LeftFor,
    OfferInputs,
    Order,
    OutreachInputs,
    Reopens,
    RoutingInputs,
    SegmentInputs,
    SelfService,
    ShiftInputs,
    SilentAbandonment,
    Target,
    TeamInputs,
    TopicInputs,
    WorkInputs,
)
from simulation.opening import ALWAYS, OpenHours

CHAT, PHONE, MAIL, FORM = range(4)
TIERS = ("L1", "L2", "L3")
WARM_UP, WEEKS_END, END = -12 * HOUR, 36 * HOUR, 2 * DAY
OFFICE = OpenHours(
    np.array([day * DAY + 8 * HOUR for day in (-1, 0, 1)]), np.array([day * DAY + 18 * HOUR for day in (-1, 0, 1)])
)
maybe = st.booleans()
SHAPES = (Shape.EXPONENTIAL, Shape.LOGNORMAL, Shape.GAMMA, Shape.WEIBULL, Shape.UNIFORM, Shape.TRIANGULAR)


@st.composite
def durations(draw: st.DrawFn, mean: float) -> Distribution:
    """A random duration of any shape with about the given mean."""
    shape = draw(st.sampled_from((*SHAPES, Shape.EMPIRICAL)))
    if shape is Shape.EMPIRICAL:
        return empirical((0.5 * mean, mean, 2.0 * mean), (2.0, 2.0, 1.0))
    return from_mean_and_cv(shape, mean, 0.4)


@st.composite
def live_channels(draw: st.DrawFn, name: str, held: bool) -> ChannelInputs:
    """Chat or phone, with any of what live customers do."""
    other = PHONE if name == "chat" else CHAT
    return channel(
        name,
        concurrency=draw(st.integers(2, 3)) if held else 1,
        replies=draw(st.sampled_from([0.0, 2.5])) if held else draw(st.sampled_from([0.0, 0.0, 1.0])),
        replies_shape=draw(st.sampled_from(list(CountShape))),
        customer_replies_after=exponential(45.0),
        patience=draw(st.sampled_from([None, exponential(150.0), constant(90.0)])),
        wrap_up=draw(st.sampled_from([None, exponential(30.0)])),
        balks=draw(st.sampled_from([0.0, 0.1])),
        callback=draw(st.sampled_from([None, Callback(30.0, 0.8)])),
        after_abandoning=AfterAbandoning(0.3, exponential(300.0), MAIL, 0.3) if draw(maybe) else None,
        when_closed=Elsewhere(draw(st.sampled_from([MAIL, other])), 0.5, 0.3, exponential(600.0))
        if draw(maybe)
        else None,
        when_not_offered=Elsewhere(FORM, 0.7, 0.0, constant(0.0)),
        left_for=LeftFor(MAIL, 0.2) if draw(maybe) else None,
        escalation_transfers=draw(maybe),
        disconnects_at_close=draw(maybe),
        silent_abandonment=SilentAbandonment(0.5, exponential(40.0)) if draw(maybe) else None,
        hand_over=draw(st.sampled_from([0.0, 20.0])),
    )


@st.composite
def deferred_channels(draw: st.DrawFn, name: str) -> ChannelInputs:
    """Mail or a form, with replies to all or to their owner, and customers who ask again."""
    chase = Chase(0.3, exponential(HOUR), draw(st.sampled_from([CHAT, PHONE, MAIL])), exponential(60.0))
    return email(
        replies=draw(st.sampled_from([0.0, 0.7])),
        replies_shape=CountShape.GEOMETRIC,
        customer_replies_after=exponential(2 * HOUR),
        replies_to_owner=draw(maybe),
        chase=chase if draw(maybe) else None,
        wrap_up=draw(st.sampled_from([None, exponential(60.0)])),
        handle_time_factor=draw(st.sampled_from([1.0, 1.2])),
    )


@st.composite
def topics(draw: st.DrawFn, name: str, tier: int) -> TopicInputs:
    """Work at three tiers that may be misrouted, escalate and come back."""
    at = [WorkInputs(draw(durations(minutes * MINUTE)), ()) for minutes in (5, 8, 10)]
    at[0] = replace(at[0], escalates=((1, 0.2), (2, 0.05)))
    at[1] = replace(at[1], escalates=((2, 0.2),))
    reopens = Reopens(0.1, exponential(HOUR), 0.5) if draw(maybe) else None
    misrouted = ((1 - tier, 0.1),) if draw(maybe) else ()
    return replace(topic(60.0), name=name, stream=name, tier=tier, work=tuple(at), misrouted=misrouted, reopens=reopens)


@st.composite
def teams(draw: st.DrawFn, name: str) -> TeamInputs:
    """People who may be interrupted, finish all, or hold few conversations."""
    return team(
        name,
        interruptible=draw(maybe),
        finishes_all=draw(maybe),
        max_conversations=draw(st.sampled_from([0, 0, 1, 2])),
        handle_time_factors=np.array(draw(st.sampled_from([(1.0, 1.0, 1.0), (1.3, 1.0, 0.9)]))),
    )


@st.composite
def shifts(draw: st.DrawFn, number: int) -> ShiftInputs:
    """A team's shift: by day, round the clock in stretches that touch, or past midnight."""
    by_day = tuple((day * DAY + 7 * HOUR, day * DAY + 17 * HOUR) for day in (-1, 0, 1))
    touching = ((-12 * HOUR, 12 * HOUR), (12 * HOUR, 30 * HOUR), (34 * HOUR, 2 * DAY))
    late = tuple((day * DAY + 14 * HOUR, day * DAY + 26 * HOUR) for day in (-1, 0, 1))
    lunch = BreakInputs(3 * HOUR, 30 * MINUTE, draw(maybe), draw(maybe))
    last = BreakInputs(10 * HOUR, 20 * MINUTE, True, False)  # at the end of a shift, or near it
    return shift(
        number,
        draw(st.integers(1, 2)),
        *draw(st.sampled_from([by_day, touching, late])),
        breaks=draw(st.sampled_from([(), (lunch,), (lunch, last)])),
        absence=draw(st.sampled_from([0.0, 0.2])),
        off_queue=draw(st.sampled_from([0.0, 0.1])),
        last_chat_before=draw(st.sampled_from([0.0, HOUR])),
    )


@st.composite
def takes_after(draw: st.DrawFn) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Each team its own tier, or any; and a few further rules for any part of the work, at once or after a wait."""
    waits = np.full((3, len(TIERS), 5, 2, 2), draw(st.sampled_from([np.inf, np.inf, 0.0])))
    for number in range(3):
        waits[number, number] = 0.0
    some = st.sampled_from([slice(None), slice(0, 1), slice(1, 2), slice(2, 4)])
    for _ in range(draw(st.integers(0, 6))):
        team_number, tier = draw(st.integers(0, 2)), draw(st.integers(0, 2))
        seconds = draw(st.sampled_from([0.0, 60.0, 120.0, 900.0, np.inf]))
        waits[team_number, tier, draw(some), draw(st.sampled_from([slice(None), slice(0, 1)]))] = seconds
    return waits


@st.composite
def segments(draw: st.DrawFn, name: str) -> SegmentInputs:
    """Customers with promises of all kinds, opening hours, articles and prevention."""
    hours = draw(st.sampled_from([ALWAYS, OFFICE]))
    answer, reply, resolve = Target(120.0, 0.8, False), Target(2 * HOUR, 0.9, True), Target(DAY, 0.9, False)
    offers: list[OfferInputs | None] = [OfferInputs(hours, answer, reply, resolve) for _ in range(4)]
    if draw(maybe):
        offers[draw(st.sampled_from([CHAT, PHONE]))] = OfferInputs(ALWAYS, None, None, None)
    if draw(maybe):
        offers[draw(st.sampled_from([CHAT, PHONE]))] = None
    service = SelfService(0.3, np.array([0.5, 0.0]), 0.3, exponential(2 * HOUR)) if draw(maybe) else None
    mix = draw(st.sampled_from([(0.3, 0.3, 0.3, 0.1), (0.6, 0.2, 0.2, 0.0), (0.1, 0.1, 0.7, 0.1)]))
    return SegmentInputs(
        name, name, 0, draw(st.integers(1, 3)), np.array([0.7, 0.3]), np.array(mix), draw(st.sampled_from([1.0, 0.9])),
        np.array([0.0, draw(st.sampled_from([0.0, 0.2]))]), service, tuple(offers),
        (draw(st.sampled_from([MAIL, FORM])),) * 4,
    )  # fmt: skip


@st.composite
def rich_inputs(draw: st.DrawFn) -> Inputs:
    """A desk of two days after half a day of warm-up, or with a backlog and none."""
    with_backlog = draw(maybe)
    begin = 0.0 if with_backlog else WARM_UP
    quarters = round((END - begin) / QUARTER_HOUR)
    volume = st.sampled_from([0.2, 0.5, 1.5])
    peak = np.where(np.arange(quarters) % 16 < 8, 1.5, 0.5)
    outage = np.where(np.arange(quarters) % 50 == 0, 3.0, 1.0)
    factors = np.column_stack((np.ones(quarters), outage))
    demand = (
        DemandCell(0, "s0|zone", draw(volume) * peak, 0.0, factors),
        DemandCell(1, "s1|zone", draw(volume) * np.ones(quarters), draw(st.sampled_from([0.0, 0.4]))),
    )
    call = OutreachInputs(1, "s1", 1, exponential(5 * MINUTE), np.full(quarters, 0.1))
    waiting = BacklogInputs(0, "old", draw(st.sampled_from([MAIL, FORM])), 1, 15, exponential(DAY))
    plain = Desk(
        channels=(
            replace(draw(live_channels("chat", held=True)), name="chat"),
            draw(live_channels("phone", held=False)),
            replace(draw(deferred_channels("mail")), name="mail"),
            replace(draw(deferred_channels("form")), name="form"),
        ),
        topics=(draw(topics("how to", 0)), draw(topics("bug", 1))),
        teams=(draw(teams("L1")), draw(teams("L2")), draw(teams("L3"))),
        shifts=(*(draw(shifts(number)) for number in range(3)), replace(draw(shifts(0)), stream="more")),
        tiers=TIERS,
        segments=2,
        end=END,
    ).inputs()
    return replace(
        plain,
        horizon=Horizon(begin, WEEKS_END, END, round(begin / QUARTER_HOUR) + 96, np.arange(quarters) // 96),
        segments=(draw(segments("s0")), draw(segments("s1"))),
        routing=RoutingInputs(draw(st.sampled_from(list(Order))), 1800.0, draw(maybe), on_grid(draw(takes_after()))),
        demand=demand,
        outreach=(call,) if draw(maybe) else (),
        backlog=(waiting,) if with_backlog else (),
    )
