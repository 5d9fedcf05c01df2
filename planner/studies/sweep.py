"""Sweeps: a scenario with one or two of its values varied over a grid, every point with the same customers.

Each point is a complete scenario of its own, checked before anything is simulated. How a point becomes a study is the
business of a runner: usually it is simulated as it stands; a runner may as well look for the people that it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from planner.comparison import Comparison, compare
from planner.errors import PlanError, PlannerError, Problem
from planner.scenario import Plan, Scenario
from planner.scenario.addresses import format_address, parse_address
from planner.scenario.checks import check
from planner.scenario.overrides import BASE, FIXED
from planner.scenario.plan import HEADER_KEYS, SCENARIOS
from planner.scenario.values import read_value, set_values
from planner.studies.crowding import Runner
from planner.study import Study
from planner.texts import _
from planner.units import Duration

MOST_AXES = 2
MOST_POINTS = 100  # the records of all points are held at once, to pair them
_MOST_SHOWN = 20  # wrong points in a message
FIGURES: tuple[str, ...] = (
    "target_attainment_answer",
    "target_attainment_reply",
    "target_attainment_resolve",
    "first_response_time_mean",
    "first_response_time_p90",
    "average_speed_of_answer",
    "abandonment_rate",
    "occupancy",
    "cost_total_per_month",
    "cost_per_ticket",
)

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """An address of the plan and the values that it takes, as TOML or as a bare word."""

    address: str
    values: Values

    def plain(self, value: str) -> Any:
        """A value as plain data."""
        return read_value(value)

    def text(self, value: str) -> str:
        """A value as a reader writes it: texts without quotes."""
        plain = read_value(value)
        return plain if isinstance(plain, str) else value

    def numbers(self) -> tuple[float, ...] | None:
        """The values as numbers, durations in seconds; None unless all are numbers or all are durations."""
        plain = [read_value(value) for value in self.values]
        if all(isinstance(value, int | float) and not isinstance(value, bool) for value in plain):
            return tuple(float(value) for value in plain)
        seconds = [_seconds(value) for value in plain]
        return tuple(number for number in seconds if number is not None) if None not in seconds else None

    @property
    def durations(self) -> bool:
        """Whether the values are durations."""
        return all(_seconds(read_value(value)) is not None for value in self.values)


@dataclass(frozen=True, slots=True)
class Point:
    """The scenario with one value of each axis, and what a check warns of."""

    values: Values
    scenario: Scenario
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The points of all combinations, the values of the last axis changing fastest.

    ``reference`` is the point that the others are compared with; ``own`` says whether it is the plan as it stands.
    """

    scenario: str
    axes: tuple[Axis, ...]
    points: tuple[Point, ...]
    reference: Point
    own: bool


@dataclass(frozen=True, slots=True)
class Sweep:
    """The points of a grid that were simulated, in its order, each with its study and its comparison.

    Comparisons are with the grid's reference, which has none itself. ``stopped`` says that other points were not
    simulated, or the only one in part.
    """

    grid: Grid
    points: tuple[Point, ...]
    studies: tuple[Study, ...]
    comparisons: tuple[Comparison | None, ...]
    stopped: bool


def lay_out(plan: Plan, axes: Sequence[Axis], scenario: str = BASE) -> Grid:
    """The grid of a scenario, every point checked; numbers are put in order, equal values count once.

    PlannerError with everything that is wrong: places that cannot be varied, and all points that are no valid plan.
    """
    alone = _alone(plan, scenario)
    named = tuple(_merged(axis) for axis in axes)
    _require_places(alone, named, scenario)
    ordered = tuple(_ordered(axis) for axis in named)
    points = _points(alone, ordered, scenario)
    as_it_stands = _content(alone.scenario(scenario))
    own = next((point for point in points if _content(point.scenario) == as_it_stands), None)
    first = tuple(axis.values[0] for axis in named)
    reference = own or next(point for point in points if point.values == first)
    return Grid(scenario, ordered, tuple(points), reference, own is not None)


