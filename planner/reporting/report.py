"""The neutral report: titles, sentences and tables of quantities; each writer turns it into a format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Literal

from simulation.inputs import Inputs
from simulation.records import Records

if TYPE_CHECKING:
    from planner.reporting.chapter import Chapter
    from planner.reporting.curves import SweepSection

# points: the difference of two shares, 0.02 for two points
# whole: an exact number of things, such as agents on a shift
Unit = Literal["s", "share", "points", "count", "whole", "hours", "people", "money", "ratio"]


class Verdict(Enum):
    """Whether a promise is kept, judged by the whole interval and not by its middle."""

    MET = "met"
    NOT_CERTAIN = "not certain"
    MISSED = "missed"
    NO_VALUE = "no value"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An estimate with its interval; None means "no value", infinity "not within the horizon".

    ``limit`` is a number that rounding must not hide: the text shows on which side of it the estimate lies. A
    difference is ``signed``: it says whether it is more or less.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    unit: Unit = "count"
    limit: float | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What was reached and its verdict in one cell."""

    reached: Quantity
    verdict: Verdict


Cell = str | Quantity | Verdict | Judged | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``numeric`` columns stand right, ``intervals`` says whether cells show theirs.

    ``roomy`` columns show them only where there is room, in a workbook.
    """

    label: str
    numeric: bool = True
    intervals: bool = False
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title. With ``total`` the last row is the sum of the others. ``note`` says how to read it."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of a support level on a channel, what was reached, and the verdict.

    ``kind`` is answer, reply or resolve; ``within`` is the plan's text; ``clock`` is "calendar" or "open hours".
    """

    level: str
    channel: str
    kind: str
    within: str
    clock: str
    share: float
    reached: Quantity
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One estimate of one metric as it leaves the program: ``unit`` is the metric's own, ``by`` its split."""

    metric: str
    unit: str
    by: Mapping[str, str]
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class CostRow:
    """One line of the cost of the weeks, in the plan's currency."""

    line: str
    by: Mapping[str, str]
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Premium:
    """A share by which some hours cost more, and the paid hours of each team that it applies to."""

    line: str
    label: str
    share: float
    hours: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class TeamPay:
    """The paid hours of a team in the weeks, its wage, and the hours of its full-time week."""

    team: str
    paid_hours: float
    cost_per_hour: float
    hours_per_week: float


@dataclass(frozen=True, slots=True)
class ManagerPay:
    """How many full-time people a manager leads, and what he costs a month."""

    one_per_agents: float
    cost_per_month: float


@dataclass(frozen=True, slots=True)
class Pay:
    """What a workbook needs to work out the cost of the teams anew.

    Cost of a team = wage x (paid hours + sum of premium x its hours) x (1 + on-costs)
    + FTE x months x (seat + manager / agents that he leads), with FTE = paid hours / weeks / hours of a full-time week.

    ``others`` are the lines of the cost that do not follow from hours, by label; ``cost`` is the total as simulated,
    ``tickets`` what it is shared by. ``averaged``: rates are means over the replications, because the plan has ranges.
    """

    teams: tuple[TeamPay, ...]
    premiums: tuple[Premium, ...]
    on_costs: float
    seat: float
    managers: ManagerPay | None
    weeks: int
    months: float
    others: Mapping[str, float]
    cost: float | None
    tickets: float | None
    averaged: bool = False


@dataclass(frozen=True, slots=True)
class MissChanceRow:
    """A promise and the share of replications that missed it, with its interval."""

    level: str
    channel: str
    kind: str
    chance: float
    low: float
    high: float
    judged: int


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """How much an outcome (a metric) depends on a range of the plan."""

    outcome: str
    address: str
    correlation: float
    share: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What the ranges of a plan do to its answer; ``answers`` are sentences."""

    answers: tuple[str, ...]
    chances: tuple[MissChanceRow, ...]
    contributions: tuple[ContributionRow, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What one scenario came to. ``answers`` are sentences, the most important first.

    ``inputs``, ``records`` and their replications' ``numbers`` (from 0) are what the rest was measured on.
    """

    scenario: str
    note: str
    seed: int
    replications: int
    stopped: bool
    answers: tuple[str, ...]
    tables: tuple[Table, ...]
    metrics: tuple[MetricRow, ...]
    costs: tuple[CostRow, ...]
    promises: tuple[Promise, ...] = ()
    pay: Pay | None = None
    uncertainty: Uncertainty | None = None
    inputs: Inputs | None = None
    records: tuple[Records, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A figure of two scenarios and their difference as it leaves the program; ``outcome`` says what it means."""

    metric: str
    unit: str
    by: Mapping[str, str]
    baseline: float | None
    other: float | None
    value: float | None
    low: float | None
    high: float | None
    likelihood: float | None
    outcome: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A place of the plan in which two scenarios differ, with what stands there."""

    address: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ComparisonSection:
    """A scenario against the baseline, paired over so many replications; ``sentence`` sums it up."""

    baseline: str
    scenario: str
    replications: int
    looked_at: int
    sentence: str
    changes: tuple[ChangeRow, ...]
    differences: tuple[DifferenceRow, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class CrowdingRow:
    """How many seconds longer a segment waits for its first answer because of another one, and what that says."""

    segment: str
    because_of: str
    value: float | None
    low: float | None
    high: float | None
    outcome: str


@dataclass(frozen=True, slots=True)
class CrowdingSection:
    """Who crowds out whom in a scenario; ``sentence`` sums it up."""

    scenario: str
    sentence: str
    rows: tuple[CrowdingRow, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade and its meaning in one sentence."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about the answer, and what to do about it."""

    text: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said about a plan. It holds no moment of writing: the same input gives the same bytes."""

    title: str
    subtitle: str
    note: str
    currency: str
    version: str
    start: dt.date
    confidence: float
    weeks: int
    sections: tuple[Section, ...]
    comparisons: tuple[ComparisonSection, ...] = ()
    crowding: tuple[CrowdingSection, ...] = ()
    overview: Table | None = None
    sweep: SweepSection | None = None
    chapters: tuple[Chapter, ...] = ()
    assumptions: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    terms: tuple[Term, ...] = ()
