"""Questions that take several studies: each makes scenarios of a plan, runs them with the same customers, compares."""

from planner.studies.crowding import Crowding, Remedy, Runner, crowding
from planner.studies.sweep import Axis, Grid, Point, Sweep, lay_out, sweep

__all__ = ["Axis", "Crowding", "Grid", "Point", "Remedy", "Runner", "Sweep", "crowding", "lay_out", "sweep"]
