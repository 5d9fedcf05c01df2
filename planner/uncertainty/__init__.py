"""What is not known: how likely each promise is to be missed, and which uncertain input the outcome depends on most."""

from planner.uncertainty.chances import MissChance, miss_chances
from planner.uncertainty.contributions import Contribution, contributions

__all__ = ["Contribution", "MissChance", "contributions", "miss_chances"]
