"""Where tickets go: expected tickets a month by segment, channel, topic and tier, following shares alone.

Waiting is not simulated here: what depends on it (who gives up and turns to another channel) counts as possible,
with no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.scenario.channels import Channel
from planner.scenario.checks.weeks import PlainWeeks
from planner.scenario.programmes import programmes
from planner.scenario.scenario import Scenario
from planner.scenario.segments import Segment
from planner.scenario.support_levels import SupportLevel
from planner.scenario.topics import Topic


@dataclass(frozen=True)
class Stop:
    """Work that tickets can bring: whose, by which channel, about what, at which tier; outreach has no channel."""

    segment: str
    channel: str | None
    topic: str | None
    tier: str


@dataclass
class Flows:
    """Expected tickets a month: at each stop (0 where possible but unknown), and lost where nothing is offered."""

    stops: dict[Stop, float] = field(default_factory=dict)
    lost: dict[tuple[str, str], float] = field(default_factory=dict)

    def add(self, stop: Stop, tickets: float) -> None:
        """Count tickets at a stop."""
        self.stops[stop] = self.stops.get(stop, 0.0) + tickets


def contacts_a_month(segment: Segment) -> float:
    """Expected contacts of a segment's customers in a month, before prevention and self-service.

    The first month by customers and rate, or the mean of the months that are forecast.
    """
    if segment.forecast:
        return sum(float(contacts) for contacts in segment.forecast.values()) / len(segment.forecast)
    return float(segment.customers) * float(segment.contacts_per_customer_month)


def topic_mix(scenario: Scenario, segment: Segment) -> dict[str, float]:
    """The topic mix of a segment, its own or the general one, scaled to a sum of 1."""
    if segment.topics is not None:
        mix = {name: float(share) for name, share in segment.topics.items()}
    else:
        mix = {name: float(topic.share) for name, topic in scenario.topics.items()}
    return _scaled(mix)


def follow(scenario: Scenario, weeks: PlainWeeks) -> Flows:
    """Follow every segment's tickets from the question to the last tier."""
    flows = Flows()
    for name, segment in scenario.segments.items():
        if contacts_a_month(segment) > 0:
            _follow_segment(scenario, weeks, name, segment, flows)
        for programme in programmes(scenario, name):
            if segment.customers * programme.per_customer_month > 0:
                flows.add(Stop(name, None, None, programme.tier), segment.customers * programme.per_customer_month)
    return flows


def _follow_segment(scenario: Scenario, weeks: PlainWeeks, name: str, segment: Segment, flows: Flows) -> None:
    level = scenario.support_levels[segment.support_level]
    channels = _channels(scenario, weeks, name, segment, flows)
    for topic_name, share in topic_mix(scenario, segment).items():
        tickets = contacts_a_month(segment) * share * _asking_share(segment, level, topic_name)
        if tickets <= 0:
            continue
        for channel, part in channels.items():
            _follow_topic(scenario, level, Stop(name, channel, topic_name, ""), tickets * part, flows)


def _asking_share(segment: Segment, level: SupportLevel, topic: str) -> float:
    """Share of a topic's questions that becomes tickets: after prevention, finding help and self-service."""
    share = float(segment.finds_help)
    if level.prevention is not None:
        share *= 1.0 - float(level.prevention.removes.get(topic, 0.0))
    if level.self_service is not None:
        articles = level.self_service
        solved = float(articles.tried_by) * float(articles.solves.get(topic, 0.0))
        share *= 1.0 - solved * (1.0 - float(articles.comes_back))
    return share


def _channels(scenario: Scenario, weeks: PlainWeeks, name: str, segment: Segment, flows: Flows) -> dict[str, float]:
    """Share of a segment's tickets that arrives by each channel (0: possible only after waiting)."""
    level = scenario.support_levels[segment.support_level]
    arrives: dict[str, float] = {}
    for preferred, share in _scaled({key: float(value) for key, value in segment.channels.items()}).items():
        if share <= 0:
            continue
        if preferred in level.offers:
            arrives[preferred] = arrives.get(preferred, 0.0) + share
            continue
        elsewhere = scenario.channels[preferred].when_not_offered
        turned = 0.0
        if elsewhere is not None and elsewhere.switch_to in level.offers:
            turned = float(elsewhere.share)
            arrives[elsewhere.switch_to] = arrives.get(elsewhere.switch_to, 0.0) + share * turned
        if turned < 1:
            flows.lost[name, preferred] = contacts_a_month(segment) * share * (1.0 - turned)
    asking = weeks.asking(segment.profile, dict(segment.time_zones))
    for channel in list(arrives):
        _turn_away_when_closed(
            scenario, level, channel, arrives, float(asking @ ~weeks.open(level.offers[channel].hours))
        )
    return _with_later_ones(scenario, level, arrives)


