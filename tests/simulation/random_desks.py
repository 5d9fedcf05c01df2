"""Random small desks for properties: any of the mechanics may be switched on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from desks import DAY, HOUR, MINUTE, Desk, channel, email, shift, team, topic
from hypothesis import strategies as st

from simulation.distributions import Shape, constant, exponential, from_mean_and_cv
from simulation.inputs import (
    AfterAbandoning,
    BreakInputs,
    Callback,
    Chase,
    CountShape,
    Elsewhere,
    LeftFor,
    Order,
    Reopens,
    SilentAbandonment,
)
from simulation.opening import ALWAYS, OpenHours

office = OpenHours(np.array([8 * HOUR, DAY + 8 * HOUR]), np.array([18 * HOUR, DAY + 18 * HOUR]))


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """A desk of two tiers with a live and a deferred channel, with any of the mechanics switched on."""
    maybe = st.booleans()
    held = draw(maybe)
    live = channel(
        "live",
        concurrency=draw(st.integers(2, 4)) if held else 1,
        replies=draw(st.sampled_from([0.0, 2.5])) if held else 0.0,
        replies_shape=CountShape.GEOMETRIC,
        customer_replies_after=exponential(45.0),
        patience=draw(st.sampled_from([None, exponential(120.0), constant(60.0)])),
        wrap_up=draw(st.sampled_from([None, exponential(30.0)])),
        balks=draw(st.sampled_from([0.0, 0.1])),
        callback=draw(st.sampled_from([None, Callback(60.0, 0.5)])),
        after_abandoning=AfterAbandoning(0.3, exponential(300.0), 1, 0.3) if draw(maybe) else None,
        when_closed=Elsewhere(1, 0.5, 0.3, exponential(600.0)) if draw(maybe) else None,
        left_for=LeftFor(1, 0.2) if draw(maybe) else None,
        escalation_transfers=draw(maybe),
        disconnects_at_close=draw(maybe),
        silent_abandonment=SilentAbandonment(0.5, exponential(40.0)) if draw(maybe) else None,
        hand_over=draw(st.sampled_from([0.0, 20.0])),
    )
    mail = email(
        replies=draw(st.sampled_from([0.0, 0.7])),
        replies_shape=CountShape.GEOMETRIC,
        customer_replies_after=exponential(2 * HOUR),
        replies_to_owner=draw(maybe),
        chase=Chase(0.3, exponential(HOUR), 0, exponential(60.0)) if draw(maybe) else None,
    )
    lognormal = from_mean_and_cv(Shape.LOGNORMAL, 5 * MINUTE, 1.0)
    wrong = {"misrouted": ((1, 0.1),)} if draw(maybe) else {}
    subject = topic(lognormal, from_mean_and_cv(Shape.GAMMA, 10 * MINUTE, 1.2), escalates=0.2, **wrong)
    if draw(maybe):
        subject = replace(subject, reopens=Reopens(0.1, exponential(HOUR), 0.5))
    pause = BreakInputs(2 * HOUR, 30 * MINUTE, draw(maybe), draw(maybe))
    spans = ((0.0, 14 * HOUR), (DAY + 6 * HOUR, 2 * DAY))
    absent = draw(st.sampled_from([0.0, 0.2]))
    off_queue = draw(st.sampled_from([0.0, 0.1]))
    last_chat = draw(st.sampled_from([0.0, HOUR]))
    shifts = tuple(
        shift(
            number,
            draw(st.integers(1, 3)),
            *spans,
            breaks=(pause,),
            absence=absent,
            off_queue=off_queue,
            last_chat_before=last_chat,
        )
        for number in (0, 1)
    )
    kinds = {
        "interruptible": draw(maybe),
        "finishes_all": draw(maybe),
        "max_conversations": draw(st.sampled_from([0, 2])),
    }
    return Desk(
        channels=(live, mail),
        topics=(subject,),
        teams=(team("L1", **kinds), team("L2", handle_time_factors=np.array([1.3, 1.0]))),
        shifts=shifts,
        segments=2,
        hours=draw(st.sampled_from([ALWAYS, office])),
        order=draw(st.sampled_from(list(Order))),
        takes_after={(0, 0): 0.0, (1, 1): 0.0, (1, 0): draw(st.sampled_from([np.inf, 0.0, 300.0]))},
        end=2 * DAY,
        per_quarter=draw(st.sampled_from([0.2, 1.0, 3.0])),
        channel_mix=draw(st.sampled_from([(0.5, 0.5), (1.0, 0.0), (0.1, 0.9)])),
    )
