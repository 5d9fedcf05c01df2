from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from planner.scenario.distribution import Delay, DurationDistribution, Replies, ReplyCount, Work
from planner.units import DurationRange
from simulation.distributions import Shape

WORK: TypeAdapter[DurationDistribution] = TypeAdapter(Annotated[Work, "work"])
DELAY: TypeAdapter[DurationDistribution] = TypeAdapter(Annotated[Delay, "delay"])
REPLIES: TypeAdapter[ReplyCount] = TypeAdapter(Annotated[Replies, "replies"])


def test_that_a_plain_duration_takes_the_shape_of_its_field() -> None:
    assert WORK.validate_python("6 min").sampling().shape is Shape.LOGNORMAL
    assert DELAY.validate_python("6 min").sampling().shape is Shape.EXPONENTIAL
    assert WORK.validate_python("6 min").average == pytest.approx(360)


@pytest.mark.parametrize(
    ("table", "mean"),
    [
        ({"mean": "6 min", "cv": 0.8, "shape": "lognormal"}, 360),
        ({"mean": "6 min", "cv": 0.8, "shape": "gamma"}, 360),
        ({"mean": "6 min", "cv": 0.8, "shape": "weibull"}, 360),
        ({"mean": "6 min", "shape": "constant"}, 360),
        ({"mean": "6 min", "cv": 0.3, "shape": "uniform"}, 360),
        ({"mean": "6 min", "cv": 0.3, "shape": "triangular"}, 360),
        ({"low": "2 min", "high": "4 min", "shape": "uniform"}, 180),
        ({"low": "0 s", "likely": "1 min", "high": "5 min", "shape": "triangular"}, 120),
        ({"values": ["1 min", "3 min"]}, 120),
        ({"values": ["1 min", "3 min"], "weights": [3, 1], "shape": "empirical"}, 90),
        ({"mean": "0 s"}, 0),
    ],
)
def test_that_every_shape_has_the_mean_it_says(table: dict[str, Any], mean: float) -> None:
    assert WORK.validate_python(table).average == pytest.approx(mean)


def test_that_a_cv_makes_a_delay_lognormal_unless_its_shape_is_given() -> None:
    assert DELAY.validate_python({"mean": "1 h", "cv": 0.5}).shape == "lognormal"
    assert DELAY.validate_python({"mean": "1 h"}).shape == "exponential"


def test_that_a_range_without_a_shape_is_an_uncertain_mean() -> None:
    distribution = WORK.validate_python({"low": "5 min", "likely": "6 min", "high": "9 min"})
    assert isinstance(distribution.mean, DurationRange)
    assert (distribution.mean.low, distribution.average) == (300, pytest.approx(360))


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ({"cv": 0.5}, "shape_mean"),
        ({"mean": "1 h", "shape": "exponential", "cv": 0.5}, "shape_fixed_cv"),
        ({"mean": "1 h", "shape": "constant", "cv": 0.5}, "shape_fixed_cv"),
        ({"mean": "1 h", "shape": "uniform", "cv": 0.6}, "shape_cv"),
        ({"mean": "1 h", "shape": "triangular", "cv": 0.5}, "shape_cv"),
        ({"mean": "1 h", "shape": "uniform"}, "shape_limits"),
        ({"mean": "1 h", "shape": "weibull", "cv": 0.001}, "shape_small_cv"),
        ({"low": "1 h", "shape": "uniform"}, "shape_limits"),
        ({"low": "2 h", "high": "1 h", "shape": "uniform"}, "range_order"),
        ({"mean": "1 h", "values": ["1 h"], "shape": "gamma"}, "shape_key"),
        ({"mean": "1 h", "values": ["1 h"]}, "shape_key"),
        ({"values": []}, "empirical_values"),
        ({"values": ["1 h"], "weights": [1, 2]}, "empirical_weights"),
        ({"values": ["1 h"], "weights": [0]}, "empirical_zero"),
        ({"mean": 60}, "duration_bare"),
        ({"mean": "1 h", "shape": "normal"}, "literal_error"),
        (60, "duration_bare"),
    ],
)
def test_that_what_is_no_distribution_is_refused(table: Any, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        WORK.validate_python(table)
    assert [error["type"] for error in caught.value.errors()] == [code]


def test_that_a_number_of_replies_is_the_mean_of_a_geometric_count() -> None:
    assert REPLIES.validate_python(0.7) == ReplyCount(mean=0.7, shape="geometric")
    assert REPLIES.validate_python({"mean": 2, "shape": "constant"}).shape == "constant"


@pytest.mark.parametrize("value", [-1, "2", True, {"mean": 1.5, "shape": "constant"}, 1e6])
def test_that_an_impossible_number_of_replies_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        REPLIES.validate_python(value)