def sweep(grid: Grid, run: Runner) -> Sweep:
    """Run every point and compare it with the reference, which is run first.

    On KeyboardInterrupt the points that finished are kept; one that was stopped is kept only where there is no other.
    """
    studies: dict[Values, Study] = {}
    try:
        for point in (grid.reference, *(point for point in grid.points if point is not grid.reference)):
            study = run(point.scenario)
            if study.stopped and studies:
                break
            studies[point.values] = study
            if study.stopped:
                break
    except KeyboardInterrupt:
        pass  # what has finished is kept
    points = tuple(point for point in grid.points if point.values in studies)
    stopped = len(points) < len(grid.points) or any(study.stopped for study in studies.values())
    return Sweep(grid, points, tuple(studies[point.values] for point in points), _compared(grid, studies), stopped)


def _compared(grid: Grid, studies: Mapping[Values, Study]) -> tuple[Comparison | None, ...]:
    """The comparisons of all finished points, judged together."""
    finished = [point.values for point in grid.points if point.values in studies]
    others = [values for values in finished if values != grid.reference.values]
    if not others:
        return (None,) * len(finished)
    found = compare(studies[grid.reference.values], [studies[values] for values in others], FIGURES)
    by_values = dict(zip(others, found, strict=True))
    return tuple(by_values.get(values) for values in finished)


def _alone(plan: Plan, scenario: str) -> Plan:
    """The plan with no other scenario than this one: what a point does to others is no matter of the sweep."""
    plan.scenario(scenario)  # PlannerError with the nearest name where there is none
    data = {key: value for key, value in plan.data.items() if key != SCENARIOS}
    if scenario != BASE:
        data[SCENARIOS] = {scenario: plan.overrides[scenario]}
    return Plan.from_data(data)


def _merged(axis: Axis) -> Axis:
    """The axis with each value once, under its address as the plan writes it."""
    try:
        address = format_address(parse_address(axis.address))
    except ValueError:
        message = _("{address} is no address. Write it like teams.L1.shifts.late.agents.")
        raise PlannerError(message.format(address=axis.address)) from None
    kept: list[str] = []
    for value in axis.values:
        plain = axis.plain(value)
        if not any(type(other) is type(plain) and other == plain for other in map(axis.plain, kept)):
            kept.append(value)
    return Axis(address, tuple(kept))


def _ordered(axis: Axis) -> Axis:
    numbers = axis.numbers()
    if numbers is None:
        return axis
    return Axis(axis.address, tuple(value for _number, value in sorted(zip(numbers, axis.values, strict=True))))


def _require_places(alone: Plan, axes: Sequence[Axis], scenario: str) -> None:
    """PlannerError unless the axes make a grid of one or two places that the plan has and that may differ."""
    if not 0 < len(axes) <= MOST_AXES:
        message = _("A sweep varies one value of a plan or two, not {count}.")
        raise PlannerError(message.format(count=len(axes)))
    problems = [problem for axis in axes for problem in _problems_of(alone, axis, scenario)]
    paths = [parse_address(axis.address) for axis in axes]
    if len(paths) == MOST_AXES and all(one == two for one, two in zip(*paths, strict=False)):
        message = _("{one} and {other} are one place or lie in each other. Vary each place once.")
        problems.append(message.format(one=axes[0].address, other=axes[1].address))
    count = len(axes[0].values) * len(axes[-1].values if len(axes) == MOST_AXES else "1")
    if count > MOST_POINTS:
        message = _("{count} points are too many for one sweep: it takes at most {most}. Name fewer values.")
        problems.append(message.format(count=count, most=MOST_POINTS))
    if problems:
        raise PlannerError("\n".join(problems))


