"""Topics: the work that tickets need at each tier."""

from __future__ import annotations

from collections.abc import Mapping

from planner.compile.numbering import Numbering
from planner.scenario.scenario import Scenario
from planner.scenario.topics import TierWork, Topic
from simulation.inputs import Reopens, TopicInputs, WorkInputs


def compile_topics(scenario: Scenario, numbering: Numbering) -> tuple[TopicInputs, ...]:
    """All topics in the order of the plan."""
    return tuple(_topic(name, topic, numbering) for name, topic in scenario.topics.items())


def _topic(name: str, topic: Topic, numbering: Numbering) -> TopicInputs:
    reopens = topic.reopens
    return TopicInputs(
        name=name,
        stream=topic.stream or name,
        tier=numbering.tiers[topic.tier],
        misrouted=_shares(topic.misrouted, numbering),
        misroute_handle_time=topic.misroute_handle_time.sampling(),
        work=tuple(_work(topic.work[tier], numbering) if tier in topic.work else None for tier in numbering.tiers),
        reopens=Reopens(float(reopens.share), reopens.after.sampling(), float(reopens.work)) if reopens else None,
    )


def _work(work: TierWork, numbering: Numbering) -> WorkInputs:
    return WorkInputs(work.handle_time.sampling(), _shares(work.escalates, numbering))


def _shares(shares: Mapping[str, float], numbering: Numbering) -> tuple[tuple[int, float], ...]:
    return tuple((numbering.tiers[tier], float(share)) for tier, share in shares.items() if share > 0.0)
