"""What a queue should achieve, as limits that its figures meet or miss."""

from __future__ import annotations

from dataclasses import dataclass

from planner.errors import PlannerError
from planner.queueing.figures import Counting, QueueFigures
from planner.queueing.given import require_not_negative, require_positive, require_share
from planner.texts import _


@dataclass(frozen=True)
class Targets:
    """Limits that all hold at once; None is no limit. Times in seconds, shares between 0 and 1 (neither itself).

    ``service_level``: at least this share answered ``within`` so many seconds, counted as ``counting`` says.
    ``average_speed_of_answer`` (the answered), ``mean_wait`` (everybody), ``abandonment``, ``probability_of_waiting``
    and ``occupancy``: at most. PlannerError for limits that make no sense, or none.
    """

    service_level: float | None = None
    within: float = 20.0
    counting: Counting = Counting.EXCEPT_SHORT_ABANDONS
    average_speed_of_answer: float | None = None
    mean_wait: float | None = None
    abandonment: float | None = None
    probability_of_waiting: float | None = None
    occupancy: float | None = None

    def __post_init__(self) -> None:
        require_not_negative(self.within, _("The answer time"))
        shares = (
            (self.service_level, _("The service level")),
            (self.abandonment, _("The share that gives up")),
            (self.probability_of_waiting, _("The share that waits")),
            (self.occupancy, _("The highest occupancy")),
        )
        waits = (
            (self.average_speed_of_answer, _("The average speed of answer")),
            (self.mean_wait, _("The mean wait")),
        )
        for share, name in shares:
            if share is not None:
                require_share(share, name)
        for wait, name in waits:
            if wait is not None:
                require_positive(wait, name)
        if all(limit is None for limit, _name in (*shares, *waits)):
            raise PlannerError(_("There is no target; give a service level, a wait, or another limit."))

    def met_by(self, figures: QueueFigures) -> bool:
        """Whether the figures keep every limit."""
        if self.service_level is not None and (figures.service_level(self.within, self.counting) < self.service_level):
            return False
        limits = (
            (figures.average_speed_of_answer, self.average_speed_of_answer),
            (figures.mean_wait, self.mean_wait),
            (figures.abandonment, self.abandonment),
            (figures.probability_of_waiting, self.probability_of_waiting),
            (figures.occupancy, self.occupancy),
        )
        return all(limit is None or value <= limit for value, limit in limits)
