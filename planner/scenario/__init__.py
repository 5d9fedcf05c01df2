"""What the user describes: the plan file, its scenarios, and the rules that they must keep."""

from planner.scenario.plan import Plan
from planner.scenario.resolve import resolve
from planner.scenario.scenario import Scenario
from planner.scenario.values import set_values

__all__ = ["Plan", "Scenario", "resolve", "set_values"]
