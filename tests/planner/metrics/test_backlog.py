from __future__ import annotations

import numpy as np
import pytest

from planner.facts import Facts, Frame
from planner.units import WEEK
from simulation.records import ContactOutcome, TicketOutcome, TouchKind
from tests.planner.story import DAY, HOUR, NAN, NINE, PHONE, Story, measured, study_of, value_of


def test_that_the_mean_is_the_time_average_over_the_weeks() -> None:
    story = Story()
    story.ticket(-HOUR, resolved=HOUR)  # an hour of the warm-up does not count
    story.ticket(NINE, resolved=NINE + 3 * HOUR)
    story.ticket(6 * DAY, TicketOutcome.OPEN)
    assert value_of(story, "backlog_mean") == pytest.approx((HOUR + 3 * HOUR + DAY) / WEEK)


def test_that_the_mean_by_hour_of_the_week_is_exact() -> None:
    story = Story()
    story.ticket(NINE + 900, resolved=NINE + 2 * HOUR + 1800)
    story.ticket(NINE, resolved=NINE + 60)
    rows = measured(study_of(story), "backlog_mean")
    assert rows["mon 09:00",].value == pytest.approx((2700 + 60) / HOUR)
    assert rows["mon 10:00",].value == pytest.approx(1.0)
    assert rows["mon 11:00",].value == pytest.approx(0.5)
    assert rows["mon 12:00",].value == pytest.approx(0.0, abs=1e-9)


def test_that_open_tickets_have_no_value_by_tier() -> None:
    # tickets know the tier at which they enter, not the one for which they wait
    assert ("L1",) not in measured(study_of(Story()), "backlog_mean")


def test_that_a_ticket_given_up_was_open_until_then() -> None:
    story = Story()
    ticket = story.ticket(NINE, TicketOutcome.ABANDONED, channel=PHONE)
    story.contact(ticket, ContactOutcome.ABANDONED, NINE, NINE + 100)
    story.contact(ticket, ContactOutcome.ABANDONED, NINE + 1000, NINE + 1800, attempt=1)
    assert value_of(story, "backlog_mean") == pytest.approx(1800 / WEEK)


def test_that_a_solved_ticket_is_not_open_until_it_is_reopened() -> None:
    story = Story()
    agent = story.agent()
    ticket = story.ticket(NINE, answered=NINE + 600, resolved=2 * DAY + 1200)
    story.touch(ticket, TouchKind.FIRST, NINE, NINE, NINE + 600, agent=agent)
    story.touch(ticket, TouchKind.REOPENED, DAY, DAY, DAY + 300, agent=agent)
    story.touch(ticket, TouchKind.REOPENED, 2 * DAY, 2 * DAY + 900, 2 * DAY + 1200, agent=agent)
    other = story.ticket(NINE, answered=NINE + 60, resolved=NINE + 60)
    story.touch(other, TouchKind.FIRST, NINE, NINE, NINE + 60, agent=agent)
    assert value_of(story, "backlog_mean") == pytest.approx((600 + 300 + 1200 + 60) / WEEK)


def test_that_outreach_is_no_backlog() -> None:
    story = Story()
    story.ticket(NINE, TicketOutcome.OPEN, topic=-1, channel=-1)
    assert value_of(story, "backlog_mean") == 0.0


def test_that_the_high_number_is_exceeded_one_time_in_twenty() -> None:
    story = Story()
    # Two open all week, a third for 4 % of it, a fourth and fifth for 6 %.
    for share in (1.0, 1.0, 0.04):
        story.ticket(0.0, resolved=share * WEEK)
    assert value_of(story, "backlog_p95") == 2
    for _ in range(2):
        story.ticket(0.0, resolved=0.06 * WEEK)
    assert value_of(story, "backlog_p95") == 4


def test_that_the_oldest_open_ticket_is_found_in_any_order_of_resolution() -> None:
    story = Story()
    for arrival, resolved in ((0.0, 7200.0), (1000.0, 2000.0), (1800.0, 9000.0), (20000.0, NAN)):
        story.ticket(arrival, TicketOutcome.OPEN if np.isnan(resolved) else TicketOutcome.RESOLVED, resolved=resolved)
    study = study_of(story)
    facts = Facts(Frame(study.scenario, study.inputs), study.records[0])
    ages = facts.open_tickets.oldest(()).values
    # Looked at every 900 s: the first ticket until 7200 s, then the third until 9000 s, then none until 20,000 s.
    assert ages[:23].tolist() == [
        *(900.0 * k for k in range(8)),
        *(900.0 * k - 1800.0 for k in (8, 9)),
        *(0.0 for _ in range(13)),
    ]
    assert ages[23] == 23 * 900.0 - 20000.0


def test_that_the_age_is_split_by_segment() -> None:
    story = Story()
    story.ticket(0.0, TicketOutcome.OPEN)
    rows = measured(study_of(story), "oldest_open_p95")
    assert rows["Free",].value == 0.0
    assert rows["Pro",].value == pytest.approx(0.95 * WEEK, rel=0.01)
