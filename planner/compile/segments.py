"""Segments with what their support level entitles them to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.compile.hours import OpeningBook
from planner.compile.numbering import Numbering, mix_by, values_by
from planner.compile.offers import compile_offers, escalation_channels
from planner.scenario.scenario import Scenario
from planner.scenario.segments import Segment
from planner.scenario.support_levels import SupportLevel
from simulation.inputs import OfferInputs, SegmentInputs, SelfService

FloatArray = NDArray[np.float64]


def compile_segments(scenario: Scenario, book: OpeningBook, numbering: Numbering) -> tuple[SegmentInputs, ...]:
    """All segments; those of one level share its offers."""
    shared = {
        name: (compile_offers(level, book, numbering), escalation_channels(scenario, level, numbering))
        for name, level in scenario.support_levels.items()
    }
    return tuple(
        _segment(scenario, name, segment, shared[segment.support_level], numbering)
        for name, segment in scenario.segments.items()
    )


def topic_mix(scenario: Scenario, name: str, numbering: Numbering) -> FloatArray:
    """The shares of topics of a segment, its own or the general ones, scaled so that they sum to 1."""
    own = scenario.segments[name].topics
    if own is not None:
        return mix_by(numbering.topics, own, ("segments", name, "topics"))
    return mix_by(numbering.topics, {topic: part.share for topic, part in scenario.topics.items()}, ("topics",))


def _segment(
    scenario: Scenario,
    name: str,
    segment: Segment,
    level_parts: tuple[tuple[OfferInputs | None, ...], tuple[int, ...]],
    numbering: Numbering,
) -> SegmentInputs:
    level = scenario.support_levels[segment.support_level]
    return SegmentInputs(
        name=name,
        stream=segment.stream or name,
        level=numbering.levels[segment.support_level],
        priority=int(level.priority),
        topics=topic_mix(scenario, name, numbering),
        channels=mix_by(numbering.channels, segment.channels, ("segments", name, "channels")),
        finds_help=float(segment.finds_help),
        prevents=values_by(numbering.topics, level.prevention.removes if level.prevention else None),
        self_service=_self_service(level, numbering),
        offers=level_parts[0],
        escalation_channels=level_parts[1],
    )


def _self_service(level: SupportLevel, numbering: Numbering) -> SelfService | None:
    articles = level.self_service
    if articles is None:
        return None
    return SelfService(
        tried_by=float(articles.tried_by),
        solves=values_by(numbering.topics, articles.solves),
        comes_back=float(articles.comes_back),
        comes_back_after=articles.comes_back_after.sampling(),
    )
