"""What a support level offers: channels with opening hours and targets on their clocks."""

from __future__ import annotations

from planner.calendar import WeeklyHours
from planner.compile.hours import OpeningBook, on_clock_of
from planner.compile.numbering import Numbering
from planner.scenario.scenario import Scenario
from planner.scenario.support_levels import Offer, SupportLevel
from planner.scenario.support_levels import Target as DescribedTarget
from simulation.inputs import OfferInputs, Target


def compile_offers(level: SupportLevel, book: OpeningBook, numbering: Numbering) -> tuple[OfferInputs | None, ...]:
    """One entry for each channel, None where the level does not offer it."""
    return tuple(
        _offer(level.offers[channel], book) if channel in level.offers else None for channel in numbering.channels
    )


def escalation_channels(scenario: Scenario, level: SupportLevel, numbering: Numbering) -> tuple[int, ...]:
    """For each channel the deferred one on which an escalated contact goes on: a deferred channel itself (-1: none)."""
    chosen = []
    for name, channel in scenario.channels.items():
        later = scenario.escalation_channel(level, name) if channel.live else name
        chosen.append(-1 if later is None else numbering.channels[later])
    return tuple(chosen)


def _offer(offer: Offer, book: OpeningBook) -> OfferInputs:
    weekly = book.weekly(offer.hours)
    return OfferInputs(
        hours=book.open_hours(offer.hours),
        answer=_target(offer.answer, weekly),
        reply=_target(offer.reply, weekly),
        resolve=_target(offer.resolve, weekly),
    )


def _target(target: DescribedTarget | None, weekly: WeeklyHours) -> Target | None:
    if target is None:
        return None
    open_hours = target.clock == "open hours"
    within = on_clock_of(weekly, target.within) if open_hours else float(target.within)
    return Target(within=within, share=float(target.share), open_hours=open_hours)
