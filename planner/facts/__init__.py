"""What happened in a replication, seen as tables of facts with codes to split them by, and their totals.

Records say what happened to each row; facts say it in the words of metrics and costs: who counts, on which clock, in
which hour of the week.
"""

from planner.facts.facts import Facts
from planner.facts.frame import DIMENSIONS, Dimension, Frame, Split
from planner.facts.parts import Amount, Codes, Part, Totals

__all__ = ["DIMENSIONS", "Amount", "Codes", "Dimension", "Facts", "Frame", "Part", "Split", "Totals"]
