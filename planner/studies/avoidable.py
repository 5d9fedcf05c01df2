"""The avoidable cost of a segment: the best staffing with everybody less the best staffing without that segment.

Full costing says who the present team is there for; this says what would be saved if somebody's customers were gone and
the desk were staffed anew for the others. Fixed costs of a level that nobody else has go with the segment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.comparison import Comparison, compare
from planner.errors import PlannerError
from planner.metrics import METRICS
from planner.metrics.measure import measure_with
from planner.scenario import Scenario
from planner.staffing import Staffing
from planner.studies.choosing import NO_VALUE, Figure, Staffer, require_known
from planner.studies.crowding import without_segment
from planner.study import Study
from planner.texts import _

COST = "cost_total_per_month"


@dataclass(frozen=True, eq=False)
class AvoidableCost:
    """What a month costs less without a segment, everybody else served as promised; ``problem`` if nobody can say.

    ``pays`` is the segment's part of the cost with everybody, as who needed it pays for it.
    """

    segment: str
    cost: Figure
    pays: Figure
    staffing: Staffing | None = None
    problem: str = ""


@dataclass(frozen=True, eq=False)
class AvoidableCosts:
    """The best staffing with everybody, and what each segment's absence saves; ``stopped``: some are missing."""

    staffing: Staffing
    segments: tuple[AvoidableCost, ...]
    stopped: bool

    @property
    def together(self) -> float | None:
        """What the segments' avoidable costs add up to; None where one is unknown."""
        values = [each.cost.value for each in self.segments]
        return None if None in values else sum(value for value in values if value is not None)


def avoidable_costs(
    scenario: Scenario, segments: Sequence[str], staff: Staffer, with_all: Staffing | None = None
) -> AvoidableCosts:
    """Staff the scenario with everybody (unless that is given) and without each of the segments (all unless named).

    On KeyboardInterrupt the segments that finished are kept. PlannerError for a segment that is not there, and where
    no staffing keeps all promises to everybody.
    """
    there = [name for name, segment in scenario.segments.items() if segment.customers > 0 or segment.forecast]
    require_known(_("segment with customers"), segments, there)
    everybody = staff(scenario) if with_all is None else with_all
    if not everybody.possible:
        raise PlannerError(
            _("No staffing keeps every promise with all segments, so there is nothing to save from: see `staff`.")
        )
    found: list[AvoidableCost] = []
    wanted = tuple(dict.fromkeys(segments or there))
    try:
        for name in wanted:
            segment = _avoidable(everybody, scenario, name, staff)
            found.append(segment)
    except KeyboardInterrupt:
        pass  # what has finished is kept
    return AvoidableCosts(everybody, tuple(found), len(found) < len(wanted))


def _avoidable(everybody: Staffing, scenario: Scenario, name: str, staff: Staffer) -> AvoidableCost:
    pays = _paid_by(everybody.study, name)
    try:
        staffing = staff(without_segment(scenario, name))
    except PlannerError as error:
        return AvoidableCost(name, NO_VALUE, pays, problem=str(error))
    if not staffing.possible:
        problem = _("without it no staffing keeps every promise")
        return AvoidableCost(name, NO_VALUE, pays, staffing, problem)
    (comparison,) = compare(staffing.study, [everybody.study], (COST,))
    return AvoidableCost(name, _total(comparison), pays, staffing)


def _total(comparison: Comparison) -> Figure:
    (row,) = (row for row in comparison.differences if not row.by)
    return Figure(row.value, row.low, row.high)


def _paid_by(study: Study, segment: str) -> Figure:
    rows = measure_with([metric for metric in METRICS if metric.name == COST], study)
    (row,) = (row for row in rows if dict(row.by) == {"segment": segment})
    return Figure(row.value, row.low, row.high)
