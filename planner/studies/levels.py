"""Which support level for which segment: every combination on a shortlist with its cheapest staffing.

What is looked for is the most worth: the lifetime value of all customers, or the margin after support where the plan
does not say who leaves. Both have the cost of support taken off. Where it does not say what customers pay, nothing can
be recommended; then the frontier shows what share of needs each cost serves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.errors import PlannerError
from planner.staffing import Staffing
from planner.studies.choosing import NO_VALUE, Figure, Staffer, Told, certain, require_no_common_problem
from planner.studies.crowding import Runner
from planner.studies.needed import run_with_nobody, without_aims
from planner.studies.shortlist import Combination, Dropped, LevelsPlan, Shortlist
from planner.studies.worth import Valuation
from planner.study import Study


@dataclass(frozen=True, eq=False)
class Gap:
    """How much more a month's cost and the worth of one combination are than another's; ``certain``: beyond chance."""

    cost: Figure
    worth: Figure
    certain: bool


@dataclass(frozen=True, eq=False)
class LevelsOption:
    """A combination with its cheapest staffing.

    ``study`` None: it cannot be staffed, ``problem`` or the staffing's obstacles say why. ``staffing`` None with a
    study: nobody is needed. ``frontier``: nothing else is both cheaper and worth as much.
    """

    combination: Combination
    staffing: Staffing | None
    study: Study | None
    problem: str = ""
    cost: Figure = NO_VALUE
    worth: Figure = NO_VALUE
    margin: Figure = NO_VALUE
    served: Figure = NO_VALUE
    frontier: bool = False
    behind_best: Gap | None = None
    against_present: Gap | None = None

    @property
    def possible(self) -> bool:
        """Whether a staffing keeps every promise."""
        return self.study is not None


@dataclass(frozen=True, eq=False)
class LevelsStudy:
    """What was found: the options in the order of their worth, those that cannot be staffed last.

    ``best`` is the first of them where worth is money, ``alike`` those that chance does not tell apart from it.
    """

    plan: LevelsPlan
    options: tuple[LevelsOption, ...]
    dropped: tuple[Dropped, ...]
    left: int  # combinations that were not finished

    @property
    def possible(self) -> tuple[LevelsOption, ...]:
        """The options that can be staffed, the one worth most first."""
        return tuple(option for option in self.options if option.possible)

    @property
    def best(self) -> LevelsOption | None:
        """What is recommended; None where nothing can be staffed or the plan does not say what customers pay."""
        return self.possible[0] if self.possible and self.plan.basis != "served" else None

    @property
    def runner_up(self) -> LevelsOption | None:
        """The next best one."""
        return self.possible[1] if self.best is not None and len(self.possible) > 1 else None

    @property
    def present(self) -> LevelsOption | None:
        """The levels as the plan has them; None if not finished."""
        return next((option for option in self.options if option.combination.present), None)

    @property
    def alike(self) -> tuple[LevelsOption, ...]:
        """Those that cannot be told apart from the best."""
        return tuple(option for option in self.possible if option.behind_best and not option.behind_best.certain)


@dataclass(frozen=True, eq=False)
class _Valued:
    option: LevelsOption
    cost: Told
    worth: Told


def support_levels(shortlisted: Shortlist, staff: Staffer, run: Runner) -> LevelsStudy:
    """Staff every combination of the shortlist as cheaply as it goes, and compare them.

    ``run`` simulates those at which nobody is needed. On KeyboardInterrupt the finished combinations are kept.
    PlannerError for what stands in the way of all of them alike.
    """
    plan = shortlisted.plan
    found: list[LevelsOption | _Valued] = []
    try:
        for combination in shortlisted.chosen:
            option = _option(combination, plan, staff, run)
            found.append(option)
    except KeyboardInterrupt:
        pass  # what has finished is kept
    require_no_common_problem([each.problem if isinstance(each, LevelsOption) else "" for each in found])
    valued = sorted((each for each in found if isinstance(each, _Valued)), key=lambda each: -each.worth.value)
    impossible = tuple(each for each in found if isinstance(each, LevelsOption))
    left = len(shortlisted.chosen) - len(found)
    return LevelsStudy(plan, (*_compared(valued), *impossible), shortlisted.dropped, left)


def _option(combination: Combination, plan: LevelsPlan, staff: Staffer, run: Runner) -> LevelsOption | _Valued:
    staffing: Staffing | None = None
    try:
        if without_aims(combination.scenario):
            study = run_with_nobody(combination.scenario, run)
        else:
            staffing = staff(combination.scenario)
            study = staffing.study
    except PlannerError as error:
        return LevelsOption(combination, None, None, str(error))
    if staffing is not None and not staffing.possible:
        return LevelsOption(combination, staffing, None)
    value = Valuation(study, plan.basis)
    confidence = study.scenario.run.confidence
    margin = value.margin
    option = LevelsOption(
        combination,
        staffing,
        study,
        cost=value.cost.figure(confidence),
        worth=value.worth.figure(confidence),
        margin=NO_VALUE if margin is None else margin.figure(confidence),
        served=value.served.figure(confidence),
    )
    return _Valued(option, value.cost, value.worth)


def _compared(valued: Sequence[_Valued]) -> list[LevelsOption]:
    """Each option with its place on the frontier, and its differences to the best one and the present one."""
    present = next((each for each in valued if each.option.combination.present), None)
    behind = _gaps(valued, valued[0]) if valued else []
    against = _gaps(valued, present) if present is not None else [None] * len(valued)
    return [
        replace(each.option, frontier=_undominated(each, valued), behind_best=best, against_present=now)
        for each, best, now in zip(valued, behind, against, strict=True)
    ]


def _undominated(one: _Valued, every: Sequence[_Valued]) -> bool:
    cost, worth = one.cost.value, one.worth.value
    return not any(
        other.cost.value <= cost
        and other.worth.value >= worth
        and (other.cost.value, other.worth.value) != (cost, worth)
        for other in every
    )


def _gaps(valued: Sequence[_Valued], base: _Valued) -> list[Gap | None]:
    """The differences to one of them; their certainty takes into account how many are looked at."""
    assert base.option.study is not None
    confidence = base.option.study.scenario.run.confidence
    differences = {id(each): (each.cost - base.cost, each.worth - base.worth) for each in valued if each is not base}
    sure = certain([worth.likelihood for _cost, worth in differences.values()], confidence)
    gaps = {
        key: Gap(cost.figure(confidence), worth.figure(confidence), told)
        for (key, (cost, worth)), told in zip(differences.items(), sure, strict=True)
    }
    return [gaps.get(id(each)) for each in valued]
