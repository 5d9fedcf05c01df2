"""Topics: every tier that a ticket can reach needs work described, and escalation must come to an end."""

from __future__ import annotations

from collections.abc import Iterator

from planner.scenario.checks.finding import error, warning
from planner.scenario.checks.survey import Survey
from planner.scenario.problems import Finding
from planner.scenario.topics import Topic
from planner.texts import _


def circular_escalation(survey: Survey) -> Iterator[Finding]:
    """A ticket must not come back to a tier by escalation."""
    for name, topic in survey.scenario.topics.items():
        circle = _circle(topic)
        if circle:
            yield error(
                "circular_escalation",
                ("topics", name, "work", circle[0], "escalates"),
                _("Escalation runs in a circle: {tiers}.").format(tiers=" → ".join(circle)),
                _("Take one of these escalations out."),
            )


def _circle(topic: Topic) -> list[str]:
    done: set[str] = set()

    def follow(tier: str, trail: list[str]) -> list[str]:
        if tier in trail:
            return [*trail[trail.index(tier) :], tier]
        if tier in done or tier not in topic.work:
            return []
        for following, share in topic.work[tier].escalates.items():
            found = follow(following, [*trail, tier]) if share > 0 else []
            if found:
                return found
        done.add(tier)
        return []

    for tier in topic.work:
        found = follow(tier, [])
        if found:
            return found
    return []


def tiers_without_work(survey: Survey) -> Iterator[Finding]:
    """The entry tier of a topic, and each tier it escalates to, needs a handle time."""
    mend = _('Add work.{tier} = {{ handle_time = "10 min" }} to the topic.')
    for name, topic in survey.scenario.topics.items():
        if topic.tier in survey.scenario.tiers and topic.tier not in topic.work:
            message = _("Tickets about {topic} enter at {tier}, but no work is described there.")
            yield error(
                "tiers_without_work",
                ("topics", name, "work"),
                message.format(topic=name, tier=topic.tier),
                mend.format(tier=topic.tier),
            )
        for tier, work in topic.work.items():
            for following, share in work.escalates.items():
                if share > 0 and following not in topic.work and following != topic.tier:
                    message = _("Tickets about {topic} escalate to {tier}, but no work is described there.")
                    yield error(
                        "tiers_without_work",
                        ("topics", name, "work", tier, "escalates", following),
                        message.format(topic=name, tier=following),
                        mend.format(tier=following),
                    )


def misrouted_to_entry_tier(survey: Survey) -> Iterator[Finding]:
    """A ticket cannot be misrouted to the tier where it belongs."""
    for name, topic in survey.scenario.topics.items():
        if topic.misrouted.get(topic.tier, 0.0) > 0:
            yield error(
                "misrouted_to_entry_tier",
                ("topics", name, "misrouted", topic.tier),
                _("{tier} is where tickets about {topic} belong.").format(tier=topic.tier, topic=name),
                _("Name only wrong tiers."),
            )


def work_nobody_reaches(survey: Survey) -> Iterator[Finding]:
    """Work at a tier that no ticket of the topic reaches has no effect."""
    for name, topic in survey.scenario.topics.items():
        reached = {topic.tier}
        waiting = [topic.tier]
        while waiting:
            work = topic.work.get(waiting.pop())
            for following, share in (work.escalates if work else {}).items():
                if share > 0 and following not in reached:
                    reached.add(following)
                    waiting.append(following)
        for tier in topic.work:
            if tier not in reached:
                yield warning(
                    "work_nobody_reaches",
                    ("topics", name, "work", tier),
                    _("No ticket about {topic} reaches {tier}, so this has no effect.").format(topic=name, tier=tier),
                    _("Escalate a share to {tier}, or leave it out.").format(tier=tier),
                )
