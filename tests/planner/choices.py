"""Tiny desks for choices between staffed options: a week, few customers, few replications."""

from __future__ import annotations

from planner.scenario import Scenario
from planner.scenario.files import load_plan_text
from planner.staffing import Staffing, Workshop, cheapest_staffing
from planner.study import Study, run_study

REPLICATIONS = 6

PLAN = """
format = 1
name = "A tiny desk"
currency = "EUR"
time_zone = "UTC"
start = 2026-03-02
weeks = 1

[run]
replications = 6
warm_up = "1 d"
cool_down = "2 d"

[hours.morning]
mon-fri = "09:00-12:00"
[hours.day]
mon-fri = "09:00-17:00"
[hours.always]
mon-sun = "00:00-24:00"

[segments.Small]
customers = 100
contacts_per_customer_month = 2.0
support_level = "Basic"
channels = { email = 0.5, phone = 0.5 }
revenue_per_customer_month = 40.0
gross_margin = 0.8
churn_per_month = 0.05

[segments.Large]
customers = 20
contacts_per_customer_month = 4.0
support_level = "Live"
channels = { email = 0.4, phone = 0.6 }
revenue_per_customer_month = 500.0
gross_margin = 0.8
churn_per_month = 0.02

[support_levels.Articles]
self_service = { tried_by = 0.8, solves = { question = 0.5 }, upkeep_per_month = 100.0 }
[support_levels.Basic]
cost_per_month = 50.0
[support_levels.Basic.offers.email]
hours = "day"
reply = { within = "8 h", share = 0.8 }
[support_levels.Live]
[support_levels.Live.offers.email]
hours = "day"
reply = { within = "8 h", share = 0.8 }
[support_levels.Live.offers.phone]
hours = "day"
answer = { within = "60 s", share = 0.7 }

[channels.email]
kind = "deferred"
[channels.phone]
kind = "live"
patience = "3 min"
when_closed = { switch_to = "email", share = 0.4, wait = 0.3 }
when_not_offered = { switch_to = "email", share = 0.7 }

[tiers.L1]
[topics.question]
share = 1.0
tier = "L1"
work.L1 = { handle_time = "10 min" }

[teams.Desk]
tier = "L1"
cost_per_hour = 20.0
interruptible = true
[teams.Desk.shifts.day]
days = "mon-fri"
span = "09:00-17:00"
agents = 2

[experience]
enabled = true
churn_after = { missed_target = 0.02, abandoned = 0.05, unserved = 0.3 }
"""


def tiny(text: str = PLAN) -> Scenario:
    """The base of a plan."""
    return load_plan_text(text).base


class Answers:
    """Searches scenarios, each content once, and counts the searches."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self.searched: list[str] = []

    def staff(self, scenario: Scenario) -> Staffing:
        """The cheapest staffing, quickly."""
        self.searched.append(scenario.name)
        return cheapest_staffing(scenario, self._workshop, replications=REPLICATIONS, proposals=4)

    def run(self, scenario: Scenario) -> Study:
        """The scenario as it stands."""
        return run_study(scenario, replications=REPLICATIONS, pool=self._workshop.pool)
