"""Distributions of durations and of reply counts as a plan writes them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from planner.scenario.fields import ValuePart, field
from planner.scenario.kinds import (
    RANGE_KEYS,
    Amount,
    DurationKind,
    JsonSchema,
    Kind,
    Length,
    NumberKind,
    PlainLength,
    range_schema,
    wrong,
)
from planner.texts import lazy
from planner.units import Duration
from simulation import distributions
from simulation.distributions import Distribution, Shape

ShapeName = Literal["constant", "exponential", "lognormal", "gamma", "weibull", "uniform", "triangular", "empirical"]
_BY_LIMITS = ("uniform", "triangular")
RoundsNumber = Annotated[float, NumberKind(low=0, high=100)]
CvNumber = Annotated[float, NumberKind(low=0, high=10)]


class DurationDistribution(ValuePart):
    """A random duration: a shape with mean and coefficient of variation, with limits, or with its values."""

    shape: ShapeName = field(lazy("Shape"), help=lazy("The family of the distribution."), default="lognormal")
    mean: Length | None = field(lazy("Mean"), help=lazy("The average duration."), unit="s", default=None)
    cv: CvNumber | None = field(
        lazy("Variation"),
        help=lazy("Coefficient of variation: standard deviation divided by mean; 1 unless given."),
        default=None,
    )
    low: PlainLength | None = field(
        lazy("Lowest"), help=lazy("Uniform and triangular: the shortest duration."), unit="s", default=None
    )
    likely: PlainLength | None = field(
        lazy("Most likely"), help=lazy("Triangular: the duration at the peak."), unit="s", default=None
    )
    high: PlainLength | None = field(
        lazy("Highest"), help=lazy("Uniform and triangular: the longest duration."), unit="s", default=None
    )
    values: tuple[PlainLength, ...] | None = field(
        lazy("Values"), help=lazy("Empirical: durations that were seen."), unit="s", default=None
    )
    weights: tuple[Amount, ...] | None = field(
        lazy("Weights"),
        help=lazy("Empirical: how often each value was seen; equally often unless given."),
        default=None,
    )

    @classmethod
    def of(cls, mean: str | Duration, shape: ShapeName = "lognormal", cv: float | None = None) -> DurationDistribution:
        """A distribution of the given mean, as a default of a field."""
        return cls.model_validate({"mean": mean, "shape": shape} | ({} if cv is None else {"cv": cv}))

    def sampling(self) -> Distribution:
        """The same distribution for the simulation, in seconds; ranges count with their likely value."""
        if self.shape == "empirical":
            return distributions.empirical(
                tuple(float(value) for value in self.values or ()),
                None if self.weights is None else tuple(float(weight) for weight in self.weights),
            )
        if self.low is not None and self.high is not None:
            if self.shape == "uniform":
                return distributions.uniform(float(self.low), float(self.high))
            return distributions.triangular(float(self.low), float(self.likely or 0.0), float(self.high))
        cv = 1.0 if self.cv is None else float(self.cv)
        return distributions.from_mean_and_cv(Shape[self.shape.upper()], float(self.mean or 0.0), cv)

    @property
    def average(self) -> float:
        """Expected value in seconds."""
        return self.sampling().mean

    @model_validator(mode="after")
    def _is_one_distribution(self) -> Self:
        if self.shape == "empirical":
            self._check_empirical()
        elif self.shape in _BY_LIMITS and self.mean is None:
            self._check_limits()
        else:
            self._check_mean()
        return self

    def _refuse(self, *keys: str) -> None:
        for key in keys:
            if getattr(self, key) is not None:
                raise wrong("shape_key", shape=self.shape, key=key)

    def _check_empirical(self) -> None:
        self._refuse("mean", "cv", "low", "likely", "high")
        if not self.values:
            raise wrong("empirical_values")
        if self.weights is not None and len(self.weights) != len(self.values):
            raise wrong("empirical_weights", values=len(self.values), weights=len(self.weights))
        if self.weights is not None and sum(self.weights) <= 0:
            raise wrong("empirical_zero")

    def _check_limits(self) -> None:
        self._refuse("cv", "values", "weights", *(() if self.shape == "triangular" else ("likely",)))
        names = ("low", "high") if self.shape == "uniform" else RANGE_KEYS
        limits = [getattr(self, name) for name in names]
        if any(limit is None for limit in limits):
            raise wrong("shape_limits", shape=self.shape, keys=", ".join(names))
        if limits != sorted(limits):
            raise wrong("range_order")

    def _check_mean(self) -> None:
        self._refuse("low", "likely", "high", "values", "weights")
        if self.mean is None:
            raise wrong("shape_mean", shape=self.shape)
        fixed = {"constant": 0.0, "exponential": 1.0}.get(self.shape)
        if fixed is not None and self.cv is not None and self.cv != fixed:
            raise wrong("shape_fixed_cv", shape=self.shape, cv=int(fixed))
        limit = {"uniform": 1 / math.sqrt(3), "triangular": 1 / math.sqrt(6)}.get(self.shape)
        if limit is not None and self.cv is None:
            raise wrong("shape_limits", shape=self.shape, keys="mean, cv")
        if limit is not None and self.cv is not None and self.cv > limit:
            raise wrong("shape_cv", shape=self.shape, limit=f"{limit:.3f}")
        if self.shape == "weibull" and self.cv is not None and 0 < self.cv < 0.01:
            raise wrong("shape_small_cv", shape=self.shape, limit="0.01")


@dataclass(frozen=True)
class DistributionKind(Kind):
    """A distribution written as a table, or as a plain duration: the mean, with the default shape of its field."""

    name: ClassVar[str] = "distribution"
    plain_key: ClassVar[str] = "mean"  # what a plain value stands for when one entry is set by address

    shape: ShapeName = "lognormal"

    def completed(self, value: object) -> object:
        """Plain data with the field's default shape filled in."""
        if isinstance(value, DurationDistribution):
            return value
        if isinstance(value, Mapping):
            if set(value) == set(RANGE_KEYS):
                return {"mean": DurationKind().read(value), "shape": self.shape}
            if "shape" not in value:
                return {**value, "shape": self._shape_of(value)}
            return dict(value)
        return {"mean": DurationKind().read(value), "shape": self.shape}

    def _shape_of(self, value: Mapping[Any, object]) -> str:
        if "values" in value:
            return "empirical"
        # with a cv of its own the mean cannot stay exponential
        return "lognormal" if "cv" in value else self.shape

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.completed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        text = DurationKind(ranges=False).json_schema()
        return {"anyOf": [text, range_schema(text), handler(schema)]}