def _turn_away_when_closed(
    scenario: Scenario, level: SupportLevel, channel: str, arrives: dict[str, float], closed: float
) -> None:
    described = scenario.channels[channel]
    if not described.live or closed <= 0:
        return
    elsewhere, share = described.when_closed, arrives[channel]
    waits = float(elsewhere.wait) if elsewhere else 0.0
    arrives[channel] = share * (1.0 - closed * (1.0 - waits))
    if elsewhere is not None and elsewhere.switch_to in level.offers:
        other = elsewhere.switch_to
        arrives[other] = arrives.get(other, 0.0) + share * closed * float(elsewhere.share)


def _with_later_ones(scenario: Scenario, level: SupportLevel, arrives: dict[str, float]) -> dict[str, float]:
    reached = dict(arrives)
    waiting = list(arrives)
    while waiting:
        for other in _later_channels(scenario.channels[waiting.pop()]):
            if other in level.offers and other not in reached:
                reached[other] = 0.0
                waiting.append(other)
    return reached


def _later_channels(channel: Channel) -> Iterator[str]:
    """Channels to which a ticket may turn after it has begun to wait or was answered."""
    if channel.after_abandoning is not None and channel.after_abandoning.switch_to and channel.after_abandoning.switch:
        yield channel.after_abandoning.switch_to
    if channel.left_for is not None and channel.left_for.share:
        yield channel.left_for.switch_to


def _follow_topic(scenario: Scenario, level: SupportLevel, begin: Stop, tickets: float, flows: Flows) -> None:
    """Add the stops of a topic's tickets: triage at wrong tiers, the entry tier, and every escalation."""
    topic = scenario.topics[begin.topic or ""]
    for tier, share in topic.misrouted.items():
        if share > 0:
            flows.add(Stop(begin.segment, begin.channel, begin.topic, tier), tickets * float(share))
    channel = scenario.channels[begin.channel or ""]
    later = begin.channel
    if channel.live and channel.escalation == "ticket":
        later = scenario.escalation_channel(level, begin.channel or "") or begin.channel
    for tier, share in visits(topic).items():
        at = begin.channel if tier == topic.tier else later
        flows.add(Stop(begin.segment, at, begin.topic, tier), tickets * share)


def visits(topic: Topic) -> dict[str, float]:
    """Share of a topic's tickets that is worked on at each tier it can reach; what closes a circle is not followed."""
    order = _from_the_entry_on(topic)
    place = {tier: number for number, tier in enumerate(order)}
    shares = dict.fromkeys(order, 0.0) | {topic.tier: 1.0}
    for tier in order:
        for following, share in _escalations(topic, tier):
            if place[following] > place[tier]:
                shares[following] += shares[tier] * share
    return shares


def _from_the_entry_on(topic: Topic) -> list[str]:
    """The tiers that a topic's tickets can reach, each before those it escalates to; every tier is entered once."""
    left: list[str] = []
    seen = {topic.tier}
    trail = [(topic.tier, iter(_escalations(topic, topic.tier)))]
    while trail:
        tier, following = trail[-1]
        for step, _share in following:
            if step not in seen:
                seen.add(step)
                trail.append((step, iter(_escalations(topic, step))))
                break
        else:
            left.append(tier)
            trail.pop()
    return left[::-1]


def _escalations(topic: Topic, tier: str) -> list[tuple[str, float]]:
    work = topic.work.get(tier)
    return [(name, float(share)) for name, share in work.escalates.items() if share > 0] if work else []


def _scaled(mix: dict[str, float]) -> dict[str, float]:
    total = sum(mix.values())
    return {name: share / total for name, share in mix.items()} if total > 0 else {}
