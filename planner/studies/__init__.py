"""Questions that take several studies: each makes scenarios of a plan, runs them with the same customers, compares."""

from planner.studies.crowding import Crowding, Remedy, Runner, crowding

__all__ = ["Crowding", "Remedy", "Runner", "crowding"]