Work = Annotated[DurationDistribution, DistributionKind("lognormal")]
Delay = Annotated[DurationDistribution, DistributionKind("exponential")]


class ReplyCount(ValuePart):
    """How many reply rounds follow the first answer."""

    mean: RoundsNumber = field(lazy("Mean"), help=lazy("Average number of reply rounds."))
    shape: Literal["geometric", "poisson", "constant"] = field(
        lazy("Shape"), help=lazy("How the number is spread around its mean."), default="geometric"
    )

    @model_validator(mode="after")
    def _constant_is_whole(self) -> Self:
        if self.shape == "constant" and self.mean != round(self.mean):
            raise wrong("count_constant", value=self.mean)
        return self


@dataclass(frozen=True)
class PlainOrTable(Kind):
    """A table, or a plain number that stands for one of its keys."""

    name: ClassVar[str] = "table"

    plain_key: str = "mean"
    low: float = 0
    high: float = 1e12

    def completed(self, value: object) -> object:
        """Plain data as a table."""
        if isinstance(value, Mapping) and set(value) != set(RANGE_KEYS):
            return dict(value)
        if isinstance(value, ValuePart):
            return value
        return {self.plain_key: NumberKind(low=self.low, high=self.high).read(value)}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.completed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        number = NumberKind(low=self.low, high=self.high)
        return {"anyOf": [number.json_schema(), handler(schema)]}


Replies = Annotated[ReplyCount, PlainOrTable("mean", high=100)]