def _problems_of(alone: Plan, axis: Axis, scenario: str) -> Iterator[str]:
    path = parse_address(axis.address)
    if path[0] in (*HEADER_KEYS, SCENARIOS) or any(
        all(one == two for one, two in zip(path, fixed, strict=False)) for fixed in FIXED
    ):
        message = _("{address} cannot be varied: all points share one plan, its weeks and its customers.")
        yield message.format(address=axis.address)
        return
    try:
        set_values(alone, {axis.address: axis.values[0]}, scenario)
    except PlanError:
        pass  # the value is wrong; wrong points are told all together
    except PlannerError as error:
        yield str(error)
        return
    if len(axis.values) < 2:
        message = _("{address} has only the value {value}: a sweep needs two different ones or more.")
        yield message.format(address=axis.address, value=axis.text(axis.values[0]))


def _points(alone: Plan, axes: Sequence[Axis], scenario: str) -> list[Point]:
    points: list[Point] = []
    wrong: dict[Values, list[str]] = {}
    for values in product(*(axis.values for axis in axes)):
        try:
            points.append(_point(alone, axes, values, scenario))
        except PlanError as error:
            errors = [problem for problem in error.problems if problem.severity == "error"]
            wrong[values] = [_sentence(problem, axes) for problem in errors or error.problems]
    if wrong:
        raise PlannerError(_wrong_points(axes, wrong, len(points) + len(wrong)))
    return points


def _point(alone: Plan, axes: Sequence[Axis], values: Values, name: str) -> Point:
    """The point of these values; PlanError if the plan would not be valid."""
    addresses = (axis.address for axis in axes)
    changed = set_values(alone, dict(zip(addresses, values, strict=True)), name)
    problems = check(changed)
    if any(problem.severity == "error" for problem in problems):
        raise PlanError(problems)
    scenario = changed.scenario(name)
    return Point(values, scenario.with_data({**scenario.data, "name": point_name(axes, values)}), problems)


def point_name(axes: Sequence[Axis], values: Values) -> str:
    """What a point is called: "teams.L1.shifts.late.agents = 4"; over two axes both, joined by "and"."""
    return " and ".join(f"{axis.address} = {axis.text(value)}" for axis, value in zip(axes, values, strict=True))


def _sentence(problem: Problem, axes: Sequence[Axis]) -> str:
    """What is wrong; the address is said only where it is another than the varied one."""
    if any(problem.address.endswith(axis.address) for axis in axes):
        return f"{problem.message} {problem.mend}".rstrip()
    return str(problem)


def _wrong_points(axes: Sequence[Axis], wrong: Mapping[Values, Sequence[str]], count: int) -> str:
    """All that is wrong; what holds for a value whatever the other axis has is said once for the value."""
    sentences = dict.fromkeys(
        sentence
        for values, problems in wrong.items()
        for problem in problems
        for sentence in _where(axes, values, problem, wrong, count)
    )
    shown = [f"- {sentence}" for sentence in sentences][:_MOST_SHOWN]
    rest = len(sentences) - len(shown)
    if rest:
        shown.append(_("- ... and {count} more.").format(count=rest))
    return "\n".join([_("Nothing was simulated, because these values are wrong:"), *shown])


def _where(
    axes: Sequence[Axis], values: Values, problem: str, wrong: Mapping[Values, Sequence[str]], count: int
) -> Iterator[str]:
    named = False
    for place, (axis, value) in enumerate(zip(axes, values, strict=True)):
        alike = [other for other in wrong if other[place] == value and problem in wrong[other]]
        if len(alike) == count // len(axis.values):
            named = True
            yield f"{axis.address} = {axis.text(value)}: {problem}"
    if not named:
        yield f"{point_name(axes, values)}: {problem}"


def _content(scenario: Scenario) -> str:
    """All that a scenario says but for its name; durations as they are written, because "1 d" is not "24 h"."""
    return repr(scenario.model_copy(update={"name": ""}))


def _seconds(value: object) -> float | None:
    if not isinstance(value, str):
        return None
    try:
        return float(Duration.parse(value))
    except ValueError:
        return None
