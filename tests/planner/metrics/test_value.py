"""What customers are worth, by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.economics import UNASSIGNED, cost
from planner.scenario.files import load_plan_text
from simulation.records import Fate, TicketOutcome, TouchKind
from tests.planner.story import FREE, HOUR, NINE, PHONE, PLAN, PRO, Story, measured, study_of

MONTHS = 7 / (365.25 / 12)
WORTH = """revenue_per_customer_month = 50.0
gross_margin = 0.8
churn_per_month = 0.02
acquisition_cost = 300.0
"""
EXPERIENCE = """
[experience]
churn_after = { missed_target = 0.1, abandoned = 0.2, unserved = 0.3 }
satisfied = { met = 0.9, missed = 0.6, abandoned = 0.3, unserved = 0.2 }
"""


def plan(more: str = "", *, worth: str = WORTH) -> str:
    return PLAN.replace("[segments.Pro]\n", f"[segments.Pro]\n{worth}") + more


def values(story: Story, name: str, text: str) -> dict[tuple[str, ...], float | None]:
    rows = measured(study_of(story, story, scenario=load_plan_text(text).base), name)
    return {by: row.value for by, row in rows.items()}


def one_hour_of_pro() -> Story:
    story = Story()
    story.duty(story.agent(), NINE, NINE + HOUR)
    ticket = story.ticket(NINE, segment=PRO, answered=NINE + HOUR, resolved=NINE + HOUR)
    story.touch(ticket, TouchKind.FIRST, NINE, NINE, NINE + HOUR, agent=0)
    return story


def test_that_value_follows_from_revenue_margin_cost_and_churn() -> None:
    story, text = one_hour_of_pro(), plan()
    months = 100 * MONTHS  # of customers
    assert values(story, "revenue", text)["Pro",] == pytest.approx(50 * months)
    assert values(story, "margin_before_support", text)["Pro",] == pytest.approx(40 * months)
    assert values(story, "margin_after_support", text)["Pro",] == pytest.approx(40 * months - 10)
    assert values(story, "support_share_of_revenue", text)["Pro",] == pytest.approx(10 / (50 * months))
    assert values(story, "months_of_margin_per_ticket", text)["Pro",] == pytest.approx(10 / 40)
    each = 40 - 10 / months
    assert values(story, "margin_after_support_per_customer_month", text)["Pro",] == pytest.approx(each)
    assert values(story, "lifetime_value", text)["Pro",] == pytest.approx(each / 0.02)
    assert values(story, "lifetime_value_to_acquisition_cost", text)["Pro",] == pytest.approx(each / 0.02 / 300)
    assert values(story, "payback_months", text)["Pro",] == pytest.approx(300 / each)
    assert values(story, "cost_per_customer_month", text)["Pro",] == pytest.approx(10 / months)


def test_that_the_price_of_the_level_is_revenue_and_its_factor_changes_churn() -> None:
    text = plan().replace(
        "[support_levels.Gold]\n", "[support_levels.Gold]\nprice_per_customer_month = 5\nchurn_factor = 0.5\n"
    )
    assert values(Story(), "revenue", text)["Pro",] == pytest.approx(55 * 100 * MONTHS)
    assert values(Story(), "churn_per_month", text)["Pro",] == pytest.approx(0.01)


def bad_week() -> Story:
    """A ticket that met its promises, one that missed one, one given up, and a need that nobody served."""
    story = one_hour_of_pro()
    story.ticket(NINE, segment=FREE, answered=NINE + 4 * HOUR, resolved=NINE + 4 * HOUR)
    story.contact(1, outcome=1, started=NINE, ended=NINE + 4 * HOUR, channel=0)  # type: ignore[arg-type]
    story.ticket(NINE, TicketOutcome.ABANDONED, segment=PRO, channel=PHONE)
    story.need(NINE, Fate.CLOSED, segment=PRO)
    return story


def test_that_bad_experience_adds_to_churn_and_can_be_switched_off() -> None:
    months = 100 * MONTHS
    text = plan(EXPERIENCE)
    assert values(bad_week(), "churn_per_month", text)["Pro",] == pytest.approx(0.02 + (0.2 + 0.3) / months)
    assert values(bad_week(), "churn_per_month_before_experience", text)["Pro",] == pytest.approx(0.02)
    off = plan(EXPERIENCE.replace("[experience]", "[experience]\nenabled = false"))
    assert values(bad_week(), "churn_per_month", off)["Pro",] == pytest.approx(0.02)
    assert values(bad_week(), "satisfaction", off)[()] is None


def test_that_satisfaction_is_the_mean_of_the_worst_that_happened() -> None:
    found = values(bad_week(), "satisfaction", plan(EXPERIENCE))
    assert found[()] == pytest.approx((0.9 + 0.6 + 0.3 + 0.2) / 4)
    assert found["Free",] == pytest.approx(0.6)
    assert found["Pro",] == pytest.approx((0.9 + 0.3 + 0.2) / 3)


@pytest.mark.parametrize(
    ("worth", "without"),
    [
        ("", ("revenue", "margin_after_support", "churn_per_month", "lifetime_value", "payback_months")),
        (WORTH.replace("50.0", "0.0"), ("support_share_of_revenue", "months_of_margin_per_ticket", "payback_months")),
        (WORTH.replace("0.02", "0.0"), ("lifetime_value", "lifetime_value_to_acquisition_cost")),
        (WORTH.replace("300.0", "0.0"), ("lifetime_value_to_acquisition_cost",)),
    ],
    ids=["nothing is known", "no revenue", "no churn", "no acquisition cost"],
)
def test_that_where_there_is_nothing_to_divide_by_there_is_no_value(worth: str, without: tuple[str, ...]) -> None:
    for name in without:
        assert values(one_hour_of_pro(), name, plan(worth=worth))["Pro",] is None, name


SPARE = "[support_levels.Spare]\ncost_per_month = {cost}\n"
money = st.floats(0.0, 5000.0)


@given(spare=money, articles=money, free=st.sampled_from(["", WORTH]), customers=st.sampled_from([0, 1, 100]))
def test_that_segments_and_nobody_add_up_to_all(spare: float, articles: float, free: str, customers: int) -> None:
    more = (
        SPARE.format(cost=spare)
        + f"[support_levels.Gold.self_service]\ntried_by = 0.5\nupkeep_per_month = {articles}\n"
    )
    text = plan(more).replace("[segments.Free]\ncustomers = 100", f"[segments.Free]\n{free}customers = {customers}")
    story = one_hour_of_pro()
    rows = cost(study_of(story, story, scenario=load_plan_text(text).base))
    nobodys = sum(row.value or 0.0 for row in rows if row.by == {"segment": UNASSIGNED})
    costs, margins = values(story, "cost_total", text), values(story, "margin_after_support", text)
    assert costs[()] == pytest.approx((costs["Free",] or 0.0) + (costs["Pro",] or 0.0) + nobodys)
    assert margins[()] == pytest.approx((margins["Free",] or 0.0) + (margins["Pro",] or 0.0) - nobodys)


def test_that_a_level_without_customers_burdens_nobody() -> None:
    story, text = one_hour_of_pro(), plan(SPARE.format(cost=90.0))
    months = 100 * MONTHS  # of customers
    bill = 10
    assert values(story, "margin_after_support", text)[()] == pytest.approx(40 * months - bill)
    assert values(story, "support_share_of_revenue", text)[()] == pytest.approx(bill / (50 * months))
    assert values(story, "months_of_margin_per_ticket", text)[()] == pytest.approx(bill / 40)
    assert values(story, "lifetime_value", text)[()] == pytest.approx((40 - bill / months) / 0.02)
    assert values(story, "margin_after_support", text)["Pro",] == pytest.approx(40 * months - 10)
    assert values(story, "lifetime_value", text)["Gold",] == values(story, "lifetime_value", text)["Pro",]


def test_that_the_lifetime_value_of_all_is_the_mean_over_customers() -> None:
    other = WORTH.replace("50.0", "5.0").replace("0.02", "0.5").replace("300.0", "10.0")
    text = plan(SPARE.format(cost=90.0)).replace("customers = 100", f"{other}customers = 300", 1)
    story = one_hour_of_pro()
    each = values(story, "lifetime_value", text)
    free, pro = each["Free",] or 0.0, each["Pro",] or 0.0
    assert each[()] == pytest.approx((300 * free + 100 * pro) / 400)
    ratio = values(story, "lifetime_value_to_acquisition_cost", text)
    assert ratio[()] == pytest.approx((300 * free + 100 * pro) / (300 * 10 + 100 * 300))


def test_that_no_customers_and_no_tickets_have_no_value() -> None:
    text = plan().replace("customers = 100", "customers = 0")
    for name in (
        "revenue",
        "churn_per_month",
        "lifetime_value",
        "cost_per_customer_month",
        "months_of_margin_per_ticket",
    ):
        assert set(values(Story(), name, text).values()) == {None}, name
