"""Which of two scenarios is better: differences paired by replication, their certainty, and what differs in the plans.

Scenarios of a plan meet the same customers with the same seed. So the difference of one replication is the difference
between two ways to serve the same month, and its spread over replications is far smaller than that of the figures.
"""

from planner.comparison.changes import Change, changes
from planner.comparison.differences import Comparison, Difference, Outcome, compare

__all__ = ["Change", "Comparison", "Difference", "Outcome", "changes", "compare"]
