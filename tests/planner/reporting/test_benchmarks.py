from __future__ import annotations

import pytest

from planner.metrics import MetricValue
from planner.reporting.content.benchmarks import LINES, benchmark_table
from planner.reporting.content.findings import Findings
from planner.scenario.files import load_plan_text
from tests.planner.story import PLAN


def findings(line: str, first_response: tuple[float, float, float]) -> Findings:
    text = PLAN + f'\n[experience]\nbenchmark = "{line}"\nsatisfied = {{ met = 0.9 }}\n'
    rows = [
        MetricValue("first_response_time_mean", {"channel": "chat"}, *first_response),
        MetricValue("satisfaction", {}, 0.88, 0.87, 0.89),
    ]
    return Findings(load_plan_text(text).base, rows, ())


@pytest.mark.parametrize(
    ("line", "first_response", "speed", "satisfied"),
    [
        ("A", (60.0, 55.0, 65.0), "✓ better", "✗ worse"),
        ("B", (110.0, 100.0, 120.0), "? about the same", "✓ better"),
        ("C", (110.0, 100.0, 120.0), "✗ worse", "✗ worse"),
    ],
)
def test_that_figures_stand_beside_the_chosen_line(
    line: str, first_response: tuple[float, float, float], speed: str, satisfied: str
) -> None:
    table = benchmark_table(findings(line, first_response))
    assert table is not None
    assert [row[-1] for row in table.rows] == [speed, satisfied]


def test_that_a_plan_without_a_line_has_no_such_table() -> None:
    assert benchmark_table(Findings(load_plan_text(PLAN).base, (), ())) is None


def test_that_every_line_can_be_chosen() -> None:
    for line in LINES:
        assert benchmark_table(findings(line, (90.0, 80.0, 100.0))) is not None
